import type { Database, Statement } from '../../store/database.ts';
import type { IdOf, NewRecord } from '../target.ts';
import type { ChildTable, KindLayout } from './layout.ts';
import {
  childColumns,
  kindColumns,
  originColumns,
  pushChildCells,
  pushKindCells,
  pushOriginCells,
  type Item,
} from './record-cells.ts';
import { RowAppender } from './row-appender.ts';

/** So many records are collected before they are inserted. */
const mostRecords = 64;

/**
 * Creates records of one kind, several rows at a time. The ids are given here, so nobody else may add records of the kind within the
 * transaction, which the caller holds: it calls `start` at its beginning and `flush` before it commits.
 */
export class RecordAppender {
  private readonly layout: KindLayout;
  private readonly highestId: Statement<number | null>;
  private readonly rows: RowAppender;
  private readonly children: readonly { readonly child: ChildTable; readonly rows: RowAppender }[];
  private readonly origins: RowAppender;
  /** In the order in which rows may refer to each other. */
  private readonly appenders: readonly RowAppender[];
  private nextId = 1;
  private collected = 0;

  constructor(database: Database, layout: KindLayout) {
    this.layout = layout;
    this.highestId = database.prepare<unknown[], number | null>(`SELECT max(id) FROM ${layout.kind}`).pluck();
    this.rows = new RowAppender(database, layout.kind, ['id', ...kindColumns(layout)]);
    this.children = layout.children.map((child) => ({
      child,
      rows: new RowAppender(database, child.table, childColumns(layout, child)),
    }));
    this.origins = new RowAppender(database, 'origin', originColumns, 'ON CONFLICT DO NOTHING');
    this.appenders = [this.rows, ...this.children.map(({ rows }) => rows), this.origins];
  }

  start(): void {
    for (const rows of this.appenders) rows.clear();
    this.collected = 0;
    this.nextId = (this.highestId.get() ?? 0) + 1;
  }

  /** Returns the record's id. `idOf` may call `flush`. */
  append({ kind, data, origins }: NewRecord, idOf: IdOf): number {
    const id = this.nextId++;
    const item = data as Item;
    this.rows.cells.push(id);
    pushKindCells(this.rows.cells, this.layout, item, idOf);
    for (const { child, rows } of this.children) {
      const items = item[child.field];
      if (!Array.isArray(items)) continue;
      for (const each of items as readonly unknown[]) pushChildCells(rows.cells, child, each, { id, idOf });
    }
    for (const origin of origins) pushOriginCells(this.origins.cells, { kind, id }, origin);
    for (const rows of this.appenders) rows.mark();
    this.collected += 1;
    if (this.collected >= mostRecords) this.flush();
    return id;
  }

  /** Inserts every record that is whole. */
  flush(): void {
    this.collected = 0;
    for (const rows of this.appenders) rows.flush();
  }
}
