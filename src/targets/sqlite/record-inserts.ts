import type { EntityKind } from '../../model/entity.ts';
import type { ChildColumn, ChildTable, KindLayout, ScalarColumn } from './layout.ts';
import { childColumns, insertHead, kindColumns, originColumns } from './record-cells.ts';

/**
 * Statements that write new records of a kind which stand in `temp.new_record (position, data)`, `data` as JSONB: the same rows as
 * those of `record-cells.ts`, but made by SQLite itself, which takes a third of the time. JSON functions: https://sqlite.org/json1.html
 */
export interface RecordInserts {
  /** The records' own rows. */
  readonly rows: TableInsert;
  /** One row for each item of a list field. */
  readonly lists: readonly TableInsert[];
}

/**
 * Rows of one table, in two steps: to take values out of JSON takes four times as long as to write them, and somebody else may be
 * writing meanwhile. `@base` is the id of a record at position 0.
 */
export interface TableInsert {
  /** Makes the temporary table in which the values are kept. */
  readonly make: string;
  readonly clear: string;
  /** Tells whether any new record has such rows; absent where each has. To go through lists that are not there costs twice as much. */
  readonly occurs?: string;
  /** Takes the values of all new records out of JSON. */
  readonly fill: string;
  /** Writes them into the table, and finds what they point to. */
  readonly insert: string;
  /** What rows point to; absent where they point to nothing. */
  readonly references?: RowReferences;
}

/** Columns of a table that point to other records. */
export interface RowReferences {
  /**
   * Gives, column by column, how many of the kept rows have it. Absent where rows that lead nowhere are left out: when all are written,
   * there are none.
   */
  readonly kept?: string;
  /** Gives, column by column, how many rows lead somewhere, of records from `@first` on; where that is known at once. */
  readonly written?: string;
  /** Of each column: gives the positions of records with a row that leads nowhere. */
  readonly open: readonly string[];
}

/** A column of a table: values that are kept of it, and what is made of them when it is written. */
interface KeptColumn {
  readonly values: readonly string[];
  readonly reference?: ReferenceColumn;
}

interface ReferenceColumn {
  /** SQL that gives the kind it points to. */
  readonly kind: string;
  /** `look`: nothing stands there when it leads nowhere; `need`: no row does then. */
  readonly as: 'look' | 'need';
}

export function recordInserts(layout: KindLayout): RecordInserts {
  return {
    rows: tableInsert(layout.kind, 'id', {
      columns: kindValues(layout),
      names: kindColumns(layout),
      from: 'temp.new_record AS record',
    }),
    lists: layout.children.map((child) => {
      const [owner = '', ...names] = childColumns(layout, child);
      const from = `temp.new_record AS record CROSS JOIN jsonb_each(record.data, '$.${child.field}') AS item`;
      const occurs = `SELECT EXISTS (SELECT 1 FROM temp.new_record WHERE json_type(data, '$.${child.field}') IS NOT NULL)`;
      return { ...tableInsert(child.table, owner, { columns: itemValues(child), names, from }), occurs };
    }),
  };
}

/** Source records of the new ones, from a query that gives position, system, key, file, sheet, line. */
export function originInsert(kind: EntityKind, origins: string): string {
  return `${insertHead('origin', originColumns)}
    SELECT '${kind}', source.position + @base, source.system, source.key, source.file, source.sheet, source.line FROM (${origins}) AS source
    WHERE true ON CONFLICT DO NOTHING`;
}

interface RowSource {
  /** In the order of `names`. */
  readonly columns: readonly KeptColumn[];
  readonly names: readonly string[];
  readonly from: string;
}

