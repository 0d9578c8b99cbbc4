import type { targetIssues } from '../../model/issues/target.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const target: WordingsOf<typeof targetIssues> = {};
