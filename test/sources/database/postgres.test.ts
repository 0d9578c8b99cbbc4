import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileInput } from '../../../src/input.ts';
import { postgres } from '../../../src/sources/postgres.ts';
import { collector, collectRows, goldenRows } from '../../collect-rows.ts';
import { postgresPrograms, startPostgres, type Server } from '../../servers.ts';

interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<unknown>;
  end(): Promise<void>;
}
// The driver has no types of its own.
const pg = createRequire(import.meta.url)('pg') as { readonly Client: new (options: object) => Client };
const programs = postgresPrograms();

describe.skipIf(programs === undefined)('a PostgreSQL database (skipped when the server is not installed)', () => {
  let server: Server;
  let folder = '';
  const addressFile = (address: string): string => {
    const file = join(folder, `${randomUUID()}.url`);
    writeFileSync(file, `# old CRM\n${address}\n`);
    chmodSync(file, 0o600);
    return file;
  };
  const address = (): string => `postgres://${server.user}:secret@127.0.0.1:${server.port}/postgres`;

  beforeAll(async () => {
    if (programs === undefined) return;
    server = await startPostgres(programs);
    folder = mkdtempSync(join(tmpdir(), 'perenos-pg-'));
    const client = new pg.Client({ connectionString: address() });
    await client.connect();
    await client.query(`
      CREATE TABLE clients (id bigint, name text, amount numeric(20,2), born date, made timestamptz, local timestamp,
        active boolean, tags text[], photo bytea, small int);
      INSERT INTO clients VALUES
        (9007199254740993, 'ООО «Пример»', 1234567890123456.10, '1980-02-14', '2024-03-14 09:05:11+05', '2024-03-14 09:05:11',
         true, '{опт,"а, б"}', '\\x0102', 7),
        (2, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, NULL);
      CREATE TABLE empty (id int);
      CREATE SCHEMA crm; CREATE TABLE crm."Сделки" ("Номер" int);
      INSERT INTO crm."Сделки" SELECT n FROM generate_series(1, 1234) n;`);
    await client.end();
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives values as the server writes them: exact amounts, unshifted dates, instants with their zone', async () => {
    const input = await fileInput(addressFile(address()));
    const { rows } = await collectRows(postgres, input, { table: 'clients' });
    expect(goldenRows(rows)).toEqual({
      clients: {
        columns: ['id', 'name', 'amount', 'born', 'made', 'local', 'active', 'tags', 'photo', 'small'],
        rows: [
          {
            line: 1,
            cells: [
              '9007199254740993',
              'ООО «Пример»',
              '1234567890123456.10',
              '1980-02-14',
              '2024-03-14 04:05:11+00',
              '2024-03-14 09:05:11',
              true,
              ['опт', 'а, б'],
              null,
              7,
            ],
          },
          { line: 2, cells: ['2', null, null, null, null, null, false, null, null, null] },
        ],
      },
    });
  });

  it('reads every table of every schema, by pages of one table', async () => {
    const { context } = collector();
    const sizes: [string, number][] = [];
    for await (const batch of postgres.read(await fileInput(addressFile(address())), {}, context))
      sizes.push([batch[0]?.table.name ?? '', batch.length]);
    expect(sizes).toEqual([
      ['crm.Сделки', 500],
      ['crm.Сделки', 500],
      ['crm.Сделки', 234],
      ['clients', 2],
    ]);
  });

  it('reads what a query gives', async () => {
    const query = `SELECT id, concat(name, '!') AS "Название" FROM clients WHERE name IS NOT NULL`;
    const { rows } = await collectRows(postgres, await fileInput(addressFile(address())), { query });
    expect(rows.map(({ cells }) => cells)).toEqual([['9007199254740993', 'ООО «Пример»!']]);
    expect(rows[0]?.table).toMatchObject({ name: 'query', columns: ['id', 'Название'] });
  });

  it('cannot write, whatever the query says', async () => {
    const input = await fileInput(addressFile(address()));
    const query = 'INSERT INTO clients (id) VALUES (3) RETURNING id';
    await expect(collectRows(postgres, input, { query })).rejects.toMatchObject({
      code: 'database.failed',
      exitCode: 3,
    });
    const { rows } = await collectRows(postgres, input, { query: 'SELECT count(*)::int FROM clients' });
    expect(rows[0]?.cells).toEqual([2]);
  });

  it('ends the connection when the reading ends early', async () => {
    const input = await fileInput(addressFile(address()));
    for await (const _batch of postgres.read(input, { table: 'crm.Сделки' }, collector().context)) break;
    const query =
      "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'perenos' AND pid <> pg_backend_pid()";
    const { rows } = await collectRows(postgres, input, { query });
    expect(rows[0]?.cells).toEqual([0]);
  });

  it('names a server that cannot be reached or a query that is wrong, never the password', async () => {
    const input = await fileInput(addressFile('postgres://perenos:very-secret@127.0.0.1:1/postgres'));
    const failure = await collectRows(postgres, input).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'database.failed',
      args: { reason: expect.stringContaining('ECONNREFUSED') },
    });
    expect(JSON.stringify(failure)).not.toContain('very-secret');
    await expect(
      collectRows(postgres, await fileInput(addressFile(address())), { query: 'SELECT nothing FROM nowhere' }),
    ).rejects.toMatchObject({ code: 'database.failed' });
  });
});

describe('the address of a database', () => {
  const read = async (content: string, mode: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'perenos-url-'));
    const file = join(folder, 'a.url');
    writeFileSync(file, content);
    chmodSync(file, mode);
    const input = await fileInput(file);
    const { context, issues } = collector();
    const reading = async (): Promise<void> => {
      for await (const _batch of postgres.read(input, {}, context));
    };
    const failure = await reading().catch((error: unknown) => error);
    rmSync(folder, { recursive: true, force: true });
    return {
      failure,
      issues,
      detected: await postgres.detect({ ...input, head: () => Promise.resolve(Buffer.from(content)) }),
    };
  };

  it('is one line; anything else is named', async () => {
    const { failure, detected } = await read('host=localhost\n', 0o600);
    expect(failure).toMatchObject({ code: 'database.no-address' });
    expect(detected).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('in a file that others may read is worth a warning', async () => {
    const open = await read('postgres://a:b@127.0.0.1:1/c', 0o644);
    expect(open.issues.map(({ code }) => code)).toEqual(['database.open-secret']);
    expect(open.detected).toMatchObject({ kind: 'PostgreSQL' });
    expect((await read('postgres://a:b@127.0.0.1:1/c', 0o600)).issues).toEqual([]);
  });
});
