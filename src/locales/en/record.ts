import type { recordIssues } from '../../model/issues/record.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const record: WordingsOf<typeof recordIssues> = {};
