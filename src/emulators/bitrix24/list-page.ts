import { asMap, type PhpMap, type PhpValue } from '../php-parameters.ts';
import { comparable, compare, compileFilter, idBound, type Column, type FilterSetup } from './list-filter.ts';

/** The portal's page cannot be changed. */
export const pageSize = 50;

/** Rows of one kind, ascending by id. */
export interface Rows<T> {
  readonly after: (id: number) => Iterable<T>;
  readonly id: (row: T) => number;
}

export interface ListQuery {
  readonly filter: PhpMap;
  readonly order: PhpMap;
  /** -1: no count, no further pages. */
  readonly start: number;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly next: number | undefined;
}

/** `start` as classic lists read it: rounded down to a page. */
export function startOf(value: PhpValue | undefined): number {
  const start = Math.trunc(Number(value ?? 0));
  if (Number.isNaN(start)) return 0;
  return start < 0 ? -1 : Math.floor(start / pageSize) * pageSize;
}

/** One page of the rows that a filter lets through. */
export function listPage<T>(rows: Rows<T>, query: ListQuery, setup: FilterSetup<T>): Page<T> {
  const test = compileFilter(query.filter, setup);
  const order = Object.entries(query.order).flatMap(([name, direction]) => ordering(name, direction, setup));
  const found = rows.after(idBound(query.filter));
  const isById = order.length === 0 || (order.length === 1 && order[0]?.isIdAscending === true);
  if (query.start < 0 && isById) return { rows: firstOf(found, test, pageSize), total: 0, next: undefined };
  const all = firstOf(found, test, Infinity);
  if (!isById) sortRows(all, order);
  if (query.start < 0) return { rows: all.slice(0, pageSize), total: 0, next: undefined };
  // An offset beyond the end gives the first page again, as portals on own servers do.
  const start = query.start >= all.length ? 0 : query.start;
  const end = start + pageSize;
  return { rows: all.slice(start, end), total: all.length, next: end < all.length ? end : undefined };
}

interface Ordering<T> {
  readonly column: Column<T>;
  readonly sign: 1 | -1;
  readonly isIdAscending: boolean;
}

function ordering<T>(name: string, direction: PhpValue, setup: FilterSetup<T>): Ordering<T>[] {
  const column = setup.column(name);
  if (column === undefined) {
    setup.unknown(name);
    return [];
  }
  const isDown = /^desc/i.test(typeof direction === 'string' ? direction : '');
  return [{ column, sign: isDown ? -1 : 1, isIdAscending: !isDown && name.toUpperCase() === 'ID' }];
}

function sortRows<T>(rows: T[], order: readonly Ordering<T>[]): void {
  const keys = new Map(
    rows.map((row) => [
      row,
      order.map(({ column }) => {
        const value = column.value(row) ?? null;
        return comparable(typeof value === 'object' ? null : value, column.kind);
      }),
    ]),
  );
  rows.sort((one, two) => {
    for (const [at, { sign }] of order.entries()) {
      const difference = compare(keys.get(one)?.[at] ?? '', keys.get(two)?.[at] ?? '') * sign;
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function firstOf<T>(rows: Iterable<T>, test: (row: T) => boolean, most: number): T[] {
  const found: T[] = [];
  for (const row of rows) {
    if (!test(row)) continue;
    found.push(row);
    if (found.length >= most) break;
  }
  return found;
}

/** A parameter that must be a map when it is there; an empty list counts as an empty map. */
export function mapParameter(value: PhpValue | undefined): PhpMap | undefined {
  return value === undefined || value === '' || value === null ? {} : asMap(value);
}
