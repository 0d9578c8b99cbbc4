import { hostname } from 'node:os';
import { LockedError } from '../errors.ts';
import { databaseError, errorCode, guarded, openDatabase, type Database } from './database.ts';
import type { ProjectFolder } from './project-folder.ts';

interface Holder {
  readonly pid: string;
  readonly host: string;
  readonly command: string;
  readonly since: string;
}

/**
 * Takes the project's lock: an exclusive transaction on `lock.db`, which the kernel gives back when the process dies, so that no
 * stale lock can stay. Who holds it is written just before in a table that others can read.
 * @returns releases the lock
 * @throws LockedError when another process holds it for longer than `timeoutMs`, LocalError when the disk is full
 */
export function takeLock(
  project: ProjectFolder,
  holder: { readonly command: string; readonly since: string },
  timeoutMs = 0,
): () => void {
  const database = openExclusively(project, timeoutMs);
  try {
    guarded(holderFile(project), () => writeHolder(project, { pid: String(process.pid), host: hostname(), ...holder }));
  } catch (error) {
    database.close();
    throw error;
  }
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}

function openExclusively(project: ProjectFolder, timeoutMs: number): Database {
  let database: Database | undefined;
  try {
    database = openDatabase(project.lockFile, { timeoutMs });
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    if (errorCode(cause)?.startsWith('SQLITE_BUSY') !== true) throw databaseError(project.lockFile, cause);
    throw new LockedError('local.locked', readHolder(project), { cause });
  }
}

const holderFile = (project: ProjectFolder): string => `${project.lockFile}.holder`;

function writeHolder(project: ProjectFolder, holder: Holder): void {
  withHolder(project, (database) => {
    database.exec('CREATE TABLE IF NOT EXISTS holder (pid TEXT, host TEXT, command TEXT, since TEXT)');
    database.transaction(() => {
      database.exec('DELETE FROM holder');
      database
        .prepare('INSERT INTO holder VALUES (?, ?, ?, ?)')
        .run(holder.pid, holder.host, holder.command, holder.since);
    })();
  });
}

function readHolder(project: ProjectFolder): Holder {
  const unknown: Holder = { pid: '?', host: '?', command: '?', since: '?' };
  try {
    return (
      withHolder(project, (database) => database.prepare<unknown[], Holder>('SELECT * FROM holder').get()) ?? unknown
    );
  } catch {
    // The holder has the lock but has not written who it is yet.
    return unknown;
  }
}

function withHolder<T>(project: ProjectFolder, work: (database: Database) => T): T {
  const database = openDatabase(holderFile(project));
  try {
    return work(database);
  } finally {
    database.close();
  }
}
