import { createRequire } from 'node:module';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Cell, Row } from '../model/row.ts';
import { addressIn, databaseFailure, databaseOptions, readAddress, type DatabaseOptions } from './database/address.ts';
import { quoted, RowBatches } from './database/batches.ts';
import { defineSource } from './source.ts';

const schemes = ['postgres', 'postgresql'] as const;
const pageRows = 500;

/**
 * A PostgreSQL database: the input is a file with its address (`postgres://user:password@host:5432/base`), kept out of the mapping.
 * Read by a cursor within one read-only transaction, so that all tables are of the same moment.
 */
export const postgres = defineSource({
  name: 'postgres',
  summary: 'PostgreSQL databases, by a file with the address: all tables, one of them, or what a query gives',
  extensions: ['.url'],
  options: databaseOptions,
  isRemote: true,
  async detect(input) {
    const address = addressIn(await input.head(), schemes);
    return address === undefined ? undefined : { confidence: 0.97, kind: 'PostgreSQL' };
  },
  read: readPostgres,
});

/** What is used of the driver `pg`, which has no types of its own. */
interface Client {
  connect(): Promise<void>;
  query<T>(query: T): T extends string ? Promise<{ readonly rows: readonly Readonly<Record<string, string>>[] }> : T;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
}

interface Cursor {
  read(
    rows: number,
    done: (
      error: Error | null | undefined,
      rows: readonly (readonly unknown[])[],
      result: { readonly fields: readonly { readonly name: string }[] },
    ) => void,
  ): void;
  close(): Promise<void>;
}

interface Driver {
  readonly Client: new (options: object) => Client;
  readonly types: { getTypeParser(type: number, format: string): (text: string) => unknown };
}

const require = createRequire(import.meta.url);

async function* readPostgres(input: Input, options: DatabaseOptions, context: Context): AsyncGenerator<readonly Row[]> {
  context.signal.throwIfAborted();
  const { file } = input;
  const address = await readAddress(input, schemes, context);
  const driver = require('pg') as Driver;
  const client = new driver.Client({
    connectionString: address.href,
    application_name: 'perenos',
    options: '-c default_transaction_read_only=on -c TimeZone=UTC -c DateStyle=ISO',
    types: { getTypeParser: (type: number) => parserOf(type, driver) },
  });
  // Without a listener a lost connection would end the process; the query that waits reports it.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    context.fact({ file, name: 'format', value: 'PostgreSQL' });
    const tables =
      options.query !== undefined ? ['query'] : options.table !== undefined ? [options.table] : await tablesOf(client);
    for (const table of tables) {
      const sql = options.query ?? `SELECT * FROM ${quoted(table, '"')}`;
      for await (const batch of rowsOf(client, { file, table, sql })) {
        context.signal.throwIfAborted();
        yield batch;
      }
    }
  } catch (cause) {
    throw databaseFailure(file, address, cause);
  } finally {
    await client.end().catch(() => {});
  }
}

async function tablesOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query(
    `SELECT table_schema AS s, table_name AS t FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`,
  );
  return rows.map(({ s, t }) => (s === 'public' ? (t ?? '') : `${s}.${t}`));
}

async function* rowsOf(
  client: Client,
  { file, table, sql }: { readonly file: string; readonly table: string; readonly sql: string },
): AsyncGenerator<readonly Row[]> {
  const Cursors = require('pg-cursor') as new (sql: string, values: readonly unknown[], options: object) => Cursor;
  const cursor = client.query(new Cursors(sql, [], { rowMode: 'array' })) as Cursor;
  let batches: RowBatches | undefined;
  try {
    for (;;) {
      const page = await nextPage(cursor);
      batches ??= new RowBatches(file, table, page.columns);
      for (const values of page.rows) {
        const full = batches.add(values.map((value) => value as Cell));
        if (full !== undefined) yield full;
      }
      const rest = batches.end();
      if (rest.length > 0) yield rest;
      if (page.rows.length < pageRows) return;
    }
  } finally {
    await cursor.close().catch(() => {});
  }
}

function nextPage(cursor: Cursor): Promise<{ rows: readonly (readonly unknown[])[]; columns: readonly string[] }> {
  return new Promise((resolve, reject) => {
    cursor.read(pageRows, (error, rows, result) => {
      if (error instanceof Error) reject(error);
      else resolve({ rows, columns: result.fields.map(({ name }) => name) });
    });
  });
}

const types = { bool: 16, bytea: 17, int2: 21, int4: 23, textArray: 1009, varcharArray: 1015 } as const;

/** Values stay as the server writes them (dates are never shifted, amounts never rounded); small whole numbers are numbers. */
function parserOf(type: number, driver: Driver): (text: string) => unknown {
  if (type === types.bool) return (text) => text === 't';
  if (type === types.bytea) return () => null;
  if (type === types.int2 || type === types.int4) return Number;
  if (type === types.textArray || type === types.varcharArray)
    return driver.types.getTypeParser(types.textArray, 'text');
  return (text) => text;
}
