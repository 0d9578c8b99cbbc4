import { monthOf } from './month-names.ts';

/** Parts of a date as written; nothing is checked or completed yet. */
export interface DateParts {
  readonly year: number;
  readonly isShortYear: boolean;
  readonly month: number;
  readonly day: number;
  /** Undefined: no time of day. */
  readonly time: TimeParts | undefined;
}

export interface TimeParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC; undefined: local time. */
  readonly offset: number | undefined;
}

/** A compiled date pattern such as `dd.MM.yyyy HH:mm`. */
export interface DatePattern {
  readonly source: string;
  readonly hasTime: boolean;
  /** Undefined when the text does not have this form. */
  match(text: string): DateParts | undefined;
}

/** Optional end of a date: `14:30`, `T14:30:00.000+0300`, ` 2:30 PM`; four groups of time, then half of the day and zone. */
export const timeTail =
  '(?:(?:\\s*[Tt]\\s*|[\\s,]+(?:в\\s+)?)(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?(?:\\s*(?<half>[AaPp]\\.?[Mm]\\.?))?\\s*(?<zone>Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?';
/** Optional `г.` after a Russian date. */
export const yearWord = '(?:\\s*г(?:ода|\\.)?)?';

const letters: Readonly<Record<string, readonly [group: string, width: number]>> = {
  d: ['day', 2],
  H: ['hour', 2],
  h: ['hour', 2],
  m: ['minute', 2],
  s: ['second', 2],
};

type Token = { readonly group: string; readonly pattern: string; readonly isNumber: boolean; readonly width: number };

/** Compiles letters of Unicode date patterns: y M d H h m s S a X Z E and texts in single quotes. */
export function compileDatePattern(source: string): DatePattern | { readonly problem: string } {
  const tokens: Token[] = [];
  for (const [run] of source.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    const token = tokenOf(run);
    if (token === undefined) return { problem: run };
    tokens.push(token);
  }
  const groups = tokens.map((token) => token.group).filter((group) => group !== '');
  const isWhole = ['year', 'month', 'day'].every((group) => groups.includes(group));
  if (!isWhole || new Set(groups).size !== groups.length) return { problem: source };
  const hasTime = tokens.some((token) => token.group === 'hour');
  const body = tokens.map((token, at) => withWidth(token, tokens[at - 1], tokens[at + 1])).join('');
  const expression = new RegExp(`^\\s*${body}${hasTime ? '' : yearWord + timeTail}\\s*$`, 'iu');
  const hasName = tokens.some((token) => token.group === 'month' && !token.isNumber);
  return {
    source,
    hasTime,
    match: (text) => {
      const found = text.length > 80 ? undefined : expression.exec(text)?.groups;
      return found ? partsOf(found, hasName) : undefined;
    },
  };
}

function tokenOf(run: string): Token | undefined {
  const letter = run.charAt(0);
  if (letter === "'")
    return run.length < 2 ? undefined : literal(run === "''" ? "'" : run.slice(1, -1).replaceAll("''", "'"));
  if (!/[A-Za-z]/.test(letter)) return literal(run);
  const kind = letter === 'Y' || letter === 'u' ? 'y' : letter === 'D' ? 'd' : letter;
  if (run.length > 4) return undefined;
  if (kind === 'y') return { group: 'year', pattern: '\\d{4}|\\d{2}', isNumber: true, width: run.length === 2 ? 2 : 4 };
  if (kind === 'M' || kind === 'L') return monthToken(run.length);
  if (kind === 'S') return { group: 'fraction', pattern: '\\d{1,9}', isNumber: true, width: run.length };
  if (kind === 'a') return { group: 'half', pattern: '[AaPp]\\.?[Mm]\\.?', isNumber: false, width: 0 };
  if (kind === 'X' || kind === 'Z' || kind === 'x') {
    return { group: 'zone', pattern: 'Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?', isNumber: false, width: 0 };
  }
  if (kind === 'E') return { group: '', pattern: '\\p{L}+\\.?', isNumber: false, width: 0 };
  const known = letters[kind];
  return known && run.length <= 2
    ? { group: known[0], pattern: '\\d{1,2}', isNumber: true, width: known[1] }
    : undefined;
}

function monthToken(length: number): Token {
  if (length > 2) return { group: 'month', pattern: '\\p{L}+', isNumber: false, width: 0 };
  return { group: 'month', pattern: '\\d{1,2}', isNumber: true, width: 2 };
}

function literal(text: string): Token {
  const pattern = text.replace(/[\\^$.|?*+()[\]{}/]/g, (sign) => `\\${sign}`).replace(/\s+/g, '\\s+');
  return { group: '', pattern, isNumber: false, width: 0 };
}

/** Numbers that touch each other have a fixed width. */
function withWidth(token: Token, before: Token | undefined, after: Token | undefined): string {
  if (token.group === '') return `(?:${token.pattern})`;
  const touches = token.isNumber && (before?.isNumber === true || after?.isNumber === true);
  const pattern = touches ? `\\d{${token.width}}` : token.pattern;
  const dot = token.group === 'month' && !token.isNumber ? '\\.?' : '';
  return `(?<${token.group}>${pattern})${dot}`;
}

function partsOf(groups: Readonly<Record<string, string | undefined>>, hasName: boolean): DateParts | undefined {
  const { year = '', month = '', day = '' } = groups;
  const number = hasName ? monthOf(month) : Number(month);
  if (number === undefined) return undefined;
  return dateParts(year, number, Number(day), timeOf(groups));
}

/** Two-digit years: 00 to 29 are 2000 to 2029, 30 to 99 are 1930 to 1999, as spreadsheets do. */
export function dateParts(year: string, month: number, day: number, time: TimeParts | undefined): DateParts {
  const isShortYear = year.length === 2;
  const number = Number(year);
  return { year: isShortYear ? number + (number < 30 ? 2000 : 1900) : number, isShortYear, month, day, time };
}

/** The groups `hour`, `minute`, `second`, `fraction`, `half`, `zone`; undefined without an hour. */
export function timeOf(groups: Readonly<Record<string, string | undefined>>): TimeParts | undefined {
  const { hour, minute = '0', second = '0', fraction = '', half, zone } = groups;
  if (hour === undefined) return undefined;
  return {
    hour: half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    millisecond: fraction === '' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3)),
    offset: zone === undefined ? undefined : offsetOf(zone),
  };
}

function offsetOf(zone: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? '0');
  return found[1] === '-' ? -minutes : minutes;
}
