import { define } from '../issue-definition.ts';

/** What `inspect` finds odd in a file before any mapping exists. Errors: something was lost before the file came here. */
export const profileIssues = {
  'profile.lost-letters': define('error'),
  'profile.spreadsheet-error': define('error'),
  'profile.scientific': define('error'),
  'profile.digits-lost': define('error'),
  'profile.mojibake': define<{ repaired: string }>('warning'),
  'profile.lookalike': define<{ word: string }>('warning'),
  'profile.formula': define('warning'),
  'profile.far-date': define<{ year: number }>('warning'),
  'profile.mixed-types': define<{ expected: string; count: number }>('warning'),
  'profile.repeated-key': define<{ count: number }>('warning'),
  'profile.repeated-heading': define<{ count: number }>('warning'),
  'profile.unnamed-column': define('warning'),
  'profile.unread': define<{ reader: string; count: number; filled: number }>('warning'),
  'profile.repeats': define<{ by: string; records: number; groups: number }>('warning'),
  'profile.stand-in': define('notice'),
  'profile.spaces': define('notice'),
  'profile.control-characters': define('notice'),
  'profile.markup': define('notice'),
  'profile.empty-column': define('notice'),
  'profile.constant-column': define<{ value: string }>('notice'),
} as const;
