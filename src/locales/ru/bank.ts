import type { bankIssues } from '../../model/issues/bank.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const bank: WordingsOf<typeof bankIssues> = {};
