import type { EntityKind } from '../../model/entity.ts';
import type { Ref } from '../../model/field.ts';
import type { Database, Statement } from '../../store/database.ts';
import type { ChildColumn, ChildTable, KindLayout } from './layout.ts';
import { MarkerReader, type MarkerOf } from './marker-reader.ts';

type Cell = string | number | null | undefined;
/** The id of the record, then its cells in the order of the columns. */
type Cells = readonly Cell[];
type Data = Readonly<Record<string, unknown>>;

/** So many at a time: their rows are held until all of them are read. */
const pageSize = 1000;

interface ChildReading {
  readonly child: ChildTable;
  readonly select: Statement<Cells>;
}

/** Reads records of one kind back as canonical data: the inverse of `RecordWriter`. */
export class RecordReader {
  private readonly layout: KindLayout;
  private readonly select: Statement<Cells>;
  private readonly children: readonly ChildReading[];
  private readonly markers: MarkerReader;

  /** @param fields where only some of them are wanted */
  constructor(database: Database, layout: KindLayout, fields?: ReadonlySet<string>) {
    this.layout = only(layout, fields);
    const { kind } = layout;
    this.select = database
      .prepare<unknown[], Cells>(
        `SELECT ${['id', ...columnsOf(this.layout)].map((column) => `${kind}."${column}"`).join(', ')}
         FROM json_each(?) AS asked CROSS JOIN ${kind} ON ${kind}.id = asked.value`,
      )
      .raw();
    this.children = this.layout.children.map((child) => ({
      child,
      select: database
        .prepare<unknown[], Cells>(
          `SELECT ${[`${kind}_id`, ...child.columns.flatMap(childColumns)].map((column) => `child."${column}"`).join(', ')}
           FROM json_each(?) AS asked CROSS JOIN ${child.table} AS child ON child.${kind}_id = asked.value
           ORDER BY asked.id, child.rowid`,
        )
        .raw(),
    }));
    this.markers = new MarkerReader(database);
  }

  /** Canonical data in the order of the layout; undefined where there is no such record. */
  readAll(ids: readonly number[]): readonly (Data | undefined)[] {
    const found: (Data | undefined)[] = [];
    for (let start = 0; start < ids.length; start += pageSize) {
      const page = ids.slice(start, start + pageSize);
      const records = this.readPage(page);
      for (const id of page) found.push(records.get(id));
    }
    return found;
  }

  private readPage(ids: readonly number[]): ReadonlyMap<number, Data> {
    // Each once: two operations may be on one record.
    const asked = JSON.stringify([...new Set(ids)]);
    const rows = this.select.all(asked);
    const lists = this.children.map(({ child, select }) => ({ child, rows: select.all(asked) }));
    const markerOf = this.markers.of([
      ...this.layout.references.map(({ kind }, at) => ({
        kind,
        ids: rows.map((row) => row[this.firstReference + at]),
      })),
      ...lists.flatMap(({ child, rows: items }) => pointedTo(child, items)),
    ]);
    const records = new Map(rows.map((row) => [Number(row[0]), this.record(row, markerOf)]));
    for (const { child, rows: items } of lists) addItems(records, child, { rows: items, markerOf });
    return records;
  }

  /** Where the ids of what a record points to begin in its row. */
  private get firstReference(): number {
    return 1 + this.layout.scalars.length + 2 * this.layout.money.length;
  }

  private record(row: Cells, markerOf: MarkerOf): Record<string, unknown> {
    const { scalars, money, references } = this.layout;
    const data: Record<string, unknown> = {};
    let at = 1;
    for (const { field, as } of scalars) {
      const value = row[at++];
      if (value === null || value === undefined) continue;
      if (as === 'flag') data[field] = value === 1;
      else data[field] = as === 'json' ? JSON.parse(String(value)) : value;
    }
    for (const { field } of money) setMoney(data, field, [row[at++], row[at++]]);
    for (const { field, kind } of references) setReference(data, field, markerOf(kind, row[at++]));
    return data;
  }
}

function only(layout: KindLayout, fields: ReadonlySet<string> | undefined): KindLayout {
  if (fields === undefined) return layout;
  const isWanted = ({ field }: { readonly field: string }): boolean => fields.has(field);
  return {
    kind: layout.kind,
    scalars: layout.scalars.filter(isWanted),
    money: layout.money.filter(isWanted),
    references: layout.references.filter(isWanted),
    children: layout.children.filter(isWanted),
  };
}

function columnsOf({ scalars, money, references }: KindLayout): readonly string[] {
  return [
    ...scalars.map(({ field }) => field),
    ...money.flatMap(({ field, currencyColumn }) => [field, currencyColumn]),
    ...references.map(({ field }) => `${field}_id`),
  ];
}

function childColumns({ as, column }: ChildColumn): readonly string[] {
  if (as === 'money') return [column, `${column}_currency`];
  return as === 'link' ? ['kind', column] : [column];
}

/** What the items of a list point to, by kind. */
function pointedTo(
  child: ChildTable,
  rows: readonly Cells[],
): { readonly kind: EntityKind; readonly ids: readonly Cell[] }[] {
  let at = 1;
  return child.columns.flatMap((column) => {
    const place = at;
    at += childColumns(column).length;
    if (column.as === 'ref') return { kind: column.kind, ids: rows.map((row) => row[place]) };
    if (column.as === 'link') return rows.map((row) => ({ kind: row[place] as EntityKind, ids: [row[place + 1]] }));
    return [];
  });
}

interface Items {
  /** In their order within each record. */
  readonly rows: readonly Cells[];
  readonly markerOf: MarkerOf;
}

function addItems(
  records: ReadonlyMap<number, Record<string, unknown>>,
  child: ChildTable,
  { rows, markerOf }: Items,
): void {
  for (const row of rows) {
    const data = records.get(Number(row[0]));
    if (data === undefined) continue;
    const item = itemOf(child, row, markerOf);
    const items = data[child.field];
    if (Array.isArray(items)) items.push(item);
    else data[child.field] = [item];
  }
}

function itemOf({ columns }: ChildTable, row: Cells, markerOf: MarkerOf): unknown {
  if (columns.length === 1 && columns[0]?.property === '') return row[1];
  const item: Record<string, unknown> = {};
  let at = 1;
  for (const column of columns) {
    setProperty(item, column, { row, at, markerOf });
    at += childColumns(column).length;
  }
  return item;
}

function setProperty(
  item: Record<string, unknown>,
  column: ChildColumn,
  { row, at, markerOf }: { readonly row: Cells; readonly at: number; readonly markerOf: MarkerOf },
): void {
  const cell = row[at];
  switch (column.as) {
    case 'text':
      if (cell !== null && cell !== undefined) item[column.property] = cell;
      break;
    case 'flag':
      item[column.property] = cell === 1;
      break;
    case 'money':
      setMoney(item, column.property, [cell, row[at + 1]]);
      break;
    case 'ref':
      setReference(item, column.property, markerOf(column.kind, cell));
      break;
    case 'link':
      item['kind'] = cell;
      setReference(item, column.property, markerOf(cell as EntityKind, row[at + 1]));
      break;
  }
}

function setReference(data: Record<string, unknown>, field: string, marker: Ref | undefined): void {
  if (marker !== undefined) data[field] = { system: marker.system, key: marker.key };
}

function setMoney(data: Record<string, unknown>, field: string, [amount, currency]: readonly Cell[]): void {
  if (amount === null || amount === undefined) return;
  data[field] = { amount, currency };
}
