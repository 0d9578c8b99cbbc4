import type { Place } from '../errors.ts';
import type { Cell, Row, Table, Value } from '../model/row.ts';
import { nearestName, tidyName } from '../text/nearest-name.ts';
import { placeIn, type BlockContext } from './block-context.ts';
import { headingsOf, type Headings } from './headings.ts';
import type { Problems } from './problems.ts';
import type { Columns } from './schema/value.ts';
import { isEmpty, type RowScope, type Slot } from './scope.ts';
import type { Path } from './tree.ts';

/** Reads one column of the current row. */
export interface ReadColumn {
  /** The value, or null; tells the slot what was read and from where. */
  readonly read: (scope: RowScope, slot: Slot) => Value;
  /** How many values stand side by side: of a list cell, a repeated heading or several joined rows; 0 for a single one. */
  readonly width: (scope: RowScope) => number;
  /** Something else of the block reads the column too; known once the whole block is bound. */
  readonly isShared: () => boolean;
  /** Index of the one cell that is read; undefined: there is more to it. */
  readonly cell?: number;
}

/** A table a block is being tied to. */
export interface Binding {
  readonly headings: Headings;
  readonly scope: RowScope;
  readonly problems: Problems;
  readonly used: Set<number>;
  /** Columns that several parts of the block read. */
  readonly shared: Set<number>;
  /** Canonical fields that something fills; complete once the whole block is bound. */
  readonly bound: Set<string>;
  /** What each field was read from, for the report. */
  readonly taken: { field: string; columns: string[] }[];
  readonly virtualColumns: readonly string[];
  /** Index after the table's last column at the time of binding: where virtual columns start. */
  readonly firstVirtual: number;
}

/** One column of a field as the mapping names it. */
interface ColumnName {
  readonly name: string;
  readonly place: Place;
  /** Alias of a join, for `alias::column`. */
  readonly alias: string | undefined;
}

/** The columns of a `from`, not yet tied to a table. */
export interface PreparedColumns {
  readonly names: readonly string[];
  /** Some may be absent: `{any: [...]}`. */
  readonly isAny: boolean;
  /** Readers in the order of the mapping; empty: the table has none of them. */
  bind(binding: Binding, field: string): readonly ReadColumn[];
  /** The reader of the first column the table has; the others stay free for other fields or are told as left behind. */
  bindFirst(binding: Binding, field: string): ReadColumn | undefined;
}

/** Prepares `from` (or `by`, `key`): checks aliases of joins and remembers which joined columns are used. */
export function prepareColumns(columns: Columns, path: Path, context: BlockContext): PreparedColumns {
  const isAny = typeof columns === 'object' && !Array.isArray(columns);
  const base = isAny ? [...path, 'any'] : path;
  const listed = typeof columns === 'string' ? [columns] : 'any' in columns ? columns.any : columns;
  const isList = typeof columns !== 'string';
  const names = listed.map((name, index) => columnName(name, isList ? [...base, index] : base, context));
  const bindSome = (binding: Binding, field: string, most: number): readonly ReadColumn[] => {
    const readers: ReadColumn[] = [];
    const taken: string[] = [];
    const seen = new Set<number>();
    for (const column of names) {
      // Synonyms that differ only in case are the same column.
      if (isAny && column.alias === undefined) {
        const [first] = indexesOf(column.name, isAny, binding);
        if (first === undefined || seen.has(first)) continue;
        seen.add(first);
      }
      const reader = column.alias === undefined ? bindOwn(column, isAny, binding) : bindJoined(column, context);
      if (reader === undefined) continue;
      readers.push(reader);
      taken.push(column.name);
      if (readers.length === most) break;
    }
    if (taken.length > 0 && isAny) binding.taken.push({ field, columns: taken });
    return readers;
  };
  return {
    names: listed,
    isAny,
    bind: (binding, field) => bindSome(binding, field, Infinity),
    bindFirst: (binding, field) => bindSome(binding, field, 1)[0],
  };
}

function columnName(name: string, path: Path, context: BlockContext): ColumnName {
  const place = placeIn(context, path);
  const parts = /^([^:]+)::(.+)$/su.exec(name);
  if (parts === null) return { name, place, alias: undefined };
  const alias = parts[1] ?? '';
  const column = parts[2] ?? '';
  const known = context.joinColumns.get(alias);
  if (known === undefined) {
    const suggestion = nearestName(alias, context.joinColumns.keys());
    context.problems.add(place, { code: 'mapping.unknown-alias', args: { alias } }, suggestion);
  } else known.add(column);
  return { name: column, place, alias };
}

