import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openBulkWriter } from '../../../src/targets/sqlite/bulk-writer.ts';
import { sqlite } from '../../../src/targets/sqlite.ts';
import type { BulkResult, BulkWriter, NewRecord } from '../../../src/targets/target.ts';
import { testContext } from '../../context.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { recordFile } from './record-file.ts';

const { context } = testContext();
const folder = temporaryFolder('bulk-writer-');
const ref = (key: string) => ({ system: 'crm', key });

function company(key: string, data: object = {}): NewRecord {
  const origins = [{ ...ref(key), file: 'companies.csv', line: 2 }];
  return { kind: 'company', data: { name: `ООО «${key}»`, ...data }, origins } as NewRecord;
}

async function emptyDatabase(name: string): Promise<string> {
  const path = join(folder, name);
  const connection = await sqlite.connect({ path }, context);
  await connection.runStarted?.({ runId: 'r', planHash: 'h', startedAt: '2026-11-22T00:00:00Z', toolVersion: '1' });
  await connection.close();
  return path;
}

/** A writer for companies, and what it writes, at first one after another. */
function writerOf(
  path: string,
  records: readonly NewRecord[],
): { writer: BulkWriter; write: (count: number) => BulkResult } {
  const writer = openBulkWriter(path, recordFile(`${path}.plan`, records));
  let next = 7;
  const write = (count: number): BulkResult => {
    const from = next;
    next += count;
    return writer.prepare({ kind: 'company', from, to: next - 1 })();
  };
  return { writer, write };
}

function rowsOf(path: string, sql: string): readonly unknown[] {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare(sql).raw().all();
  database.close();
  return rows;
}

describe('new records written by the thousand', () => {
  test('keep their order, and each has its own lists', async () => {
    const path = await emptyDatabase('lists.db');
    const phones = (at: number) =>
      Array.from({ length: at % 4 }, (_, index) => ({ value: `+7900${at}${index}`, primary: index === 0 }));
    const records = Array.from({ length: 203 }, (_, at) => company(`c${at}`, { phones: phones(at), urls: [`u${at}`] }));
    const { writer, write } = writerOf(path, records);
    const { ids, open, refused } = write(records.length);
    writer.close();
    expect(ids).toEqual(records.map((_, at) => String(at + 1)));
    expect({ open, refused }).toEqual({ open: [], refused: [] });
    expect(rowsOf(path, 'SELECT company_id, value, is_primary FROM company_phone ORDER BY rowid')).toEqual(
      records.flatMap((_, at) => phones(at).map(({ value, primary }) => [at + 1, value, Number(primary)])),
    );
    expect(rowsOf(path, 'SELECT company_id, value FROM company_url ORDER BY rowid')).toEqual(
      records.map((_, at) => [at + 1, `u${at}`]),
    );
    expect(rowsOf(path, 'SELECT record_id, "key" FROM origin ORDER BY rowid')).toEqual(
      records.map((_, at) => [at + 1, `c${at}`]),
    );
  });

  test('find what they point to among those of the same batch, also further down', async () => {
    const path = await emptyDatabase('parents.db');
    const { writer, write } = writerOf(path, [
      company('a'),
      company('b', { parent: ref('a') }),
      company('c', { parent: ref('d') }),
      company('d', { parent: ref('nobody') }),
    ]);
    const { open } = write(4);
    writer.close();
    expect(open).toEqual([3]);
    expect(rowsOf(path, 'SELECT id, parent_id FROM company ORDER BY id')).toEqual([
      [1, null],
      [2, 1],
      [3, 4],
      [4, null],
    ]);
  });

  test('go on after those that are there', async () => {
    const path = await emptyDatabase('again.db');
    const { writer, write } = writerOf(path, [company('a'), company('b'), company('c')]);
    expect(write(2).ids).toEqual(['1', '2']);
    expect(write(1).ids).toEqual(['3']);
    writer.close();
    expect(rowsOf(path, 'SELECT id, name FROM company')).toEqual([
      [1, 'ООО «a»'],
      [2, 'ООО «b»'],
      [3, 'ООО «c»'],
    ]);
  });

  test('are written without the one that breaks a constraint, which is named with its place', async () => {
    const path = await emptyDatabase('refused.db');
    const broken = company('b', { phones: [{ type: 'work', primary: true }] });
    const { writer, write } = writerOf(path, [
      company('a', { urls: ['u'] }),
      broken,
      company('c', { parent: ref('a') }),
      company('d'),
    ]);
    const { ids, refused } = write(3);
    expect(ids[1]).toBeNull();
    expect(refused.map(([at, { code }]) => [at, code])).toEqual([[1, 'target.rejected']]);
    expect(write(1).refused).toEqual([]);
    writer.close();
    expect(rowsOf(path, 'SELECT name, parent_id IS NOT NULL FROM company ORDER BY id')).toEqual([
      ['ООО «a»', 0],
      ['ООО «c»', 1],
      ['ООО «d»', 0],
    ]);
    expect(rowsOf(path, 'SELECT value FROM company_url')).toEqual([['u']]);
  });

  test('are refused where they point to what somebody took away', async () => {
    const path = await emptyDatabase('taken.db');
    const database = new Database(path);
    database.exec(`INSERT INTO origin VALUES ('company', 77, 'crm', 'gone', 'f.csv', NULL, 2)`);
    database.close();
    const { writer, write } = writerOf(path, [company('a'), company('b', { parent: ref('gone') })]);
    const { ids, refused } = write(2);
    writer.close();
    expect(ids).toEqual(['1', null]);
    expect(refused.map(([at, { code }]) => [at, code])).toEqual([[1, 'target.rejected']]);
    expect(rowsOf(path, 'SELECT name FROM company')).toEqual([['ООО «a»']]);
  });
});
