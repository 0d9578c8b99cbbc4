import type { EntityKind } from '../../model/entity.ts';
import type { RecordOrigin } from '../../model/field.ts';
import type { Database, Statement } from '../../store/database.ts';
import { type IdOf, leavingOrigins, type Operation } from '../target.ts';
import type { ChildTable, KindLayout } from './layout.ts';
import {
  childColumns,
  insertInto,
  kindColumns,
  originColumns,
  pushChildCells,
  pushKindCells,
  pushOriginCells,
  type Cell,
  type Item,
} from './record-cells.ts';

type Written = Pick<Operation, 'kind' | 'data' | 'origins'> & Partial<Pick<Operation, 'changes'>>;

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
    const columns = kindColumns(layout);
    this.insert = database.prepare(insertInto(layout.kind, columns));
    this.update = database.prepare(
      `UPDATE ${layout.kind} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    );
    this.insertOrigin = database.prepare(`${insertInto('origin', originColumns)} ON CONFLICT DO NOTHING`);
    this.removeOrigins = database.prepare('DELETE FROM origin WHERE kind = ? AND record_id = ?');
    this.removeOrigin = database.prepare(
      'DELETE FROM origin WHERE kind = ? AND record_id = ? AND system = ? AND "key" = ?',
    );
    this.removeRecord = database.prepare(`DELETE FROM ${layout.kind} WHERE id = ?`);
    this.children = layout.children.map((child) => ({
      child,
      insert: database.prepare(insertInto(child.table, childColumns(layout, child))),
      remove: database.prepare(`DELETE FROM ${child.table} WHERE ${layout.kind}_id = ?`),
    }));
  }

  /** Creates the record and returns its id. */
  create(operation: Written, idOf: IdOf): number {
    const data = operation.data as Item;
    const id = Number(this.insert.run(...this.values(data, idOf)).lastInsertRowid);
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

  private values(data: Item, idOf: IdOf): readonly Cell[] {
    const cells: Cell[] = [];
    pushKindCells(cells, this.layout, data, idOf);
    return cells;
  }

  private writeChildren(id: number, data: Item, idOf: IdOf): void {
    for (const { child, insert } of this.children) {
      const items = data[child.field];
      if (!Array.isArray(items)) continue;
      for (const item of items as readonly unknown[]) {
        const cells: Cell[] = [];
        if (pushChildCells(cells, child, item, { id, idOf })) insert.run(...cells);
      }
    }
  }

  private writeOrigins(id: number, kind: EntityKind, origins: readonly RecordOrigin[]): void {
    for (const origin of origins) {
      const cells: Cell[] = [];
      pushOriginCells(cells, { kind, id }, origin);
      this.insertOrigin.run(...cells);
    }
  }
}
