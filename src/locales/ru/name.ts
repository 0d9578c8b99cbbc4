import type { nameIssues } from '../../model/issues/name.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const name: WordingsOf<typeof nameIssues> = {};
