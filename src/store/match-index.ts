import { rmSync } from 'node:fs';
import { LocalError } from '../errors.ts';
import { HashList } from './hash-list.ts';
import { applicationIds, guarded, openDatabase, type Database } from './database.ts';

/** What is kept of a loaded record: 53-bit hashes, no values. */
export interface IndexedFeatures {
  /** Records that share one of these may be one. */
  readonly keys: readonly number[];
  /** What a record carries of the values whose rarity counts. */
  readonly values: readonly number[];
}

/** How far an index has followed the journal. */
export interface IndexMark {
  readonly lineage: string;
  readonly serial: number;
  /** Runs that had ended and were taken in. */
  readonly runs: readonly string[];
}

/** Raised with every change of the tables: a file of another version is made anew, as it can be. */
const version = 1;

const schema = `
CREATE TABLE scope (
  id INTEGER PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL, mark TEXT,
  UNIQUE (account, kind)
) STRICT;
-- keys, vals: the hashes of a record as 64-bit floats, to take them out again.
CREATE TABLE record (
  scope INTEGER NOT NULL, id INTEGER NOT NULL, keys BLOB NOT NULL, vals BLOB NOT NULL, PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE key (scope INTEGER NOT NULL, hash INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (scope, hash, id))
  STRICT, WITHOUT ROWID;
-- How many records carry a value.
CREATE TABLE value (scope INTEGER NOT NULL, hash INTEGER NOT NULL, records INTEGER NOT NULL, PRIMARY KEY (scope, hash))
  STRICT, WITHOUT ROWID;
PRAGMA application_id = ${applicationIds.match};
PRAGMA user_version = ${version};
`;

/**
 * The features of loaded records, in `match.db` beside the state: a new record finds those it may be one with without any of
 * them being read or normalised again. Nothing but a memory: it may be deleted at any time and is then made from the target.
 */
export class MatchIndex {
  readonly file: string;
  private readonly database: Database;

  /** @throws LocalError */
  constructor(file: string) {
    this.file = file;
    this.database = openOrRemake(file);
  }

  /** What is kept of one kind in one target, `kind` saying for what; emptied when it was made in another way. */
  scope(account: string, kind: string, made: string): IndexScope {
    return guarded(this.file, () => {
      const { database } = this;
      const find = database.prepare<unknown[], { id: number; version: string }>(
        'SELECT id, version FROM scope WHERE account = ? AND kind = ?',
      );
      const found = find.get(account, kind);
      if (found?.version === made) return new IndexScope(this.file, database, found.id);
      database.transaction(() => {
        if (found !== undefined) {
          for (const table of ['record', 'key', 'value'])
            database.prepare(`DELETE FROM ${table} WHERE scope = ?`).run(found.id);
          database.prepare('DELETE FROM scope WHERE id = ?').run(found.id);
        }
        database.prepare('INSERT INTO scope (account, kind, version) VALUES (?, ?, ?)').run(account, kind, made);
      })();
      return new IndexScope(this.file, database, find.get(account, kind)?.id ?? 0);
    });
  }

  /** The same as it stands; undefined when nothing is kept, or was made in another way. */
  peek(account: string, kind: string, made: string): IndexScope | undefined {
    const { database, file } = this;
    const id = database
      .prepare<unknown[], number>('SELECT id FROM scope WHERE account = ? AND kind = ? AND version = ?')
      .pluck()
      .get(account, kind, made);
    return id === undefined ? undefined : new IndexScope(file, database, id);
  }

  close(): void {
    this.database.close();
  }
}

/** What cannot be read is no loss: it is made again. */
function openOrRemake(file: string): Database {
  try {
    return openIndex(file);
  } catch (error) {
    if (!(error instanceof LocalError)) throw error;
    for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    return openIndex(file);
  }
}

function openIndex(file: string): Database {
  const database = openDatabase(file);
  try {
    return guarded(file, () => {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      database.pragma('cache_size = -8192');
      if (database.pragma('user_version', { simple: true }) !== version) remake(database);
      return database;
    });
  } catch (error) {
    database.close();
    throw error;
  }
}

