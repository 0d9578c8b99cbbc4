import type { systemsIssues } from '../../model/issues/systems.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const systems: WordingsOf<typeof systemsIssues> = {};
