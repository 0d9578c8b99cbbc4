import { define } from '../issue-definition.ts';

/** What can be wrong with a record once its values are mapped. */
export const recordIssues = {
  'record.required': define<{ field: string }>('error'),
  'record.key-empty': define<{ columns: string }>('error'),
  'record.too-long': define<{ length: number; max: number }>('error'),
  'record.wrong-type': define<{ expected: string; found: string }>('error'),
  'record.not-in-list': define<{ value: string; allowed: string }>('error'),
  'record.wrong-format': define<{ expected: string }>('error'),
  'record.out-of-range': define<{ value: string; min: string; max: string }>('error'),
  'record.map-unknown': define<{ map: string; value: string }>('error'),
  'record.user-dismissed': define<{ map: string; user: string }>('error'),
  'record.expression': define<{ reason: string }>('error'),
  'record.incomplete': define<{ part: string }>('error'),
  'record.join-several': define<{ alias: string; count: number }>('error'),
  'record.several-values': define<{ taken: string; left: string }>('warning'),
  'record.kept-in-comment': define<{ text: string }>('notice'),
} as const;
