import { define } from '../issue-definition.ts';

/** Findings about delimited text. Those with a `file` stop the reading. */
export const csvIssues = {
  'csv.stray-quote': define('warning'),
  'csv.missing-quote': define<{ column: number }>('warning'),
  'csv.swallowed-lines': define<{ lines: number }>('warning'),
  'csv.extra-cells': define<{ cells: number; columns: number }>('error'),
  'csv.short-row': define<{ cells: number; columns: number }>('warning'),
  'csv.cut-off': define<{ cells: number; columns: number }>('error'),
  'csv.repeated-header': define('notice'),
  'csv.only-headings': define<{ file: string; headings: string }>('warning'),
  'csv.delimiter-unsure': define<{ delimiter: string }>('warning'),
  'csv.header-unsure': define('warning'),
  'csv.unclosed-quote': define<{ file: string; line: number }>('error'),
  'csv.broken': define<{ file: string; line: number; reason: string }>('error'),
  'csv.zero-byte': define<{ file: string; line: number }>('error'),
  'csv.header-row': define<{ file: string; line: number }>('error'),
} as const;
