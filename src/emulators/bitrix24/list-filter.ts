import { asList, asMap, isPhpArray, phpText, type PhpMap, type PhpValue } from '../php-parameters.ts';
import type { Stored } from './item-table.ts';
import type { PortalTime } from './portal-time.ts';

/** `time` and `day` are stored in the portal's own zone, so that their texts compare as they do. */
export type ValueKind = 'number' | 'time' | 'day' | 'text';

/** A field a list may be filtered and ordered by. */
export interface Column<T> {
  readonly kind: ValueKind;
  readonly value: (row: T) => Stored | undefined;
}

export interface FilterSetup<T> {
  readonly time: PortalTime;
  /** `undefined` for a name that is no field of the list. */
  readonly column: (name: string) => Column<T> | undefined;
  /** Called for such a name; classic lists pass over it in silence. */
  readonly unknown: (name: string) => void;
}

type Test<T> = (row: T) => boolean;
type Plain = string | number;

const prefix = /^(!=%|!%=|!@|!%|!=|!|=%|%=|=|%|>=|>|<=|<|@)?(.*)$/s;

/** Compiles a filter of the portal: operators are prefixes of field names, `{"0": {"logic": "OR", ...}}` are groups. */
export function compileFilter<T>(filter: PhpMap, setup: FilterSetup<T>): Test<T> {
  const tests: Test<T>[] = [];
  const isEither = phpText(filter['logic'] ?? filter['LOGIC'], 'AND').toUpperCase() === 'OR';
  for (const [key, value] of Object.entries(filter)) {
    if (key.toLowerCase() === 'logic') continue;
    const group = /^\d+$/.test(key) ? asMap(value) : undefined;
    const test = group === undefined ? condition(key, value, setup) : compileFilter(group, setup);
    if (test !== undefined) tests.push(test);
  }
  if (isEither && tests.length > 0) return (row) => tests.some((test) => test(row));
  return (row) => tests.every((test) => test(row));
}

/** The greatest id that `>ID` or `>=ID` of a filter keep out, so that reading starts behind it. */
export function idBound(filter: PhpMap): number {
  for (const name of ['ID', 'id']) {
    const more = Number(filter[`>${name}`] ?? Number.NaN);
    if (!Number.isNaN(more)) return more;
    const from = Number(filter[`>=${name}`] ?? Number.NaN);
    if (!Number.isNaN(from)) return from - 1;
  }
  return -1;
}

function condition<T>(key: string, wanted: PhpValue, setup: FilterSetup<T>): Test<T> | undefined {
  const [, operator = '', name = ''] = prefix.exec(key) ?? [];
  const column = setup.column(name);
  if (column === undefined) {
    setup.unknown(name);
    return undefined;
  }
  const isNot = operator.startsWith('!');
  const test = comparison(isNot ? operator.slice(1) : operator, wanted, column.kind, setup.time);
  return (row) => {
    const value = column.value(row);
    const isMet = typeof value === 'object' && value !== null ? value.some((one) => test(one)) : test(value ?? null);
    return isMet !== isNot;
  };
}

function comparison(
  operator: string,
  wanted: PhpValue,
  kind: ValueKind,
  time: PortalTime,
): (value: Plain | null) => boolean {
  switch (operator) {
    case '%':
    case '=%':
    case '%=':
      return like(operator, wanted);
    case '>':
      return ordered(wanted, kind, time, (order) => order > 0);
    case '>=':
      return ordered(wanted, kind, time, (order) => order >= 0);
    case '<':
      return ordered(wanted, kind, time, (order) => order < 0);
    case '<=':
      return ordered(wanted, kind, time, (order) => order <= 0);
    default:
      return oneOf(wanted, kind, time);
  }
}

function oneOf(wanted: PhpValue, kind: ValueKind, time: PortalTime): (value: Plain | null) => boolean {
  const values = isPhpArray(wanted) ? (asList(wanted) ?? []) : [wanted];
  const keys = new Set(values.map((value) => (isBlank(value) ? blank : wantedValue(value, kind, time))));
  return (value) =>
    keys.has(
      isBlank(value) || (kind === 'number' && Number(value) === 0 && keys.has(blank)) ? blank : comparable(value, kind),
    );
}

const blank = Symbol('blank');

function isBlank(value: PhpValue): boolean {
  return value === null || value === '' || value === false;
}

function ordered(
  wanted: PhpValue,
  kind: ValueKind,
  time: PortalTime,
  isMet: (order: number) => boolean,
): (value: Plain | null) => boolean {
  const bound = wantedValue(wanted, kind, time);
  return (value) => value !== null && value !== '' && isMet(compare(comparable(value, kind), bound));
}

/** Contains, or fits a pattern with own `%` marks; upper and lower case are the same, as in the portal's database. */
function like(operator: string, wanted: PhpValue): (value: Plain | null) => boolean {
  const text = typeof wanted === 'object' ? '' : String(wanted).toLowerCase();
  if (operator === '%')
    return (value) =>
      String(value ?? '')
        .toLowerCase()
        .includes(text);
  const parts = text.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('.*')}$`, 's');
  return (value) => pattern.test(String(value ?? '').toLowerCase());
}

/** A value of a filter in the form in which stored ones are compared. A date that cannot be read is before all others. */
function wantedValue(value: PhpValue, kind: ValueKind, time: PortalTime): Plain {
  const text = phpText(value);
  if (kind === 'day') return time.readDay(text) ?? '';
  if (kind !== 'time') return comparable(isPhpArray(value) ? '' : text, kind);
  const ms = time.read(text);
  return ms === undefined ? '' : time.print(ms);
}

/** Stored values as they are compared: numbers, times as they are printed, texts without regard to case. */
export function comparable(value: Plain | null, kind: ValueKind): Plain {
  if (kind === 'number') return Number(value ?? 0) || 0;
  const text = String(value ?? '');
  return kind === 'text' ? text.toLowerCase() : text;
}

export function compare(one: Plain, two: Plain): number {
  return one < two ? -1 : one > two ? 1 : 0;
}
