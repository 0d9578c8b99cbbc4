import type { csvIssues } from '../../model/issues/csv.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const csv: WordingsOf<typeof csvIssues> = {};
