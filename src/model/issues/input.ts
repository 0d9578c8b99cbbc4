import { define } from '../issue-definition.ts';

/** Findings any reader may have about a file. What only one format can have stands in that format's area. */
export const inputIssues = {
  'input.not-found': define<{ file: string }>('error'),
  'input.directory': define<{ file: string }>('error'),
  'input.no-permission': define<{ file: string }>('error'),
  'input.unreadable': define<{ file: string; reason: string }>('error'),
  'input.empty': define<{ file: string }>('error'),
  'input.unknown-format': define<{ file: string }>('error'),
  'input.unknown-source': define<{ format: string; known: string }>('error'),
  'input.wrong-format': define<{ file: string; expected: string; found: string }>('error'),
  'input.truncated': define<{ file: string; place: string }>('error'),
  'input.limit': define<{ file: string; limit: string; value: string; allowed: string }>('error'),
  'input.encoding-unknown': define<{ file: string; best: string; confidence: number }>('error'),
  'input.encoding-unsupported': define<{ file: string; encoding: string }>('error'),
  'input.encoding-damage': define<{ file: string; place: string; encoding: string }>('warning'),
  'input.lost-characters': define('warning'),
  'input.options': define<{ source: string; option: string; reason: string }>('error'),
  'input.xml': define<{ file: string; line: number; column: number; reason: string }>('error'),
  'input.xml-doctype': define<{ file: string; line: number }>('error'),
  'input.no-table': define<{ table: string; known: string }>('notice'),
  'input.no-rows': define<{ file: string; table: string }>('warning'),
  'input.total-row': define<{ label: string }>('notice'),
  'input.group-row': define<{ label: string }>('notice'),
  'input.footer-row': define<{ label: string }>('notice'),
} as const;
