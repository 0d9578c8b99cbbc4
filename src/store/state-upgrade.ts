import { randomUUID } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { ConfigError } from '../errors.ts';
import { applicationIds, guarded, openDatabase, type Database } from './database.ts';
import { stateSteps, stateVersion } from './state-schema.ts';
import { failpoint } from '../failpoint.ts';
import { renameSynced } from '../synced-rename.ts';

/** True for a state that an older version wrote: opening it changes it, so that its project must be locked. */
export function isOlderState(file: string): boolean {
  const database = openDatabase(file, { mustExist: true });
  try {
    const version = versionOf(database);
    return version > 0 && version < stateVersion;
  } finally {
    database.close();
  }
}

/**
 * Makes the tables of a new state, and brings those of an older one to this version: in one transaction, after a copy beside it
 * named `<file>.version-<n>`.
 * @throws ConfigError when a newer version wrote it, LocalError when there is no room for the copy
 */
export function upgradeState(database: Database, file: string): void {
  const found = versionOf(database);
  if (found > stateVersion) throw new ConfigError('local.state-newer', { file, found, known: stateVersion });
  if (found === stateVersion) return;
  if (found > 0) keepCopy(database, `${file}.version-${found}`);
  guarded(file, () => database.transaction(() => takeSteps(database)).immediate());
}

/** Asks for the version again: another process may have been first. */
function takeSteps(database: Database): void {
  const from = versionOf(database);
  if (from >= stateVersion) return;
  for (const sql of stateSteps.slice(from)) database.exec(sql);
  if (from === 0) identify(database);
  failpoint('state-upgrade');
  database.pragma(`user_version = ${stateVersion}`);
}

function identify(database: Database): void {
  const meta = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
  meta.run('lineage', randomUUID());
  meta.run('serial', '0');
  database.pragma(`application_id = ${applicationIds.state}`);
}

/** Written by SQLite itself, so that what still stands in the write-ahead log is in it; whole or not there at all. */
function keepCopy(database: Database, copy: string): void {
  const temporary = `${copy}.tmp-${process.pid}`;
  guarded(copy, () => {
    rmSync(temporary, { force: true });
    database.prepare('VACUUM INTO ?').run(temporary);
    chmodSync(temporary, 0o600);
    renameSynced(temporary, copy);
  });
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}
