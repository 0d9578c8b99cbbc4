import { compileDatePattern, type DateParts, type DatePattern } from './date-pattern.ts';
import { readDate, readDateCell, readDateNumber, type DateReading } from './dates.ts';

/** Where findings about a date go: the note of a transform. */
export interface DateNote {
  (code: 'date.unreadable' | 'date.impossible' | 'date.out-of-range' | 'date.serial', args: Record<never, never>): void;
  (code: 'date.ambiguous', args: { first: string; second: string }): void;
  (code: 'date.short-year', args: { year: number }): void;
}

/** Compiles patterns. @returns the first pattern that is none */
export function compileDatePatterns(sources: readonly string[]): readonly DatePattern[] | { readonly problem: string } {
  const patterns: DatePattern[] = [];
  for (const source of sources) {
    const pattern = compileDatePattern(source);
    if ('problem' in pattern) return { problem: `${source}: ${pattern.problem}` };
    patterns.push(pattern);
  }
  return patterns;
}

/** What `plainDate` may read under these patterns: nothing that an earlier pattern would read otherwise. */
export function plainForms(patterns: readonly DatePattern[]): { readonly iso: boolean; readonly dayFirst: boolean } {
  const [first] = patterns;
  return {
    iso: patterns.every(({ source }) => !/^[yYu]/.test(source) || source === 'yyyy-MM-dd'),
    dayFirst: first === undefined || first.source === 'dd.MM.yyyy',
  };
}

/** Reads a cell of any kind as a date; what cannot be read is noted and undefined, "no date" is undefined without a note. */
export function readDateValue(value: unknown, patterns: readonly DatePattern[], note: DateNote): DateParts | undefined {
  const reading = readAny(value, patterns);
  switch (reading.status) {
    case 'ok':
      if (reading.isSerial === true) note('date.serial', {});
      if (reading.parts.isShortYear) note('date.short-year', { year: reading.parts.year });
      return reading.parts;
    case 'empty':
      return undefined;
    case 'ambiguous':
      note('date.ambiguous', { first: reading.first, second: reading.second });
      return undefined;
    case 'unreadable':
      note('date.unreadable', {});
      return undefined;
    case 'impossible':
      note('date.impossible', {});
      return undefined;
    case 'range':
      note('date.out-of-range', {});
      return undefined;
  }
}

function readAny(value: unknown, patterns: readonly DatePattern[]): DateReading {
  if (typeof value === 'string') return readDate(value, patterns);
  if (value instanceof Date) return readDateCell(value);
  if (typeof value === 'number') return readDateNumber(value);
  return value === null || value === undefined ? { status: 'empty' } : { status: 'unreadable' };
}

/**
 * `dd.MM.yyyy` and `yyyy-MM-dd` without more, read without allocating: the ISO date, or undefined when the text is
 * anything else (which says nothing about its worth).
 */
export function plainDate(text: string, forms: ReturnType<typeof plainForms>): string | undefined {
  if (text.length !== 10) return undefined;
  const isIso = forms.iso && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45;
  if (!isIso && !(forms.dayFirst && text.charCodeAt(2) === 46 && text.charCodeAt(5) === 46)) return undefined;
  const year = isIso ? digitsAt(text, 0, 4) : digitsAt(text, 6, 4);
  const month = digitsAt(text, isIso ? 5 : 3, 2);
  const day = digitsAt(text, isIso ? 8 : 0, 2);
  if (!(year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return undefined;
  return isIso ? text : `${text.slice(6)}-${text.slice(3, 5)}-${text.slice(0, 2)}`;
}

/**
 * A plain date with a time after a space (or T in the ISO form), `14.03.2024 15:30` or with seconds: the local time as if it were
 * UTC, in milliseconds, or undefined when the text is anything else.
 */
export function plainMoment(text: string, forms: ReturnType<typeof plainForms>): number | undefined {
  const { length } = text;
  if ((length !== 16 && length !== 19) || text.charCodeAt(13) !== 58) return undefined;
  const isIso = forms.iso && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45;
  if (!isIso && !(forms.dayFirst && text.charCodeAt(2) === 46 && text.charCodeAt(5) === 46)) return undefined;
  const between = text.charCodeAt(10);
  if (between !== 32 && !(isIso && between === 84)) return undefined;
  const year = isIso ? digitsAt(text, 0, 4) : digitsAt(text, 6, 4);
  const month = digitsAt(text, isIso ? 5 : 3, 2);
  const day = digitsAt(text, isIso ? 8 : 0, 2);
  if (!(year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return undefined;
  const hour = digitsAt(text, 11, 2);
  const minute = digitsAt(text, 14, 2);
  const second = length === 16 ? 0 : text.charCodeAt(16) === 58 ? digitsAt(text, 17, 2) : Number.NaN;
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function digitsAt(text: string, from: number, length: number): number {
  let number = 0;
  for (let at = from; at < from + length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}
