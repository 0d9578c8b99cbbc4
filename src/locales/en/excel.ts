import type { excelIssues } from '../../model/issues/excel.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const excel: WordingsOf<typeof excelIssues> = {
  'excel.encrypted': {
    title: 'workbook has a password',
    message: ({ file }) => `"${file}" is encrypted with a password`,
    cause: 'A password to open was set when the workbook was saved.',
    fix: 'Open it in Excel and save it without a password: File, Info, Protect Workbook.',
  },
  'excel.not-workbook': {
    title: 'not a workbook',
    message: ({ file }) => `"${file}" is neither a workbook nor a table posing as one`,
    cause: 'A file of another format has the name of a workbook, or the wrong format was given.',
    fix: 'Leave the format out, so that it is found by content.',
  },
  'excel.part-missing': {
    title: 'workbook lacks a part',
    message: ({ file, part }) => `"${file}" has no part "${part}"`,
    cause: 'The workbook is damaged, or its program wrote it wrongly.',
    fix: 'Open it in Excel or LibreOffice and save it again.',
  },
  'excel.sheet-missing': {
    title: 'no such sheet',
    message: ({ file, sheet, sheets }) =>
      `"${file}" has no sheet "${sheet}"; it has ${sheets === '' ? 'only charts' : sheets}`,
    cause: 'The sheet was renamed, or the number is higher than the number of sheets.',
    fix: 'Correct the option sheet: the name of a sheet, or its number from 1.',
  },
  'excel.header-missing': {
    title: 'header row is empty',
    message: ({ file, sheet, row }) => `"${file}", sheet "${sheet}": row ${row} is empty, there are no headings in it`,
    cause: 'The option header_row names an empty row or one behind the end.',
    fix: 'Name the row that holds the headings, or leave the option out: the row will be found.',
  },
  'excel.unreadable': {
    title: 'workbook cannot be read',
    message: ({ file, reason }) => `"${file}" cannot be parsed (${reason})`,
    cause: 'A workbook of an old format is damaged or was written wrongly.',
    fix: 'Open it in Excel or LibreOffice and save it as .xlsx.',
  },
  'excel.error-value': {
    title: 'error in a cell',
    message: ({ cell, error }) => `cell ${cell} holds the error ${error} and no value`,
    cause: 'The formula of the cell could not be calculated.',
    fix: 'Correct the formula and save the workbook again; otherwise the field stays empty.',
    example: '#N/A → empty',
  },
  'excel.formula-without-value': {
    title: 'formula without a result',
    message: ({ cell }) => `cell ${cell} holds a formula whose result is not in the file`,
    cause: 'The workbook was made by a program that does not calculate formulas.',
    fix: 'Open it in Excel or LibreOffice, let it calculate and save it.',
  },
  'excel.precision-lost': {
    title: 'last digits lost',
    message: ({ cell, digits }) => `cell ${cell} holds a number of ${digits} digits; Excel keeps 15 exactly`,
    cause: 'A long number (account, card) was typed into a cell with a number format.',
    fix: 'Take the number from its origin and type it as text; the last digits of the file cannot be trusted.',
    example: '40702810900000012345 → 40702810900000000000',
  },
  'excel.bad-date': {
    title: 'no such date',
    message: ({ cell, serial }) => `cell ${cell} shows the number ${serial} as a date that does not exist`,
    cause: 'The number is below zero, too large, or stands for 29 February 1900, which never was.',
    fix: 'Check the cell: perhaps it holds an amount or a number, not a date.',
  },
  'excel.bad-reference': {
    title: 'text of a cell lost',
    message: ({ cell, index }) => `cell ${cell} refers to text no. ${index}, which the workbook does not have`,
    cause: 'The workbook is damaged or was written wrongly.',
    fix: 'Open it in Excel and save it again; check this cell.',
  },
  'excel.shifted-row': {
    title: 'cells of a row are shifted',
    message: ({ expected, found }) =>
      `the row has ${found} cells, the header ${expected}; values may stand in wrong columns`,
    cause: 'A comment or another text holds tags of a table, which broke the cell into parts.',
    fix: 'Correct the row by hand, or export the data as CSV.',
  },
  'excel.table-unclosed': {
    title: 'table is not closed',
    message: () => 'the file ended before its table did; there may have been more rows',
    cause: 'The download or the export broke off, or the program writes careless HTML.',
    fix: 'Compare the number of rows with the source; if there are fewer, export the file again.',
  },
  'excel.link-target': {
    title: 'another address behind the text',
    message: ({ cell, target }) => `the text of cell ${cell} leads to ${target}; the text was taken`,
    cause: 'The cell is a link whose address differs from its text.',
    fix: 'If you need the address, write it into the cell.',
  },
  'excel.percent': {
    title: 'percentages as fractions',
    message: ({ column }) => `column "${column}" holds percentages: 15 % was read as 0.15`,
    cause: 'Excel stores percentages as fractions of one.',
    fix: 'If the CRM wants percent, multiply by 100 in the mapping.',
    example: '15 % → 0.15',
  },
  'excel.unnamed-column': {
    title: 'column without a heading',
    message: ({ column }) => `column ${column} holds data and has no heading; the mapping knows it as ${column}`,
    cause: 'There is no heading above the data.',
    fix: 'If you need the data, map the column by its letter.',
  },
  'excel.hidden-sheet': {
    title: 'hidden sheet left out',
    message: ({ sheet }) => `sheet "${sheet}" is hidden and was not read`,
    cause: 'Hidden sheets mostly hold lists of values and drafts.',
    fix: 'If you need it, name it in the option sheet.',
  },
  'excel.hidden-rows': {
    title: 'hidden rows',
    message: ({ count }) => `the sheet has ${count} hidden rows; they were read`,
    cause: 'Rows were hidden by hand, by a filter or by a collapsed group.',
    fix: 'If these records are not wanted, delete the rows or filter them in the mapping.',
  },
  'excel.repeated-header': {
    title: 'heading repeated',
    message: () => 'the row repeats the heading and was set aside',
    cause: 'The report has its heading on every printed page, or sheets were glued together.',
    fix: 'Nothing to do.',
  },
};
