import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileInput } from '../../../src/input.ts';
import { sqlite } from '../../../src/sources/sqlite.ts';
import { collectRows } from '../../collect-rows.ts';
import { bytesInput } from '../../bytes-input.ts';

const sample = join(resolve(import.meta.dirname, '../../../samples/sqlite'), 'old-crm.db');

describe('a SQLite file', () => {
  it('is read table by table; whole numbers that a double cannot hold stay text', async () => {
    const { rows } = await collectRows(sqlite, await fileInput(sample));
    expect(rows.map(({ table, line, cells }) => [table.name, line, cells[0], cells[7]])).toEqual([
      ['contacts', 1, 1, '9223372036854775807'],
      ['contacts', 2, 2, 1],
      ['companies', 1, 1, undefined],
    ]);
  });

  it('gives one table, a view, or what a query gives', async () => {
    const input = await fileInput(sample);
    const of = async (options: unknown) =>
      (await collectRows(sqlite, input, options)).rows.map(({ cells }) => cells[0]);
    expect(await of({ table: 'companies' })).toEqual([1]);
    expect(await of({ table: 'busy' })).toEqual([1, 2]);
    expect(await of({ query: 'SELECT "Имя" FROM contacts ORDER BY id DESC' })).toEqual(['Мария', 'Пётр']);
  });

  it.each([
    ['DELETE FROM contacts', 'database.not-a-query'],
    ['DELETE FROM contacts RETURNING id', 'database.not-a-query'],
    ['SELECT nothing FROM nowhere', 'database.failed'],
  ])('refuses %s', async (query, code) => {
    await expect(collectRows(sqlite, await fileInput(sample), { query })).rejects.toMatchObject({ code, exitCode: 3 });
    expect((await collectRows(sqlite, await fileInput(sample), { table: 'contacts' })).rows).toHaveLength(2);
  });

  it('cannot be read out of an archive', async () => {
    const input = bytesInput('a.zip!old.db', Buffer.from('SQLite format 3\0'));
    await expect(collectRows(sqlite, input)).rejects.toMatchObject({ code: 'database.needs-file' });
  });
});
