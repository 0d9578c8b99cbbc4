import type { dateIssues } from '../../model/issues/date.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const date: WordingsOf<typeof dateIssues> = {};
