import type { Table } from '../model/row.ts';
import { foldName, headingKeys, nearestName, plainName, tidyName } from '../text/nearest-name.ts';

/** The headings of one table, ready for looking up. */
export interface Headings {
  readonly table: Table;
  /**
   * Indexes of a column as a mapping names it, in file order: exact but for outer and repeated spaces. A repeated heading
   * gives all its columns, `Телефон#2` the second one. Empty: there is none.
   */
  find(name: string): readonly number[];
  /** The same without regard to case, ё/е and punctuation: for synonyms that presets list. */
  findAlike(name: string): readonly number[];
  nearest(name: string): string | undefined;
}

export function headingsOf(table: Table): Headings {
  const exact = new Map<string, number[]>();
  const alike = new Map<string, number[]>();
  for (const [index, column] of table.columns.entries()) {
    push(exact, tidyName(column), index);
    push(alike, foldName(column), index);
  }
  addOtherKeys(alike, table.columns);
  return {
    table,
    find: (name) => numbered(exact, tidyName(name)),
    findAlike: (name) => {
      const found = numbered(alike, foldName(name));
      return found.length > 0 ? found : numbered(alike, plainName(name));
    },
    nearest: (name) => nearestName(name, table.columns.filter((column) => column !== '').map(tidyName)),
  };
}

/** Other ways to read a heading count where no column has that name itself, and no two columns would get it. */
function addOtherKeys(alike: Map<string, number[]>, columns: readonly string[]): void {
  const others = new Map<string, number[]>();
  for (const [index, column] of columns.entries()) {
    for (const key of headingKeys(column).slice(1)) if (!alike.has(key)) push(others, key, index);
  }
  for (const [key, indexes] of others) if (indexes.length === 1) alike.set(key, indexes);
}

function push(index: Map<string, number[]>, name: string, position: number): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, [position]);
  else known.push(position);
}

function numbered(index: ReadonlyMap<string, readonly number[]>, name: string): readonly number[] {
  const whole = index.get(name);
  if (whole !== undefined) return whole;
  const parts = /^(.*)#(\d{1,3})$/su.exec(name);
  const position = index.get(parts?.[1] ?? '')?.[Number(parts?.[2]) - 1];
  return position === undefined ? [] : [position];
}
