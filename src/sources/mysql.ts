import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import type * as Mysql from 'mysql2';
import type { Connection, Query } from 'mysql2';
import type { Context } from '../context.ts';
import type { Input } from '../input.ts';
import type { Cell, Row } from '../model/row.ts';
import { addressIn, databaseFailure, databaseOptions, readAddress, type DatabaseOptions } from './database/address.ts';
import { quoted, RowBatches } from './database/batches.ts';
import { defineSource } from './source.ts';

const schemes = ['mysql', 'mariadb'] as const;
type Driver = typeof Mysql;

/**
 * A MySQL or MariaDB database: the input is a file with its address (`mysql://user:password@host:3306/base`), kept out of the mapping.
 * Streamed within one read-only transaction.
 */
export const mysql = defineSource({
  name: 'mysql',
  summary: 'MySQL and MariaDB databases, by a file with the address: all tables, one of them, or what a query gives',
  extensions: ['.url'],
  options: databaseOptions,
  isRemote: true,
  async detect(input) {
    const address = addressIn(await input.head(), schemes);
    return address === undefined ? undefined : { confidence: 0.97, kind: 'MySQL' };
  },
  read: readMysql,
});

const require = createRequire(import.meta.url);

async function* readMysql(input: Input, options: DatabaseOptions, context: Context): AsyncGenerator<readonly Row[]> {
  context.signal.throwIfAborted();
  const { file } = input;
  const address = await readAddress(input, schemes, context);
  const { createConnection } = require('mysql2') as Driver;
  const connection = createConnection({
    uri: address.href.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    rowsAsArray: true,
    typeCast: castValue,
  });
  connection.on('error', () => {});
  try {
    await run(connection, 'SET SESSION TRANSACTION READ ONLY');
    await run(connection, "SET SESSION time_zone = '+00:00'");
    await run(connection, 'START TRANSACTION WITH CONSISTENT SNAPSHOT');
    context.fact({ file, name: 'format', value: 'MySQL' });
    const tables =
      options.query !== undefined
        ? ['query']
        : options.table !== undefined
          ? [options.table]
          : await tablesOf(connection);
    for (const table of tables) {
      const sql = options.query ?? `SELECT * FROM ${quoted(table, '`')}`;
      for await (const batch of rowsOf(connection, { file, table, sql })) {
        context.signal.throwIfAborted();
        yield batch;
      }
    }
  } catch (cause) {
    throw databaseFailure(file, address, cause);
  } finally {
    // A result that was not read to its end would keep a polite goodbye waiting.
    connection.destroy();
  }
}

function run(connection: Connection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return new Promise((resolve, reject) => {
    connection.query(sql, (error: Error | null, rows: unknown) => {
      if (error === null) resolve(Array.isArray(rows) ? (rows as readonly (readonly unknown[])[]) : []);
      else reject(error);
    });
  });
}

async function tablesOf(connection: Connection): Promise<readonly string[]> {
  const rows = await run(
    connection,
    `SELECT table_name FROM information_schema.tables
     WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  return rows.map(([name]) => String(name as string));
}

async function* rowsOf(
  connection: Connection,
  { file, table, sql }: { readonly file: string; readonly table: string; readonly sql: string },
): AsyncGenerator<readonly Row[]> {
  const query: Query = connection.query(sql);
  let columns: readonly string[] = [];
  query.on('fields', (fields: readonly { readonly name: string }[]) => {
    columns = fields.map(({ name }) => name);
  });
  let batches: RowBatches | undefined;
  const rows = query.stream({ highWaterMark: 500 }) as Readable;
  for await (const values of rows) {
    batches ??= new RowBatches(file, table, columns);
    const full = batches.add(values as readonly Cell[]);
    if (full !== undefined) yield full;
  }
  const rest = batches?.end() ?? [];
  if (rest.length > 0) yield rest;
}

interface CastField {
  readonly type: string;
  readonly length: number;
  string(encoding?: string): string | null;
  buffer(): Buffer | null;
}

/**
 * Values stay as the server writes them. A TIMESTAMP is an instant and gets its zone, a DATETIME is what stood on the clock; binary
 * values are passed over.
 */
function castValue(field: CastField): Cell {
  const text = field.string();
  if (text === null) return null;
  switch (field.type) {
    case 'TINY':
    case 'SHORT':
    case 'INT24':
    case 'LONG':
      return Number(text);
    case 'TIMESTAMP':
      return text.startsWith('0000') ? null : `${text}Z`;
    case 'DATETIME':
    case 'DATE':
      return text.startsWith('0000') ? null : text;
    case 'TINY_BLOB':
    case 'MEDIUM_BLOB':
    case 'LONG_BLOB':
    case 'BLOB':
      return text.includes('\uFFFD') || text.includes('\0') ? null : text;
    default:
      return text;
  }
}
