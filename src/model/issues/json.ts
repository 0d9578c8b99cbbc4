import { define } from '../issue-definition.ts';

/** What a JSON text should have had at a place. */
export type JsonExpected = 'value' | 'key' | 'colon' | 'comma' | 'end';

/** Findings about JSON. Those with a `file` stop the reading. */
export const jsonIssues = {
  'json.syntax': define<{ file: string; line: number; column: number; expected: JsonExpected; found: string }>('error'),
  'json.string': define<{ file: string; line: number; column: number }>('error'),
  'json.unfinished-line': define<{ file: string; line: number; column: number }>('error'),
  'json.trailing': define<{ file: string; line: number; column: number }>('error'),
  'json.path': define<{ file: string; path: string }>('error'),
  'json.duplicate-key': define<{ key: string }>('warning'),
  'json.outside-tables': define<{ names: string }>('notice'),
  'json.nested-list': define<{ column: string }>('notice'),
} as const;
