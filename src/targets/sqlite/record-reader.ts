import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { ChildColumn, ChildTable, KindLayout } from './layout.ts';

type Columns = Readonly<Record<string, string | number | null>>;

/** Reads records of one kind back as canonical data: the inverse of `RecordWriter`. */
export class RecordReader {
  private readonly layout: KindLayout;
  private readonly select: Statement<Columns>;
  private readonly marker: Statement<{ readonly system: string; readonly key: string }>;
  private readonly children: readonly { readonly child: ChildTable; readonly select: Statement<Columns> }[];

  constructor(database: Database, layout: KindLayout) {
    this.layout = layout;
    this.select = database.prepare(`SELECT * FROM ${layout.kind} WHERE id = ?`);
    this.marker = database.prepare(
      'SELECT system, "key" FROM origin WHERE kind = ? AND record_id = ? ORDER BY rowid LIMIT 1',
    );
    this.children = layout.children.map((child) => ({
      child,
      select: database.prepare(`SELECT * FROM ${child.table} WHERE ${layout.kind}_id = ? ORDER BY rowid`),
    }));
  }

  /** Canonical data in the order of the layout; undefined when there is no such record. */
  read(id: number): Readonly<Record<string, unknown>> | undefined {
    const row = this.select.get(id);
    if (row === undefined) return undefined;
    const data: Record<string, unknown> = {};
    for (const column of this.layout.scalars) {
      const value = row[column.field];
      if (value === null || value === undefined) continue;
      if (column.as === 'flag') data[column.field] = value === 1;
      else data[column.field] = column.as === 'json' ? JSON.parse(String(value)) : value;
    }
    for (const { field, currencyColumn } of this.layout.money) setMoney(data, field, [row[field], row[currencyColumn]]);
    for (const { field, kind } of this.layout.references) this.setReference(data, field, [kind, row[`${field}_id`]]);
    for (const { child, select } of this.children) {
      const items = select.all(id).map((cells) => this.item(child, cells));
      if (items.length > 0) data[child.field] = items;
    }
    return data;
  }

  private item(child: ChildTable, cells: Columns): unknown {
    if (child.columns.length === 1 && child.columns[0]?.property === '') return cells['value'];
    const item: Record<string, unknown> = {};
    for (const column of child.columns) this.setProperty(item, column, cells);
    return item;
  }

  private setProperty(item: Record<string, unknown>, column: ChildColumn, cells: Columns): void {
    const cell = cells[column.column];
    switch (column.as) {
      case 'text':
        if (cell !== null && cell !== undefined) item[column.property] = cell;
        break;
      case 'flag':
        item[column.property] = cell === 1;
        break;
      case 'money':
        setMoney(item, column.property, [cell, cells[`${column.column}_currency`]]);
        break;
      case 'ref':
        this.setReference(item, column.property, [column.kind, cell]);
        break;
      case 'link':
        item['kind'] = cells['kind'];
        this.setReference(item, column.property, [cells['kind'] as EntityKind, cell]);
        break;
    }
  }

  private setReference(
    data: Record<string, unknown>,
    field: string,
    [kind, id]: readonly [EntityKind, string | number | null | undefined],
  ): void {
    if (id === null || id === undefined) return;
    const marker: Ref | undefined = this.marker.get(kind, id);
    if (marker !== undefined) data[field] = { system: marker.system, key: marker.key };
  }
}

function setMoney(
  data: Record<string, unknown>,
  field: string,
  [amount, currency]: readonly (string | number | null | undefined)[],
): void {
  if (amount === null || amount === undefined) return;
  data[field] = { amount, currency };
}
