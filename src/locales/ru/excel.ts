import type { excelIssues } from '../../model/issues/excel.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const excel: WordingsOf<typeof excelIssues> = {};
