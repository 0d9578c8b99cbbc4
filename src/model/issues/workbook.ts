import { define } from '../issue-definition.ts';

/** What people corrected by hand, and what can be wrong with the workbook they did it in. */
export const workbookIssues = {
  'workbook.fixed-by-hand': define<{ column: string }>('notice'),
  'workbook.loaded-as-is': define<{ column: string }>('notice'),
  'workbook.not-loaded': define('notice'),
  'workbook.override-stale': define<{ column: string }>('warning'),
  'workbook.row-without-number': define('error'),
  'workbook.unknown-number': define<{ number: string }>('error'),
  'workbook.number-twice': define<{ number: string; other: number }>('error'),
  'workbook.source-changed': define<{ number: string }>('error'),
  'workbook.bad-decision': define<{ decision: string; known: string }>('error'),
  'workbook.formula': define<{ column: string }>('warning'),
  'workbook.cell-error': define<{ column: string; error: string }>('error'),
  'workbook.precision-lost': define<{ column: string; digits: number }>('error'),
  'workbook.too-long': define<{ column: string }>('error'),
  'workbook.nothing-changed': define<{ number: string }>('warning'),
  'workbook.still-wrong': define<{ number: string; reason: string }>('warning'),
  'workbook.not-ours': define<{ file: string }>('error'),
  'workbook.newer': define<{ file: string; found: string; known: string }>('error'),
  'workbook.other-project': define<{ found: string; known: string }>('error'),
  'workbook.override-invalid': define<{ file: string; line: number; reason: string }>('error'),
} as const;
