import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin, Ref } from '../../model/field.ts';
import type { Database, Statement } from '../../store/database.ts';
import { type IdOf, leavingOrigins, type Operation } from '../target.ts';
import type { ChildColumn, ChildTable, KindLayout, ScalarColumn } from './layout.ts';

type Cell = string | number | null;
type Written = Pick<Operation, 'kind' | 'data' | 'origins'> & Partial<Pick<Operation, 'changes'>>;
type Item = Readonly<Record<string, unknown>>;

/** Writes records of one kind; the caller holds the transaction. */
export class RecordWriter {
  private readonly layout: KindLayout;
  private readonly insert: Statement;
  private readonly update: Statement;
  private readonly insertOrigin: Statement;
  private readonly removeOrigins: Statement;
  private readonly removeOrigin: Statement;
  private readonly removeRecord: Statement;
  private readonly children: readonly {
    readonly child: ChildTable;
    readonly insert: Statement;
    readonly remove: Statement;
  }[];

  constructor(database: Database, layout: KindLayout) {
    this.layout = layout;
    const columns = [
      ...layout.scalars.map(({ field }) => `"${field}"`),
      ...layout.money.flatMap(({ field, currencyColumn }) => [`"${field}"`, currencyColumn]),
      ...layout.references.map(({ field }) => `${field}_id`),
    ];
    this.insert = database.prepare(
      `INSERT INTO ${layout.kind} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    this.update = database.prepare(
      `UPDATE ${layout.kind} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    );
    this.insertOrigin = database.prepare(
      'INSERT INTO origin (kind, record_id, system, "key", file, sheet, line) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.removeOrigins = database.prepare('DELETE FROM origin WHERE kind = ? AND record_id = ?');
    this.removeOrigin = database.prepare(
      'DELETE FROM origin WHERE kind = ? AND record_id = ? AND system = ? AND "key" = ?',
    );
    this.removeRecord = database.prepare(`DELETE FROM ${layout.kind} WHERE id = ?`);
    this.children = layout.children.map((child) => {
      const names = [`${layout.kind}_id`, ...child.columns.flatMap(columnNames)];
      return {
        child,
        insert: database.prepare(
          `INSERT INTO ${child.table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ),
        remove: database.prepare(`DELETE FROM ${child.table} WHERE ${layout.kind}_id = ?`),
      };
    });
  }

  /** Creates the record and returns its id. */
  create(operation: Written, idOf: IdOf): number {
    const data = operation.data as Item;
    const id = Number(this.insert.run(this.values(data, idOf)).lastInsertRowid);
    this.writeChildren(id, data, idOf);
    this.writeOrigins(id, operation.kind, operation.origins);
    return id;
  }

  /** Makes the record equal to the operation's data. */
  replace(id: number, operation: Written, idOf: IdOf): boolean {
    const data = operation.data as Item;
    const found = this.update.run(...this.values(data, idOf), id).changes > 0;
    if (!found) return false;
    for (const { remove } of this.children) remove.run(id);
    this.writeChildren(id, data, idOf);
    this.writeOrigins(id, operation.kind, operation.origins);
    for (const { system, key } of leavingOrigins({ changes: operation.changes ?? [] }))
      this.removeOrigin.run(operation.kind, id, system, key);
    return true;
  }

  /** Takes the record away with its lists. Refused while other records refer to it. */
  remove(id: number): void {
    this.removeOrigins.run(this.layout.kind, id);
    this.removeRecord.run(id);
  }

  private values(data: Item, idOf: IdOf): Cell[] {
    const values: Cell[] = [];
    for (const column of this.layout.scalars) values.push(scalarCell(column, data[column.field]));
    for (const { field } of this.layout.money) pushMoney(values, data[field]);
    for (const { field, kind } of this.layout.references) values.push(reference(kind, data[field], idOf));
    return values;
  }

  private writeChildren(id: number, data: Item, idOf: IdOf): void {
    for (const { child, insert } of this.children) {
      const items = data[child.field];
      if (!Array.isArray(items)) continue;
      for (const item of items as readonly unknown[]) {
        const cells = childCells(child, item, { id, idOf });
        if (cells !== undefined) insert.run(cells);
      }
    }
  }

  private writeOrigins(id: number, kind: EntityKind, origins: readonly RecordOrigin[]): void {
    for (const { system, key, file, sheet, line } of origins) {
      this.insertOrigin.run(kind, id, system, key, file, sheet ?? null, line);
    }
  }
}

/** Column names of one child column, in the order in which `childCells` gives values. */
export function columnNames(column: ChildColumn): readonly string[] {
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

/** The cells of one list item, its owner's id first; undefined when it points to a record that the target does not hold (yet). */
function childCells(
  child: ChildTable,
  item: unknown,
  { id: owner, idOf }: { readonly id: number; readonly idOf: IdOf },
): Cell[] | undefined {
  const cells: Cell[] = [owner];
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
        if (id === null && value !== undefined && column.property === 'ref') return undefined;
        cells.push(id);
        break;
      }
      case 'link': {
        const { kind } = item as { readonly kind: EntityKind };
        const id = reference(kind, value, idOf);
        if (id === null) return undefined;
        cells.push(kind, id);
        break;
      }
    }
  }
  return cells;
}
