import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin, Ref } from '../../model/field.ts';
import type { IdOf } from '../target.ts';
import type { ChildColumn, ChildTable, KindLayout, ScalarColumn } from './layout.ts';

/** What SQLite is given for one column of one row. */
export type Cell = string | number | null;

/** Canonical data of a record, or one item of one of its lists. */
export type Item = Readonly<Record<string, unknown>>;

/** Columns of a kind's own table but for its id, in the order in which `pushKindCells` gives values; quoted. */
export function kindColumns(layout: KindLayout): readonly string[] {
  return [
    ...layout.scalars.map(({ field }) => `"${field}"`),
    ...layout.money.flatMap(({ field, currencyColumn }) => [`"${field}"`, currencyColumn]),
    ...layout.references.map(({ field }) => `${field}_id`),
  ];
}

/** Adds the values of a record's own row to `cells`. */
export function pushKindCells(cells: Cell[], layout: KindLayout, data: Item, idOf: IdOf): void {
  for (const column of layout.scalars) cells.push(scalarCell(column, data[column.field]));
  for (const { field } of layout.money) pushMoney(cells, data[field]);
  for (const { field, kind } of layout.references) cells.push(reference(kind, data[field], idOf));
}

/** Columns of a list's table, the owner's id first, in the order in which `pushChildCells` gives values. */
export function childColumns(layout: KindLayout, child: ChildTable): readonly string[] {
  return [`${layout.kind}_id`, ...child.columns.flatMap(columnNames)];
}

/** Column names of one child column, in the order in which `pushChildCells` gives values. */
function columnNames(column: ChildColumn): readonly string[] {
  switch (column.as) {
    case 'money':
      return [column.column, `${column.column}_currency`];
    case 'link':
      return ['kind', column.column];
    case 'text':
    case 'flag':
    case 'ref':
      return [`"${column.column}"`];
  }
}

/**
 * Adds the values of one list item to `cells`, its owner's id first. Gives false and adds nothing when the item points to a record
 * that the target does not hold (yet).
 */
export function pushChildCells(
  cells: Cell[],
  child: ChildTable,
  item: unknown,
  { id: owner, idOf }: { readonly id: number; readonly idOf: IdOf },
): boolean {
  const start = cells.length;
  cells.push(owner);
  for (const column of child.columns) {
    const value = column.property === '' ? item : (item as Item)[column.property];
    switch (column.as) {
      case 'text':
        cells.push((value as string | undefined) ?? null);
        break;
      case 'flag':
        cells.push(value === true ? 1 : 0);
        break;
      case 'money':
        pushMoney(cells, value);
        break;
      case 'ref': {
        const id = reference(column.kind, value, idOf);
        if (id === null && value !== undefined && column.property === 'ref') return withdraw(cells, start);
        cells.push(id);
        break;
      }
      case 'link': {
        const { kind } = item as { readonly kind: EntityKind };
        const id = reference(kind, value, idOf);
        if (id === null) return withdraw(cells, start);
        cells.push(kind, id);
        break;
      }
    }
  }
  return true;
}

function withdraw(cells: Cell[], start: number): false {
  cells.length = start;
  return false;
}

/** Columns of `origin`, in the order in which `pushOriginCells` gives values. */
export const originColumns: readonly string[] = ['kind', 'record_id', 'system', '"key"', 'file', 'sheet', 'line'];

/** Adds the values of one source record of a record to `cells`. */
export function pushOriginCells(
  cells: Cell[],
  { kind, id }: { readonly kind: EntityKind; readonly id: number },
  { system, key, file, sheet, line }: RecordOrigin,
): void {
  cells.push(kind, id, system, key, file, sheet ?? null, line);
}

/** An INSERT of one row. */
export function insertInto(table: string, columns: readonly string[]): string {
  return `${insertHead(table, columns)} VALUES (${columns.map(() => '?').join(', ')})`;
}

/** An INSERT up to what is to be inserted. */
export function insertHead(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')})`;
}

function scalarCell(column: ScalarColumn, value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (column.as === 'flag') return value === true ? 1 : 0;
  if (column.as === 'json') return JSON.stringify(value);
  return value as string | number;
}

function pushMoney(cells: Cell[], value: unknown): void {
  const money = value as { readonly amount: string; readonly currency: string } | undefined;
  cells.push(money?.amount ?? null, money?.currency ?? null);
}

function reference(kind: EntityKind, value: unknown, idOf: IdOf): number | null {
  if (value === undefined || value === null) return null;
  const id = idOf(kind, value as Ref);
  return id === undefined ? null : Number(id);
}
