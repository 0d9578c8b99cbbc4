import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entityKinds, type EntityKind } from '../../../src/model/entity.ts';
import { openDatabase, type Database } from '../../../src/store/database.ts';
import { openBulkWriter } from '../../../src/targets/sqlite/bulk-writer.ts';
import { layouts, type ChildColumn, type KindLayout } from '../../../src/targets/sqlite/layout.ts';
import { schemaStatements } from '../../../src/targets/sqlite/schema.ts';
import { writeSingly } from '../../../src/targets/sqlite/single-records.ts';
import type { NewRecord } from '../../../src/targets/target.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { recordFile } from './record-file.ts';

const folder = temporaryFolder('record-inserts-');

/** Signs that mean something to JSON, to SQL or to UTF-8. */
const text = fc
  .array(
    fc.constantFrom('Ё', 'x', ' ', '"', "'", '\\', '\n', '\t', '\u0001', '\u007f', '\u2028', '😀', '$', '.', '0'),
    { minLength: 1, maxLength: 6 },
  )
  .map((signs) => signs.join(''));
const money = fc.record({ amount: fc.constantFrom('0', '10.50', '-3'), currency: fc.constantFrom('RUB', 'USD') });
const known = fc.record({ system: fc.constant('crm'), key: fc.constantFrom('one', 'two "2"', 'nobody') });
const linked: readonly EntityKind[] = ['company', 'contact', 'product'];
const link = fc.record({ kind: fc.constantFrom(...linked), ref: known });

function recordOf({ scalars, money: amounts, references, children }: KindLayout): fc.Arbitrary<object> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const { field, type, as, required: isRequired } of scalars) {
    if (as === 'flag') fields[field] = fc.boolean();
    else if (as === 'json') fields[field] = field === 'tags' ? fc.array(text) : fc.dictionary(text, text);
    else if (type === 'INTEGER') fields[field] = fc.integer({ min: 0 });
    else if (type === 'REAL') fields[field] = fc.constantFrom(0, 0.1, 33.3, 100);
    else fields[field] = text;
    if (isRequired === true) required.push(field);
  }
  for (const { field } of amounts) fields[field] = money;
  for (const { field } of references) fields[field] = known;
  for (const { field, columns } of children) fields[field] = fc.array(itemOf(columns), { maxLength: 3 });
  return fc.record(fields, { requiredKeys: required });
}

function itemOf(columns: readonly ChildColumn[]): fc.Arbitrary<unknown> {
  if (columns.some(({ as }) => as === 'link')) return link;
  if (columns.some(({ property }) => property === '')) return text;
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  const required: string[] = [];
  for (const column of columns) {
    fields[column.property] = column.as === 'flag' ? fc.boolean() : valueOf(column);
    if (column.as === 'flag' || column.property === 'ref' || (column.as === 'text' && column.required === true))
      required.push(column.property);
  }
  return fc.record(fields, { requiredKeys: required });
}

function valueOf({ as }: ChildColumn): fc.Arbitrary<unknown> {
  if (as === 'money') return money;
  return as === 'ref' ? known : text;
}

function asRecords(kind: EntityKind, data: readonly object[]): readonly NewRecord[] {
  return data.map((each, at) => {
    const origin = { system: 'file', key: `${kind} ${at}`, file: 'f.csv', line: at + 2 };
    const merged = { system: 'file', key: `${kind} ${at} б`, file: 'f.xlsx', sheet: 'Лист1', line: 1 };
    const origins = at % 2 === 0 ? [origin] : [origin, merged];
    return { kind, data: each, origins } as unknown as NewRecord;
  });
}

/** A database with a few records that others point to. */
function openFilled(path: string): Database {
  const database = openDatabase(path);
  // Nothing of it is to outlive the test.
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = ON');
  database.exec(`BEGIN; ${schemaStatements().join(';')}; COMMIT`);
  database.exec(`INSERT INTO user (full_name) VALUES ('u1'), ('u2'); INSERT INTO company (name) VALUES ('c1'), ('c2');
    INSERT INTO contact (full_name) VALUES ('p1'), ('p2'); INSERT INTO product (name) VALUES ('t1'), ('t2')`);
  for (const kind of ['user', 'company', 'contact', 'product']) {
    database.exec(`INSERT INTO origin VALUES ('${kind}', 1, 'crm', 'one', 'f', NULL, 1),
      ('${kind}', 2, 'crm', 'two "2"', 'f', NULL, 2)`);
  }
  return database;
}

function contentOf(database: Database, { kind, children }: KindLayout): readonly unknown[] {
  const tables = [kind, ...children.map(({ table }) => table)];
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all());
  return [...rows, database.prepare('SELECT * FROM origin ORDER BY kind, record_id, rowid').all()];
}

describe('records that SQLite writes by itself', () => {
  test.each(entityKinds)('are those that are written one by one: %s', (kind) => {
    let round = 0;
    fc.assert(
      fc.property(fc.array(recordOf(layouts[kind]), { minLength: 1, maxLength: 20 }), (data) => {
        round += 1;
        const records = asRecords(kind, data);
        const path = join(folder, `${kind}-${round}.db`);
        const single = openFilled(join(folder, `${kind}-${round}-single.db`));
        openFilled(path).close();
        const source = recordFile(`${path}.plan`, records);
        const range = { kind, from: 7, to: 6 + records.length };

        single.prepare('ATTACH ? AS plan').run(source.file);
        const expected = writeSingly(single, source, range);
        const writer = openBulkWriter(path, source);
        const written = writer.prepare(range)();
        writer.close();

        const bulk = openDatabase(path);
        expect(written).toEqual(expected);
        expect(contentOf(bulk, layouts[kind])).toEqual(contentOf(single, layouts[kind]));
        bulk.close();
        single.close();
      }),
      { seed: 20_261_122, numRuns: 5 },
    );
  });
});
