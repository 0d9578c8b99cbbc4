import type { matchIssues } from '../../model/issues/match.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const match: WordingsOf<typeof matchIssues> = {};
