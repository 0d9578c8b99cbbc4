import { define } from '../issue-definition.ts';

/** What only workbooks can have. Cells are named as people name them: `C12`. */
export const excelIssues = {
  'excel.encrypted': define<{ file: string }>('error'),
  'excel.not-workbook': define<{ file: string }>('error'),
  'excel.part-missing': define<{ file: string; part: string }>('error'),
  'excel.sheet-missing': define<{ file: string; sheet: string; sheets: string }>('error'),
  'excel.header-missing': define<{ file: string; sheet: string; row: number }>('error'),
  'excel.unreadable': define<{ file: string; reason: string }>('error'),
  'excel.error-value': define<{ cell: string; error: string }>('warning'),
  'excel.formula-without-value': define<{ cell: string }>('error'),
  'excel.precision-lost': define<{ cell: string; digits: number }>('warning'),
  'excel.bad-date': define<{ cell: string; serial: string }>('warning'),
  'excel.bad-reference': define<{ cell: string; index: string }>('error'),
  'excel.shifted-row': define<{ expected: number; found: number }>('error'),
  'excel.table-unclosed': define('warning'),
  'excel.link-target': define<{ cell: string; target: string }>('notice'),
  'excel.percent': define<{ column: string }>('notice'),
  'excel.unnamed-column': define<{ column: string }>('notice'),
  'excel.hidden-sheet': define<{ sheet: string }>('notice'),
  'excel.hidden-rows': define<{ count: number }>('notice'),
  'excel.repeated-header': define('notice'),
} as const;
