import type { EntityKind } from '../../model/entity.ts';
import type { ChildColumn, ChildTable, KindLayout, ScalarColumn } from './layout.ts';
import { childColumns, insertHead, kindColumns, originColumns } from './record-cells.ts';

/**
 * Statements that write new records of a kind which stand in `temp.new_record (position, data)`, `data` as JSONB: the same rows as
 * those of `record-cells.ts`, but made by SQLite itself, which takes a third of the time. `@base` is the id of a record at position 0. JSON functions: https://sqlite.org/json1.html
 */
export interface RecordInserts {
  /** The records' own rows. */
  readonly rows: string;
  readonly lists: readonly ListInsert[];
  readonly references: readonly SingleReference[];
  /** Gives in one row how many items the records' lists hold, list by list, and then how many records have each single reference. */
  readonly counts: string;
}

/** One row for each item of a list field. */
export interface ListInsert {
  readonly insert: string;
  /** For lists whose items point to records: gives the positions of records with an item that leads nowhere. */
  readonly open?: string;
  /** Items that lead nowhere are left out: when all are written, there are none. */
  readonly leavesOut: boolean;
}

export interface SingleReference {
  /** How many of the records from `@first` on have it. */
  readonly written: string;
  /** Gives the positions of records whose reference leads nowhere. */
  readonly open: string;
}

/** What all statements read. */
const newRecords = 'temp.new_record AS record';

export function recordInserts(layout: KindLayout): RecordInserts {
  return {
    rows: `${insertHead(layout.kind, ['id', ...kindColumns(layout)])}
      SELECT ${['record.position + @base', ...kindValues(layout)].join(', ')} FROM ${newRecords}`,
    lists: layout.children.map((child) => listInsert(layout, child)),
    references: layout.references.map(({ field }) => singleReference(layout.kind, field)),
    counts: `SELECT ${[...itemCounts(layout), ...referenceCounts(layout)].join(', ')} FROM ${newRecords}`,
  };
}

function itemCounts({ children }: KindLayout): readonly string[] {
  return children.map(({ field }) => `total(json_array_length(record.data, '$.${field}'))`);
}

function referenceCounts({ references }: KindLayout): readonly string[] {
  return references.map(({ field }) => `total(${hasReference('record.data', field)})`);
}

function hasReference(json: string, property: string): string {
  return `json_type(${json}, '$.${property}') IS 'object'`;
}

/** Source records of the new ones, from a query that gives position, system, key, file, sheet, line. */
export function originInsert(kind: EntityKind, origins: string): string {
  return `${insertHead('origin', originColumns)}
    SELECT '${kind}', source.position + @base, source.system, source.key, source.file, source.sheet, source.line FROM (${origins}) AS source
    WHERE true ON CONFLICT DO NOTHING`;
}

function kindValues({ scalars, money, references }: KindLayout): readonly string[] {
  return [
    ...scalars.map(scalarValue),
    ...money.flatMap(({ field }) => moneyValues('record.data', field)),
    ...references.map(
      ({ field, kind }) => `(SELECT record_id FROM origin WHERE ${isOrigin(`'${kind}'`, 'record.data', field)})`,
    ),
  ];
}

function scalarValue({ field, as }: ScalarColumn): string {
  // What JSON calls null is no value either.
  return as === 'json' ? `nullif(record.data -> '$.${field}', 'null')` : `record.data ->> '$.${field}'`;
}

function moneyValues(json: string, property: string): readonly string[] {
  return [`${json} ->> '$.${property}.amount'`, `${json} ->> '$.${property}.currency'`];
}

/** True of the row of `origin` that a reference leads to. */
function isOrigin(kind: string, json: string, property: string): string {
  return `origin.kind = ${kind} AND origin.system = ${json} ->> '$.${property}.system' AND origin."key" = ${json} ->> '$.${property}.key'`;
}

function singleReference(kind: EntityKind, field: string): SingleReference {
  return {
    written: `SELECT count(${field}_id) FROM ${kind} WHERE id >= @first`,
    open: `SELECT record.position FROM ${newRecords} CROSS JOIN ${kind} AS written ON written.id = record.position + @base
      WHERE written.${field}_id IS NULL AND ${hasReference('record.data', field)}`,
  };
}

function listInsert(layout: KindLayout, child: ChildTable): ListInsert {
  const reference = child.columns.find((column) => column.as === 'ref' || column.as === 'link');
  const values = ['record.position + @base', ...child.columns.flatMap(itemValues)];
  const items = `${newRecords} CROSS JOIN jsonb_each(record.data, '$.${child.field}') AS item`;
  const insert = `${insertHead(child.table, childColumns(layout, child))} SELECT ${values.join(', ')} FROM ${items}`;
  if (reference === undefined) return { insert, leavesOut: false };
  const found = isOrigin(kindOfItem(reference), 'item.value', reference.property);
  // What an item is about has to be there; what it only mentions has not.
  const leavesOut = reference.property === 'ref';
  return {
    insert: `${insert} ${leavesOut ? 'CROSS' : 'LEFT'} JOIN origin ON ${found}`,
    leavesOut,
    open: `SELECT DISTINCT record.position FROM ${items}
      WHERE ${hasReference('item.value', reference.property)} AND NOT EXISTS (SELECT 1 FROM origin WHERE ${found})`,
  };
}

function kindOfItem(column: ChildColumn): string {
  return column.as === 'ref' ? `'${column.kind}'` : `item.value ->> '$.kind'`;
}

function itemValues(column: ChildColumn): readonly string[] {
  const value = `item.value ->> '$.${column.property}'`;
  switch (column.as) {
    case 'text':
      return [column.property === '' ? 'item.value' : value];
    case 'flag':
      return [`(${value}) IS 1`];
    case 'money':
      return moneyValues('item.value', column.property);
    case 'ref':
      return ['origin.record_id'];
    case 'link':
      return [kindOfItem(column), 'origin.record_id'];
  }
}
