import type { Context } from '../context.ts';
import { InputError, LocalError } from '../errors.ts';
import type { Input } from '../input.ts';
import { issueAt } from '../model/issue.ts';
import type { Cell, Row } from '../model/row.ts';
import { databaseError, openDatabase, type Database } from '../store/database.ts';
import { databaseOptions, type DatabaseOptions } from './database/address.ts';
import { quoted, RowBatches } from './database/batches.ts';
import { defineSource } from './source.ts';

const magic = 'SQLite format 3\0';

/** A SQLite file, opened read-only: each table is a table, or what one SELECT gives. */
export const sqlite = defineSource({
  name: 'sqlite',
  summary: 'SQLite files: all tables, one of them, or what a query gives',
  extensions: ['.db', '.sqlite', '.sqlite3'],
  options: databaseOptions,
  async detect(input) {
    const head = await input.head();
    const isSqlite = Buffer.from(head.subarray(0, 16)).toString('latin1') === magic;
    return isSqlite ? { confidence: 0.97, kind: 'SQLite' } : undefined;
  },
  read: readSqlite,
});

async function* readSqlite(input: Input, options: DatabaseOptions, context: Context): AsyncGenerator<readonly Row[]> {
  context.signal.throwIfAborted();
  const { file, path } = input;
  await input.head();
  if (path === undefined) throw new InputError('database.needs-file', { file });
  const database = opened(file, path);
  try {
    context.fact({ file, name: 'format', value: 'SQLite' });
    const tables =
      options.query !== undefined ? ['query'] : options.table !== undefined ? [options.table] : tablesOf(database);
    let rows = 0;
    for (const table of tables) {
      const sql = options.query ?? `SELECT * FROM ${quoted(table, '"')}`;
      for (const batch of rowsOf(database, { file, table, sql })) {
        context.signal.throwIfAborted();
        rows += batch.length;
        yield batch;
      }
    }
    if (rows === 0)
      context.report(
        issueAt({ table: { file, name: '' }, line: 1 }, { code: 'input.no-rows', args: { file, table: '' } }),
      );
  } catch (cause) {
    throw asInputError(file, cause);
  } finally {
    database.close();
  }
}

function opened(file: string, path: string): Database {
  try {
    return openDatabase(path, { readonly: true, mustExist: true });
  } catch (cause) {
    throw asInputError(file, cause);
  }
}

/** A damaged file is a matter of the input, not of this machine; a missing driver is one of the machine. */
function asInputError(file: string, cause: unknown): unknown {
  const error = databaseError(file, cause);
  if (error instanceof InputError) return error;
  if (error instanceof LocalError)
    return error.code === 'local.sqlite-binding'
      ? error
      : new InputError('input.unreadable', { file, reason: error.code });
  const isSqlite = error instanceof Error && error.name === 'SqliteError';
  return isSqlite ? new InputError('database.failed', { file, reason: error.message }) : error;
}

function tablesOf(database: Database): readonly string[] {
  return database
    .prepare<unknown[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
    )
    .pluck()
    .all();
}

function* rowsOf(
  database: Database,
  { file, table, sql }: { readonly file: string; readonly table: string; readonly sql: string },
): Generator<readonly Row[]> {
  const statement = database.prepare<unknown[], unknown[]>(sql);
  if (!statement.reader || !statement.readonly) throw new InputError('database.not-a-query', { file });
  const batches = new RowBatches(
    file,
    table,
    statement.columns().map(({ name }) => name),
  );
  for (const values of statement.raw(true).safeIntegers(true).iterate()) {
    const batch = batches.add(values.map(cellOf));
    if (batch !== undefined) yield batch;
  }
  const rest = batches.end();
  if (rest.length > 0) yield rest;
}

/** Whole numbers that a double cannot hold stay text; binary values are passed over. */
function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
