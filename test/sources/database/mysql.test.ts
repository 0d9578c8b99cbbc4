import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileInput } from '../../../src/input.ts';
import { mysql } from '../../../src/sources/mysql.ts';
import { collector, collectRows, goldenRows } from '../../collect-rows.ts';
import { mysqlPrograms, startMysql, type Server } from '../../servers.ts';

const programs = mysqlPrograms();

describe.skipIf(programs === undefined)('a MySQL database (skipped when MariaDB is not installed)', () => {
  let server: Server;
  let folder = '';
  const addressFile = (): string => {
    const file = join(folder, `${randomUUID()}.url`);
    writeFileSync(file, `mysql://${server.user}@127.0.0.1:${server.port}/crm\n`);
    chmodSync(file, 0o600);
    return file;
  };

  beforeAll(async () => {
    if (programs === undefined) return;
    server = await startMysql(programs);
    folder = mkdtempSync(join(tmpdir(), 'perenos-my-'));
    const connection = await createConnection({
      host: '127.0.0.1',
      port: server.port,
      user: server.user,
      multipleStatements: true,
      charset: 'utf8mb4',
    });
    await connection.query(`
      CREATE DATABASE crm CHARACTER SET utf8mb4; USE crm; SET time_zone = '+05:00';
      CREATE TABLE clients (id bigint, name varchar(100), amount decimal(20,2), born date, made timestamp NULL, local datetime,
        active tinyint, note text, photo blob);
      INSERT INTO clients VALUES (9007199254740993, 'ООО «Пример»', 123456789012345678.10, '1980-02-14', '2024-03-14 09:05:11',
        '2024-03-14 09:05:11', 1, 'строка', x'00FF'), (2, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL);
      CREATE TABLE empty (id int);
      CREATE TABLE numbers AS SELECT seq AS n FROM seq_1_to_1234;`);
    await connection.end();
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives values as the server writes them; a TIMESTAMP is an instant, a DATETIME the time on the clock', async () => {
    const { rows } = await collectRows(mysql, await fileInput(addressFile()), { table: 'clients' });
    expect(goldenRows(rows)).toEqual({
      clients: {
        columns: ['id', 'name', 'amount', 'born', 'made', 'local', 'active', 'note', 'photo'],
        rows: [
          {
            line: 1,
            cells: [
              '9007199254740993',
              'ООО «Пример»',
              '123456789012345678.10',
              '1980-02-14',
              '2024-03-14 04:05:11Z',
              '2024-03-14 09:05:11',
              1,
              'строка',
              null,
            ],
          },
          { line: 2, cells: ['2', null, null, null, null, null, 0, null, null] },
        ],
      },
    });
  });

  it('reads every table in batches of one table', async () => {
    const sizes: [string, number][] = [];
    for await (const batch of mysql.read(await fileInput(addressFile()), {}, collector().context))
      sizes.push([batch[0]?.table.name ?? '', batch.length]);
    expect(sizes).toEqual([
      ['clients', 2],
      ['numbers', 500],
      ['numbers', 500],
      ['numbers', 234],
    ]);
  });

  it('reads what a query gives, and cannot write', async () => {
    const input = await fileInput(addressFile());
    const { rows } = await collectRows(mysql, input, { query: 'SELECT count(*) AS c FROM numbers' });
    expect(rows.map(({ cells }) => cells)).toEqual([['1234']]);
    await expect(collectRows(mysql, input, { query: 'DELETE FROM numbers' })).rejects.toMatchObject({
      code: 'database.failed',
    });
    const after = await collectRows(mysql, input, { query: 'SELECT count(*) AS c FROM numbers' });
    expect(after.rows[0]?.cells).toEqual(['1234']);
  });

  it('ends the connection when the reading ends early', async () => {
    const input = await fileInput(addressFile());
    for await (const _batch of mysql.read(input, { table: 'numbers' }, collector().context)) break;
    const query = `SELECT count(*) AS c FROM information_schema.processlist WHERE db = 'crm' AND id <> connection_id()`;
    // The server notices the end of a connection a moment later.
    await expect.poll(async () => (await collectRows(mysql, input, { query })).rows[0]?.cells).toEqual(['0']);
  });
});