/** `owner`: the column that holds the record's id. */
function tableInsert(table: string, owner: string, { columns, names, from }: RowSource): TableInsert {
  const kept = `temp.new_${table}`;
  const values = columns.flatMap((column) => column.values);
  const places = placesOf(columns);
  const needed = columns.findIndex(({ reference }) => reference?.as === 'need');
  const need = columns[needed]?.reference;
  const join = need === undefined ? '' : `CROSS JOIN origin ON ${isOrigin(need.kind, places[needed] ?? 0)}`;
  const pointing = columns.flatMap(({ reference }, at) =>
    reference === undefined ? [] : [{ kind: reference.kind, name: names[at] ?? '', place: places[at] ?? 0 }],
  );
  return {
    make: `CREATE TEMP TABLE new_${table} (position, ${values.map((_, place) => `v${place}`).join(', ')})`,
    clear: `DELETE FROM ${kept}`,
    fill: `INSERT INTO ${kept} SELECT record.position, ${values.join(', ')} FROM ${from}`,
    insert: `${insertHead(table, [owner, ...names])}
      SELECT kept.position + @base, ${columns.map((column, at) => written(column, places[at] ?? 0)).join(', ')}
      FROM ${kept} AS kept ${join} ORDER BY kept.rowid`,
    ...(pointing.length > 0 && {
      references: {
        ...(need === undefined && { kept: `${counts(pointing.map(({ place }) => `v${place}`))} FROM ${kept}` }),
        ...(owner === 'id' && {
          written: `${counts(pointing.map(({ name }) => name))} FROM ${table} WHERE id >= @first`,
        }),
        open: pointing.map(
          ({ kind, place }) => `SELECT DISTINCT kept.position FROM ${kept} AS kept
            WHERE kept.v${place} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM origin WHERE ${isOrigin(kind, place)})`,
        ),
      },
    }),
  };
}

/** How many rows have each of these columns: all in one go, as each would go through the table. */
function counts(columns: readonly string[]): string {
  return `SELECT ${columns.map((column) => `count(${column})`).join(', ')}`;
}

/** Where the first value of each column is kept. */
function placesOf(columns: readonly KeptColumn[]): readonly number[] {
  let next = 0;
  return columns.map(({ values }) => (next += values.length) - values.length);
}

function written({ reference }: KeptColumn, place: number): string {
  if (reference === undefined) return `kept.v${place}`;
  if (reference.as === 'need') return 'origin.record_id';
  return `(SELECT record_id FROM origin WHERE ${isOrigin(reference.kind, place)})`;
}

/** True of the row of `origin` that a reference leads to, whose system and key are kept from a place on. */
function isOrigin(kind: string, place: number): string {
  return `origin.kind = ${kind} AND origin.system = kept.v${place} AND origin."key" = kept.v${place + 1}`;
}

/** As `kindColumns`. */
function kindValues({ scalars, money, references }: KindLayout): readonly KeptColumn[] {
  return [
    ...scalars.map((column) => ({ values: [scalarValue(column)] })),
    ...money.flatMap(({ field }) => moneyValues('record.data', field)),
    ...references.map(({ field, kind }) => lookedUp(kind, 'record.data', field)),
  ];
}

function scalarValue({ field, as }: ScalarColumn): string {
  // What JSON calls null is no value either.
  return as === 'json' ? `nullif(record.data -> '$.${field}', 'null')` : `record.data ->> '$.${field}'`;
}

function moneyValues(json: string, property: string): readonly KeptColumn[] {
  return [{ values: [`${json} ->> '$.${property}.amount'`] }, { values: [`${json} ->> '$.${property}.currency'`] }];
}

function lookedUp(kind: EntityKind, json: string, property: string): KeptColumn {
  return { values: refValues(json, property), reference: { kind: `'${kind}'`, as: 'look' } };
}

function refValues(json: string, property: string): readonly string[] {
  return [`${json} ->> '$.${property}.system'`, `${json} ->> '$.${property}.key'`];
}

/** As `childColumns`, without the owner's id. */
function itemValues({ columns }: ChildTable): readonly KeptColumn[] {
  return columns.flatMap(itemColumn);
}

function itemColumn(column: ChildColumn): readonly KeptColumn[] {
  const value = `item.value ->> '$.${column.property}'`;
  switch (column.as) {
    case 'text':
      return [{ values: [column.property === '' ? 'item.value' : value] }];
    case 'flag':
      return [{ values: [`(${value}) IS 1`] }];
    case 'money':
      return moneyValues('item.value', column.property);
    case 'ref':
      // What an item is about has to be there; what it only mentions has not.
      if (column.property !== 'ref') return [lookedUp(column.kind, 'item.value', column.property)];
      return [{ values: refValues('item.value', 'ref'), reference: { kind: `'${column.kind}'`, as: 'need' } }];
    case 'link': {
      const kind = `item.value ->> '$.kind'`;
      const reference = { kind: 'kept.v0', as: 'need' } as const;
      return [{ values: [kind] }, { values: refValues('item.value', column.property), reference }];
    }
  }
}
