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
  /** Gives the positions of records of which a single reference leads nowhere; undefined for kinds without. */
  readonly openReferences: string | undefined;
}

/** One row for each item of a list field. */
export interface ListInsert {
  readonly insert: string;
  /** For lists whose items point to records: items that lead nowhere are left out. */
  readonly references?: ListReferences;
}

export interface ListReferences {
  /** How many items the lists hold, as one number. */
  readonly count: string;
  /** Items without a record are written all the same. */
  readonly isOptional: boolean;
  /** Gives the positions of records with an item that leads nowhere. */
  readonly open: string;
}

/** What all statements read. */
const newRecords = 'temp.new_record AS record';

export function recordInserts(layout: KindLayout): RecordInserts {
  return {
    rows: `${insertHead(layout.kind, ['id', ...kindColumns(layout)])}
      SELECT ${['record.position + @base', ...kindValues(layout)].join(', ')} FROM ${newRecords}`,
    lists: layout.children.map((child) => listInsert(layout, child)),
    openReferences: openReferences(layout),
  };
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

function openReferences({ kind, references }: KindLayout): string | undefined {
  if (references.length === 0) return undefined;
  const isOpen = references.map(
    ({ field }) => `(written.${field}_id IS NULL AND json_type(record.data, '$.${field}') = 'object')`,
  );
  return `SELECT record.position FROM ${newRecords} CROSS JOIN ${kind} AS written ON written.id = record.position + @base
    WHERE ${isOpen.join(' OR ')}`;
}

function listInsert(layout: KindLayout, child: ChildTable): ListInsert {
  const reference = child.columns.find((column) => column.as === 'ref' || column.as === 'link');
  const values = ['record.position + @base', ...child.columns.flatMap(itemValues)];
  const items = `${newRecords} CROSS JOIN jsonb_each(record.data, '$.${child.field}') AS item`;
  const insert = `${insertHead(child.table, childColumns(layout, child))} SELECT ${values.join(', ')} FROM ${items}`;
  if (reference === undefined) return { insert };
  const found = isOrigin(kindOfItem(reference), 'item.value', reference.property);
  // What an item is about has to be there; what it only mentions has not.
  const isOptional = reference.property !== 'ref';
  const mentions = isOptional ? `json_type(item.value, '$.${reference.property}') = 'object' AND` : '';
  return {
    insert: `${insert} ${isOptional ? 'LEFT' : 'CROSS'} JOIN origin ON ${found}`,
    references: {
      count: `SELECT total(json_array_length(record.data, '$.${child.field}')) FROM ${newRecords}`,
      isOptional,
      open: `SELECT DISTINCT record.position FROM ${items} WHERE ${mentions} NOT EXISTS (SELECT 1 FROM origin WHERE ${found})`,
    },
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