function remake(database: Database): void {
  const tables = database
    .prepare<unknown[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all();
  for (const table of tables) database.exec(`DROP TABLE "${table}"`);
  database.exec(schema);
}

/** Loaded records of one kind in one target. */
export class IndexScope {
  private readonly file: string;
  private readonly database: Database;
  private readonly id: number;
  private readonly statements: ReturnType<typeof prepare>;

  constructor(file: string, database: Database, id: number) {
    this.file = file;
    this.database = database;
    this.id = id;
    this.statements = prepare(database);
  }

  get mark(): IndexMark | undefined {
    const text = this.statements.mark.get(this.id);
    return text === null || text === undefined ? undefined : (JSON.parse(text) as IndexMark);
  }

  set mark(mark: IndexMark) {
    this.statements.setMark.run(JSON.stringify(mark), this.id);
  }

  /** How many records are kept. */
  get size(): number {
    return this.statements.size.get(this.id) ?? 0;
  }

  /** Ids of the records that are kept, ascending. */
  ids(): IterableIterator<number> {
    return this.statements.ids.iterate(this.id);
  }

  /**
   * `undefined` takes a record out, anything else puts it in or replaces what was kept. Many at once cost least: what they are found by
   * is written in its order, in a transaction with the records. `most`: so many hashes are held.
   */
  put(records: Iterable<readonly [id: number, features: IndexedFeatures | undefined]>, most = mostHashes): void {
    const all = records[Symbol.iterator]();
    for (let isMore = true; isMore;)
      isMore = guarded(this.file, () => this.database.transaction(() => this.putSome(all, most))());
  }

  /** @returns whether there may be more */
  private putSome(
    records: Iterator<readonly [id: number, features: IndexedFeatures | undefined]>,
    most: number,
  ): boolean {
    const keys = new HashList();
    const values = new HashList();
    const highest = this.statements.highest.get(this.id) ?? 0;
    let isMore = true;
    while (keys.length + values.length < most) {
      const next = records.next();
      isMore = next.done !== true;
      if (next.done === true) break;
      const [id, features] = next.value;
      if (id <= highest) this.remove(id);
      if (features === undefined) continue;
      this.statements.record.run(this.id, id, blobOf(features.keys), blobOf(features.values));
      for (const hash of features.keys) keys.add(hash, id);
      for (const hash of features.values) values.add(hash, 1);
    }
    for (const [hash, id] of keys.inOrder()) this.statements.key.run(this.id, hash, id);
    for (const [hash, more] of values.sums()) this.statements.value.run(this.id, hash, more);
    return isMore;
  }

  /** Ids of records with a key, the lowest first, so many at most. */
  find(key: number, most: number): readonly number[] {
    return this.statements.find.all(this.id, key, most);
  }

  /** Keys that records with these ids have. */
  keysOf(ids: Iterable<number>): ReadonlySet<number> {
    const keys = new Set<number>();
    for (const id of ids) {
      const found = this.statements.kept.get(this.id, id);
      if (found !== undefined) for (const key of hashesOf(found.keys)) keys.add(key);
    }
    return keys;
  }

  /** How many records carry a value. */
  count(value: number): number {
    return this.statements.count.get(this.id, value) ?? 0;
  }

  /** The values a record carries; none of one that is not kept. */
  valuesOf(id: number): Float64Array {
    const found = this.statements.kept.get(this.id, id);
    return found === undefined ? new Float64Array() : hashesOf(found.vals);
  }

  private remove(id: number): void {
    const { kept, removeRecord, removeKey, lower } = this.statements;
    const found = kept.get(this.id, id);
    if (found === undefined) return;
    for (const hash of hashesOf(found.keys)) removeKey.run(this.id, hash, id);
    for (const hash of hashesOf(found.vals)) lower.run(this.id, hash);
    removeRecord.run(this.id, id);
  }
}

/** So many are held until they are written: some ten megabytes. */
const mostHashes = 200_000;

function prepare(database: Database) {
  return {
    mark: database.prepare<unknown[], string | null>('SELECT mark FROM scope WHERE id = ?').pluck(),
    setMark: database.prepare('UPDATE scope SET mark = ? WHERE id = ?'),
    size: database.prepare<unknown[], number>('SELECT count(*) FROM record WHERE scope = ?').pluck(),
    ids: database.prepare<unknown[], number>('SELECT id FROM record WHERE scope = ? ORDER BY id').pluck(),
    highest: database.prepare<unknown[], number | null>('SELECT max(id) FROM record WHERE scope = ?').pluck(),
    kept: database.prepare<unknown[], { keys: Buffer; vals: Buffer }>(
      'SELECT keys, vals FROM record WHERE scope = ? AND id = ?',
    ),
    record: database.prepare('INSERT INTO record (scope, id, keys, vals) VALUES (?, ?, ?, ?)'),
    removeRecord: database.prepare('DELETE FROM record WHERE scope = ? AND id = ?'),
    key: database.prepare('INSERT OR IGNORE INTO key (scope, hash, id) VALUES (?, ?, ?)'),
    removeKey: database.prepare('DELETE FROM key WHERE scope = ? AND hash = ? AND id = ?'),
    find: database
      .prepare<unknown[], number>('SELECT id FROM key WHERE scope = ? AND hash = ? ORDER BY id LIMIT ?')
      .pluck(),
    value: database.prepare(
      'INSERT INTO value (scope, hash, records) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET records = records + excluded.records',
    ),
    lower: database.prepare('UPDATE value SET records = records - 1 WHERE scope = ? AND hash = ?'),
    count: database.prepare<unknown[], number>('SELECT records FROM value WHERE scope = ? AND hash = ?').pluck(),
  };
}

function blobOf(hashes: readonly number[]): Buffer {
  return Buffer.from(Float64Array.from(hashes).buffer);
}

function hashesOf(blob: Buffer): Float64Array {
  return new Float64Array(new Uint8Array(blob).buffer);
}
