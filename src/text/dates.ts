import {
  dateParts,
  timeOf,
  timeTail,
  yearWord,
  type DateParts,
  type DatePattern,
  type TimeParts,
} from './date-pattern.ts';
import { monthOf } from './month-names.ts';

export type DateReading =
  | { readonly status: 'ok'; readonly parts: DateParts; readonly isSerial?: boolean }
  /** The way a program writes "no date": `0001-01-01`, `00.00.0000`, `30.12.1899`. */
  | { readonly status: 'empty' }
  | { readonly status: 'unreadable' | 'impossible' | 'range' }
  | { readonly status: 'ambiguous'; readonly first: string; readonly second: string };

const unreadable: DateReading = { status: 'unreadable' };
const empty: DateReading = { status: 'empty' };

const blank = /^[\s.\-–—/:T0]*$/;
const yearFirst = new RegExp(`^(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})${timeTail}$`);
const compact = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<zone>Z)?)?$/;
const yearLast = new RegExp(`^(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4}|\\d{2})${yearWord}${timeTail}$`);
const weekday = '(?:\\p{L}{2,}\\.?,\\s*)?';
const dayWord = new RegExp(
  `^${weekday}[«"“]?(\\d{1,2})[»"”]?(?:-?(?:го|е|st|nd|rd|th))?[\\s.-]+(\\p{L}+)\\.?[\\s.,-]+(\\d{4}|\\d{2})${yearWord}${timeTail}$`,
  'u',
);
const wordDay = new RegExp(`^${weekday}(\\p{L}+)\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${timeTail}$`, 'u');

/** Reads a date by the patterns in order, then by the forms that can mean one thing only. */
export function readDate(text: string, patterns: readonly DatePattern[]): DateReading {
  const value = text.trim();
  if (blank.test(value)) return empty;
  if (value.length > 80) return unreadable;
  let failed: DateReading | undefined;
  for (const pattern of patterns) {
    const parts = pattern.match(value);
    if (!parts) continue;
    const reading = checked(parts);
    if (reading.status !== 'impossible') return reading;
    failed = reading;
  }
  const plain = readYearFirst(value) ?? readYearLast(value) ?? readNamed(value);
  if (plain === undefined || (plain.status !== 'ok' && plain.status !== 'empty')) return failed ?? plain ?? unreadable;
  return plain;
}

function readYearFirst(text: string): DateReading | undefined {
  const found = yearFirst.exec(text);
  if (found) {
    const [, year = '', , month, day] = found;
    return checked(dateParts(year, Number(month), Number(day), timeOf(found.groups ?? {})));
  }
  const run = compact.exec(text);
  if (!run) return undefined;
  const [, year = '', month, day] = run;
  const reading = checked(dateParts(year, Number(month), Number(day), timeOf(run.groups ?? {})));
  return reading.status === 'ok' || reading.status === 'empty' ? reading : undefined;
}

/** Dots mean day first everywhere; slashes and hyphens only when one of the numbers cannot be a month. */
function readYearLast(text: string): DateReading | undefined {
  const found = yearLast.exec(text);
  if (!found) return undefined;
  const [, first = '', sign, second = '', year = ''] = found;
  const time = timeOf(found.groups ?? {});
  const dayFirst = dateParts(year, Number(second), Number(first), time);
  const monthFirst = dateParts(year, Number(first), Number(second), time);
  if (sign === '.' || first === second) return checked(dayFirst);
  const asDay = checked(dayFirst);
  const asMonth = checked(monthFirst);
  if (sign === '-' && year.length === 2) {
    const yearAhead = checked(dateParts(first.padStart(2, '0'), Number(second), Number(year), time));
    if (yearAhead.status === 'ok' && asDay.status === 'ok') return ambiguous(dayFirst, yearAhead.parts);
  }
  if (asDay.status === 'ok' && asMonth.status === 'ok') return ambiguous(dayFirst, monthFirst);
  return asMonth.status === 'ok' ? asMonth : asDay;
}

function ambiguous(first: DateParts, second: DateParts): DateReading {
  return { status: 'ambiguous', first: isoDate(first), second: isoDate(second) };
}

function readNamed(text: string): DateReading | undefined {
  const found = dayWord.exec(text);
  const other = found ? null : wordDay.exec(text);
  const [, first = '', second = '', year = ''] = found ?? other ?? [];
  const month = monthOf(found ? second : first);
  if (month === undefined) return undefined;
  return checked(dateParts(year, month, Number(found ? first : second), timeOf((found ?? other)?.groups ?? {})));
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Checks the calendar; years outside 1900 to 2100 are out of range. */
function checked(parts: DateParts): DateReading {
  const { year, month, day, time } = parts;
  if (isNoDate(year, month, day)) return empty;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const days = month === 2 ? 28 + leap : (monthDays[month - 1] ?? 0);
  if (day < 1 || day > days || (time !== undefined && !isTime(time))) return { status: 'impossible' };
  return year < 1900 || year > 2100 ? { status: 'range' } : { status: 'ok', parts };
}

function isNoDate(year: number, month: number, day: number): boolean {
  if (year === 1 && month === 1 && day === 1) return true;
  if (year === 1899 && month === 12 && (day === 30 || day === 31)) return true;
  return (day === 0 && month === 0) || (year === 1900 && month === 1 && day === 0);
}

function isTime({ hour, minute, second }: TimeParts): boolean {
  return hour < 24 && minute < 60 && second < 60;
}

/** `YYYY-MM-DD`. */
export function isoDate({ year, month, day }: DateParts): string {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** A date cell: its UTC fields are what the file shows; midnight means a date without a time. */
export function readDateCell(cell: Date): DateReading {
  const at = cell.getTime();
  if (Number.isNaN(at)) return unreadable;
  const hasTime = at % 86_400_000 !== 0;
  const time = hasTime
    ? {
        hour: cell.getUTCHours(),
        minute: cell.getUTCMinutes(),
        second: cell.getUTCSeconds(),
        millisecond: cell.getUTCMilliseconds(),
        offset: undefined,
      }
    : undefined;
  const [year, month, day] = [cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate()];
  return checked({ year, isShortYear: false, month, day, time });
}

/**
 * A spreadsheet's day number: days since 1899-12-30, or since 1904-01-01. The 1900 system counts a 29 February 1900 that
 * never was, so numbers below 60 are a day later than they look; 60 itself is impossible.
 */
export function readSerial(serial: number, system: '1900' | '1904' = '1900'): DateReading {
  if (serial === 0 && system === '1900') return empty;
  if (!(serial >= 0) || serial > 80_000) return { status: 'range' };
  if (system === '1900' && Math.floor(serial) === 60) return { status: 'impossible' };
  const epoch = system === '1904' ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const seconds = Math.round(serial * 86_400);
  const reading = readDateCell(new Date(epoch + seconds * 1000));
  return reading.status === 'ok' ? { ...reading, isSerial: true } : reading;
}

/**
 * A number where a date is expected: `20240314`, or a day number from 10000 (1927) to 73050 (2099). Smaller ones may be
 * years or anything else.
 */
export function readDateNumber(number: number): DateReading {
  if (number === 0) return empty;
  if (number >= 10_000 && number <= 73_050) return readSerial(number);
  if (Number.isInteger(number) && number >= 19_000_101 && number <= 21_001_231) {
    return readYearFirst(String(number)) ?? unreadable;
  }
  return unreadable;
}
