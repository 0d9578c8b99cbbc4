import type { contractIssues } from '../../model/issues/contract.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const contract: WordingsOf<typeof contractIssues> = {
  'contract.column-missing': {
    title: 'a column is missing',
    message: ({ column }) => `the table has no column "${column}", though the source is agreed to have it`,
    cause: 'The export has changed: the column was removed or renamed.',
    fix: 'Bring the column back, or correct columns: and the mapping; contract: {columns: warn} only warns.',
    example: 'columns: {INN: inn}, and the file has the columns Name and Phone',
  },
  'contract.column-new': {
    title: 'a column is new',
    message: ({ column }) => `there was no column "${column}" before: it is not declared and not loaded`,
    cause: 'The export has changed: a column was added.',
    fix: 'Add the column to columns: and, if it is needed, to the mapping; contract: {columns: ignore} is silent.',
    example: 'columns: {Name: text}, and the file has the columns Name and Remark',
  },
  'contract.type': {
    title: 'a value is not of the declared type',
    message: ({ type }) => `the value does not fit the declared type ${type}`,
    cause: 'columns: declares a type for the column, and this value cannot be read as one.',
    fix: 'Correct the value in the source or the type in columns:; contract: {types: warn} only warns.',
    example: 'columns: {Amount: money}, and the cell holds "as agreed"',
  },
  'contract.broken': {
    title: 'the source is not as agreed',
    message: ({ count }) => `differences from the contract of the sources: ${count}; nothing will be loaded`,
    cause: 'The source has other columns, or values of other types, and the mapping does not allow that (freeze).',
    fix: 'Look at the findings contract.* of the report; correct the source or columns:, or set warn.',
    example: 'contract: {columns: freeze}, and the file has a new column "Remark"',
  },
};
