import { define } from '../issue-definition.ts';

/** Dates, numbers and money. */
export const dateIssues = {
  'date.unreadable': define('error'),
  'date.ambiguous': define<{ first: string; second: string }>('error'),
  'date.impossible': define('error'),
  'date.out-of-range': define('error'),
  'date.short-year': define<{ year: number }>('notice'),
  'date.serial': define('notice'),
  'date.time-dropped': define('notice'),
  'date.instant-cut': define('warning'),
  'date.midnight': define('notice'),
  'date.repeated-hour': define<{ zone: string }>('notice'),
  'date.skipped-hour': define<{ zone: string }>('warning'),
  'number.unreadable': define('error'),
  'number.ambiguous': define<{ first: string; second: string }>('error'),
  'number.too-long': define('error'),
  'number.scientific': define('error'),
  'number.noise': define<{ rounded: string }>('notice'),
  'number.share': define('warning'),
  'number.percent-range': define('warning'),
  'money.currency-unknown': define<{ text: string }>('error'),
  'money.multiplied': define<{ word: string; amount: string }>('notice'),
} as const;
