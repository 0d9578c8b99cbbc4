import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { z } from 'zod';
import { AccessError, ConfigError, StaleError } from '../errors.ts';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import { applicationIds, count, databaseError, guarded, openDatabase, type Database } from '../store/database.ts';
import { canThread, startTask } from '../store/task-thread.ts';
import { BatchWriter } from './sqlite/batch-writer.ts';
import { configure, configureWriting } from './sqlite/configure.ts';
import { finishLoad, isLongToFinish } from './sqlite/finish.ts';
import { layouts } from './sqlite/layout.ts';
import { openLoadedRecords } from './sqlite/loaded-records.ts';
import { RecordReader } from './sqlite/record-reader.ts';
import { indexStatements, schemaStatements } from './sqlite/schema.ts';
import type {
  BulkWriterPlace,
  Connection,
  IdOf,
  LoadedRecords,
  Operation,
  Outcome,
  Target,
  TargetIdentity,
  TargetRun,
} from './target.ts';

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
  place: { option: 'path', usual: 'crm.db' },
  batchSize: 4000,
  settleMs: 0,
  connect: async (rawOptions) => {
    const { path, account } = options.parse(rawOptions);
    return new SqliteConnection(path, account);
  },
};

class SqliteConnection implements Connection {
  readonly identity: TargetIdentity;
  readonly bulk: BulkWriterPlace;
  private readonly path: string;
  private database: Database | undefined;
  private writer: BatchWriter | undefined;
  private readonly readers = new Map<EntityKind, RecordReader>();
  private indexed = false;
  private isFinished = false;

  constructor(path: string, account: string | undefined) {
    this.path = path;
    // Compiled code lies beside compiled code, TypeScript beside TypeScript.
    const module = new URL(`./sqlite/bulk-writer${extname(import.meta.url)}`, import.meta.url).href;
    this.bulk = { module, options: path };
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
    const database = this.current();
    return database === undefined || count(database, 'SELECT count(*) FROM (SELECT 1 FROM origin LIMIT 1)') === 0;
  }

  async find(kind: EntityKind, markers: readonly Ref[]): Promise<readonly (string | undefined)[]> {
    const database = this.current();
    if (database === undefined) return markers.map(() => undefined);
    const select = database
      .prepare<unknown[], number>('SELECT record_id FROM origin WHERE kind = ? AND system = ? AND "key" = ?')
      .pluck();
    return markers.map(({ system, key }) => select.get(kind, system, key)?.toString());
  }

  async read(kind: EntityKind, ids: readonly string[]) {
    const database = this.current();
    if (database === undefined) return ids.map(() => undefined);
    let reader = this.readers.get(kind);
    if (reader === undefined) this.readers.set(kind, (reader = new RecordReader(database, layouts[kind])));
    return reader.readAll(ids.map(Number));
  }

  loaded(): LoadedRecords | undefined {
    const database = this.current();
    return database === undefined ? undefined : openLoadedRecords(database);
  }

  async write(operations: readonly Operation[], idOf: IdOf): Promise<readonly Outcome[]> {
    const database = this.open();
    if (operations.some(({ action }) => action === 'update')) this.buildIndexes(database);
    return (this.writer ??= this.startWriting(database)).write(operations, idOf);
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

  /** Building the indexes of many records takes seconds: a thread does it, so that what else is left can be done beside it. */
  async runFinished(run: TargetRun): Promise<void> {
    const isLong = canThread && isLongToFinish(this.open());
    // It becomes one plain file once nobody has it open.
    this.letGo();
    this.isFinished = true;
    const load = { path: this.path, runId: run.runId, finishedAt: run.finishedAt ?? null };
    if (!isLong) return finishLoad(load);
    const failure = await startTask(new URL('./sqlite/finish-worker.js', import.meta.url), load).ended;
    if (failure !== undefined) throw databaseError(this.path, failure);
  }

  async close(): Promise<void> {
    this.letGo();
  }

  private startWriting(database: Database): BatchWriter {
    configureWriting(database);
    return new BatchWriter(database, this.path);
  }

  private open(): Database {
    return (this.database ??= this.current() ?? createOurs(this.path, this.identity.account));
  }

  /** Undefined before the first load; opened again when something is asked after a load. */
  private current(): Database | undefined {
    if (this.isFinished) this.database ??= openOurs(this.path);
    return this.database;
  }

  private letGo(): void {
    this.database?.close();
    this.database = undefined;
    this.writer = undefined;
    this.readers.clear();
  }

  private buildIndexes(database: Database): void {
    if (this.indexed) return;
    guarded(this.path, () => database.transaction(() => indexStatements().forEach((sql) => database.exec(sql)))());
    this.indexed = true;
  }
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
    throw new ConfigError('local.state-newer', { file: path, found: version, known: schemaVersion });
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

function accountOf(database: Database): string | undefined {
  return database.prepare<unknown[], string>("SELECT value FROM perenos_meta WHERE name = 'account'").pluck().get();
}
