import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AccessError, LocalError, StaleError } from '../errors.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import {
  applicationIds,
  count,
  databaseError,
  errorCode,
  guarded,
  openDatabase,
  type Database,
} from '../store/database.ts';
import { layouts } from './sqlite/layout.ts';
import { RecordReader } from './sqlite/record-reader.ts';
import { RecordWriter } from './sqlite/record-writer.ts';
import { indexStatements, schemaStatements } from './sqlite/schema.ts';
import type { Connection, IdOf, Operation, Outcome, Target, TargetIdentity, TargetRun } from './target.ts';

const options = z.strictObject({
  /** The database file; made by the first load. */
  path: z.string().min(1),
  /** The account a plan was made for: a new file gets it, another file is refused. */
  account: z.string().optional(),
});

/** Version of the tables, written as `user_version`. */
const schemaVersion = 1;

/** The embedded default target: a plain SQLite database that any SQLite tool opens. */
export const sqlite: Target = {
  name: 'sqlite',
  summary: 'A SQLite database with one table per entity kind, made by the first load',
  options,
  batchSize: 4000,
  settleMs: 0,
  connect: async (rawOptions) => {
    const { path, account } = options.parse(rawOptions);
    return new SqliteConnection(path, account);
  },
};

class SqliteConnection implements Connection {
  readonly identity: TargetIdentity;
  private readonly path: string;
  private database: Database | undefined;
  private readonly writers = new Map<EntityKind, RecordWriter>();
  private readonly readers = new Map<EntityKind, RecordReader>();
  private indexed = false;

  constructor(path: string, account: string | undefined) {
    this.path = path;
    const exists = existsSync(path) && statSync(path).size > 0;
    if (exists) this.database = openOurs(path);
    const found = this.database === undefined ? undefined : accountOf(this.database);
    if (account !== undefined && found !== undefined && found !== account) {
      throw new StaleError('target.foreign', { place: path });
    }
    this.identity = { type: 'sqlite', place: resolve(path), account: found ?? account ?? randomUUID() };
  }

  async describe() {
    return {
      kinds: entityKinds,
      guarantees: Object.fromEntries(entityKinds.map((kind) => [kind, 'exactly-once' as const])),
      unsupported: {},
      irreversible: [],
      fingerprint: `sqlite-${schemaVersion}`,
    };
  }

  async isEmpty(): Promise<boolean> {
    return (
      this.database === undefined || count(this.database, 'SELECT count(*) FROM (SELECT 1 FROM origin LIMIT 1)') === 0
    );
  }

  async find(kind: EntityKind, markers: readonly Ref[]): Promise<readonly (string | undefined)[]> {
    if (this.database === undefined) return markers.map(() => undefined);
    const select = this.database
      .prepare<unknown[], number>('SELECT record_id FROM origin WHERE kind = ? AND system = ? AND "key" = ?')
      .pluck();
    return markers.map(({ system, key }) => select.get(kind, system, key)?.toString());
  }

  async read(kind: EntityKind, ids: readonly string[]) {
    const { database } = this;
    if (database === undefined) return ids.map(() => undefined);
    let reader = this.readers.get(kind);
    if (reader === undefined) this.readers.set(kind, (reader = new RecordReader(database, layouts[kind])));
    const found = reader;
    return ids.map((id) => found.read(Number(id)));
  }

  async write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]> {
    const database = this.open();
    if (!this.indexed && operations.some(({ action }) => action === 'update')) this.buildIndexes(database);
    try {
      return database.transaction(() => operations.map((operation) => this.perform(operation, idOf)))();
    } catch (cause) {
      if (!isRefusal(cause)) throw databaseError(this.path, cause);
    }
    // One record broke a constraint: each in a transaction of its own, so that the others are written.
    return operations.map((operation) => this.performAlone(database, operation, idOf));
  }

  async runStarted(run: TargetRun): Promise<void> {
    const database = this.open();
    guarded(this.path, () =>
      database
        .prepare(
          'INSERT INTO perenos_run (run_id, plan_hash, started_at, tool_version) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
        )
        .run(run.runId, run.planHash, run.startedAt, run.toolVersion),
    );
  }

  async runFinished(run: TargetRun): Promise<void> {
    const database = this.open();
    this.buildIndexes(database);
    guarded(this.path, () => {
      database
        .prepare('UPDATE perenos_run SET finished_at = ? WHERE run_id = ?')
        .run(run.finishedAt ?? null, run.runId);
      database.pragma('optimize');
      // One plain file for whoever opens it next, also from read-only media.
      database.pragma('journal_mode = DELETE');
    });
  }

  async close(): Promise<void> {
    this.database?.close();
    this.database = undefined;
  }

  private open(): Database {
    return (this.database ??= createOurs(this.path, this.identity.account));
  }

  private buildIndexes(database: Database): void {
    if (this.indexed) return;
    guarded(this.path, () => database.transaction(() => indexStatements().forEach((sql) => database.exec(sql)))());
    this.indexed = true;
  }

  private writer(kind: EntityKind): RecordWriter {
    let writer = this.writers.get(kind);
    if (writer === undefined) this.writers.set(kind, (writer = new RecordWriter(this.open(), layouts[kind])));
    return writer;
  }

  private perform(operation: Operation, idOf: IdOf): Outcome {
    const writer = this.writer(operation.kind);
    if (operation.targetId === undefined) return { status: 'done', targetId: String(writer.create(operation, idOf)) };
    const found = writer.replace(Number(operation.targetId), operation, idOf);
    if (found) return { status: 'done', targetId: operation.targetId };
    return { status: 'rejected', finding: { code: 'target.record-gone', args: { id: operation.targetId } } };
  }

  private performAlone(database: Database, operation: Operation, idOf: IdOf): Outcome {
    try {
      return database.transaction(() => this.perform(operation, idOf))();
    } catch (cause) {
      if (!isRefusal(cause)) throw databaseError(this.path, cause);
      return { status: 'rejected', finding: { code: 'target.rejected', args: { reason: (cause as Error).message } } };
    }
  }
}

/** A constraint said no: the record's fault, not the database's. */
function isRefusal(cause: unknown): boolean {
  return errorCode(cause)?.startsWith('SQLITE_CONSTRAINT') === true || errorCode(cause) === 'SQLITE_TOOBIG';
}

function openOurs(path: string): Database {
  const database = openDatabase(path, { mustExist: true });
  if (database.pragma('application_id', { simple: true }) !== applicationIds.target) {
    database.close();
    throw new AccessError('target.not-ours', { place: path });
  }
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > schemaVersion) {
    database.close();
    throw new LocalError('local.state-newer', { file: path, found: version, known: schemaVersion });
  }
  configure(database);
  return database;
}

/** Makes the database in one transaction: after a crash there is either all of it or an empty file. */
function createOurs(path: string, account: string): Database {
  const database = openDatabase(path);
  guarded(path, () => {
    configure(database);
    database.transaction(() => {
      for (const sql of schemaStatements()) database.exec(sql);
      database.prepare("INSERT INTO perenos_meta (name, value) VALUES ('account', ?)").run(account);
      database.pragma(`application_id = ${applicationIds.target}`);
      database.pragma(`user_version = ${schemaVersion}`);
    })();
  });
  return database;
}

function configure(database: Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
  database.pragma('wal_autocheckpoint = 8000');
}

function accountOf(database: Database): string | undefined {
  return database.prepare<unknown[], string>("SELECT value FROM perenos_meta WHERE name = 'account'").pluck().get();
}