function bindOwn({ name, place }: ColumnName, isAny: boolean, binding: Binding): ReadColumn | undefined {
  const indexes = indexesOf(name, isAny, binding);
  if (indexes.length === 0) {
    if (!isAny) reportUnknown(name, place, binding.headings, binding.problems);
    return undefined;
  }
  for (const index of indexes) {
    if (index >= binding.firstVirtual) continue;
    if (binding.used.has(index)) binding.shared.add(index);
    binding.used.add(index);
  }
  const isShared = (): boolean => indexes.some((index) => binding.shared.has(index));
  const [only] = indexes;
  if (indexes.length === 1 && only !== undefined) return { ...readCell(only, name), isShared };
  return { ...readRepeated(indexes, name), isShared };
}

/** A heading that stands several times: all filled values in order, or the one at the entry's position. */
function readRepeated(indexes: readonly number[], name: string): Omit<ReadColumn, 'isShared'> {
  return {
    width: () => indexes.length,
    read(scope, slot) {
      slot.column = name;
      if (scope.index >= 0) {
        slot.raw = scope.cells[indexes[scope.index] ?? -1] ?? null;
        return isEmpty(slot.raw) ? null : slot.raw;
      }
      const cells = indexes.flatMap((index) => scope.cells[index] ?? null).filter((cell) => !isEmpty(cell));
      slot.raw = cells.length === 1 ? (cells[0] ?? null) : cells;
      return cells.length === 0 ? null : slot.raw;
    },
  };
}

/** Indexes of a column among the headings of a table and the virtual columns of the block. */
export function indexesOf(name: string, isAny: boolean, binding: Binding): readonly number[] {
  const virtual = binding.virtualColumns.indexOf(tidyName(name));
  if (virtual >= 0) return [binding.firstVirtual + virtual];
  return isAny ? binding.headings.findAlike(name) : binding.headings.find(name);
}

export function reportUnknown(name: string, place: Place, headings: Headings, problems: Problems): void {
  const { file, name: sheet } = headings.table;
  const args = { column: name, table: sheet === '' ? file : `${file}, ${sheet}` };
  problems.add(place, { code: 'mapping.unknown-column', args }, headings.nearest(name));
}

function readCell(index: number, name: string): Omit<ReadColumn, 'isShared'> {
  return {
    cell: index,
    width: (scope) => {
      const cell = scope.cells[index];
      return Array.isArray(cell) ? cell.length : 0;
    },
    read(scope, slot) {
      const cell = scope.cells[index];
      slot.column = name;
      if (cell === undefined || cell === null || cell === '') {
        slot.raw = null;
        return null;
      }
      if (typeof cell === 'object' && scope.index >= 0 && Array.isArray(cell)) {
        slot.raw = (cell as readonly Cell[])[scope.index] ?? null;
        return isEmpty(slot.raw) ? null : slot.raw;
      }
      slot.raw = cell;
      return isEmpty(cell) ? null : cell;
    },
  };
}

/** Reads a column of joined rows, whose tables may differ in their headings. */
function bindJoined({ name, alias }: ColumnName, context: BlockContext): ReadColumn | undefined {
  const position = [...context.joinColumns.keys()].indexOf(alias ?? '');
  if (position < 0) return undefined;
  const indexes = new WeakMap<Table, number>();
  const cellOf = (row: Row): Cell => {
    let index = indexes.get(row.table);
    if (index === undefined) {
      index = headingsOf(row.table).find(name)[0] ?? -1;
      indexes.set(row.table, index);
    }
    return row.cells[index] ?? null;
  };
  const label = `${alias}::${name}`;
  return {
    width: (scope) => scope.joined[position]?.length ?? 0,
    isShared: () => false,
    read(scope, slot) {
      const rows = scope.joined[position] ?? [];
      slot.column = label;
      const row = scope.index >= 0 ? rows[scope.index] : undefined;
      const cells = scope.index >= 0 ? [row === undefined ? null : cellOf(row)] : rows.map(cellOf);
      slot.raw = cells.length === 1 ? (cells[0] ?? null) : (cells as Value);
      return isEmpty(slot.raw) ? null : slot.raw;
    },
  };
}
