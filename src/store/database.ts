import { createRequire } from 'node:module';
import type Sqlite from 'better-sqlite3';
import { LocalError } from '../errors.ts';
import { keptWhereNeeded } from './kept-objects.ts';

export type Database = Sqlite.Database;
export type Statement<Row = unknown> = Sqlite.Statement<unknown[], Row>;

/** Marks of our own files, written as `PRAGMA application_id`: ASCII `pstt`, `ppln`, `pcrm`, `pmtc`. */
export const applicationIds = { state: 0x70737474, plan: 0x70706c6e, target: 0x7063726d, match: 0x706d7463 } as const;

export interface OpenOptions {
  readonly readonly?: boolean;
  readonly mustExist?: boolean;
  /** How long to wait for another process's lock, in milliseconds. */
  readonly timeoutMs?: number;
}

const require = createRequire(import.meta.url);

/**
 * Opens a SQLite file. The only place that loads the driver.
 * @throws LocalError when the driver's binary is missing, or the file is not a database or may not be opened
 */
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  const Driver = loadDriver();
  return guarded(file, () => {
    const database = keptWhereNeeded(
      new Driver(file, {
        readonly: options.readonly ?? false,
        fileMustExist: options.mustExist ?? false,
        timeout: options.timeoutMs ?? 5_000,
      }),
    );
    // Reading the schema version forces SQLite to look at the file now, so that a foreign file is refused here.
    database.pragma('schema_version');
    return database;
  });
}

/** Keeps no rollback journal, for files that are thrown away when anything fails. The driver forbids it unless told otherwise. */
export function withoutJournal(database: Database): void {
  database.unsafeMode(true);
  database.pragma('journal_mode = OFF');
  database.unsafeMode(false);
}

/** Runs work on a database and words the driver's errors. @throws LocalError */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw databaseError(file, cause);
  }
}

/** The driver's error as ours; anything else comes back unchanged. */
export function databaseError(file: string, cause: unknown): unknown {
  const code = errorCode(cause);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code?.startsWith('SQLITE_IOERR') === true) {
    return new LocalError('local.disk-full', { file }, { cause });
  }
  if (code === 'SQLITE_NOTADB') return new LocalError('local.not-database', { file }, { cause });
  if (code === 'SQLITE_CORRUPT') return new LocalError('local.database-damaged', { file }, { cause });
  if (code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY' || code === 'SQLITE_PERM') {
    return new LocalError('local.cannot-write', { file }, { cause });
  }
  if (cause instanceof TypeError && /directory does not exist/.test(cause.message)) {
    return new LocalError('local.no-folder', { file }, { cause });
  }
  return cause;
}

/** What the driver or the system threw: an error of ours cannot be told to another thread as it is. */
export function rawError(cause: unknown): unknown {
  return cause instanceof LocalError ? (cause.cause ?? cause) : cause;
}

/** The error code of the driver or of the system, when there is one. */
export function errorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

/** Reads one number with a statement that has one column. */
export function count(database: Database, sql: string, ...parameters: unknown[]): number {
  const value = database
    .prepare<unknown[], number>(sql)
    .pluck()
    .get(...parameters);
  return Number(value ?? 0);
}

function loadDriver(): typeof Sqlite {
  try {
    const Driver = require('better-sqlite3') as typeof Sqlite;
    // The binary is loaded at the first open only: try it, so that its absence is told apart from a bad file.
    keptWhereNeeded(new Driver(':memory:')).close();
    return Driver;
  } catch (cause) {
    throw new LocalError('local.sqlite-binding', { node: process.version }, { cause });
  }
}
