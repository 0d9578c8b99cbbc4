import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { ConfigError } from '../errors.ts';
import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import { applicationIds, count, guarded, openDatabase, type Database, type Statement } from './database.ts';
import { stateSchema, stateVersion } from './state-schema.ts';

/** An operation as the journal knows it. */
export interface JournalEntry {
  readonly op_id: number;
  readonly kind: EntityKind;
  readonly system: string;
  readonly key: string;
  readonly action: 'create' | 'update';
  readonly payload_hash: string;
  readonly state: OperationState;
  readonly attempts: number;
  /** Milliseconds since 1970, when the last attempt was about to be sent. */
  readonly sent_at: number;
  readonly reason: string | null;
  readonly target_id: string | null;
}

export type OperationState = 'planned' | 'sending' | 'done' | 'rejected' | 'in_doubt';

export interface RunRow {
  readonly run_id: string;
  readonly kind: string;
  readonly plan_file: string;
  readonly plan_hash: string;
  readonly target: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly status: 'running' | 'done' | 'issues' | 'doubt';
}

export interface Known {
  readonly targetId: string;
  readonly payloadHash: string;
}

/** An intent that is committed and not settled yet. */
interface OpenIntent {
  readonly intent: Intent;
  readonly batch: { readonly id: number; readonly sentAt: number; open: number };
}

/** References point to the same few records again and again: their ids are remembered, up to this many. */
const rememberedIds = 100_000;

/** One attempt about to be made, written before the first byte leaves. */
export interface Intent {
  readonly id: number;
  readonly kind: EntityKind;
  readonly action: 'create' | 'update';
  readonly marker: Ref;
  readonly payloadHash: string;
}

/** The result of one attempt. */
export interface Settlement {
  readonly id: number;
  readonly state: OperationState;
  readonly targetId?: string;
  readonly reason?: string;
  /** For done: what the id map learns. */
  readonly done?: {
    readonly kind: EntityKind;
    readonly origins: readonly RecordOrigin[];
    readonly payloadHash: string;
  };
}

/** Journal and id map of a project, over all its runs: `.perenos/state.db`. */
export class State {
  readonly file: string;
  readonly lineage: string;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly open = new Map<number, OpenIntent>();
  private readonly remembered = new Map<string, Known>();

  /** @throws LocalError, ConfigError when it was written by a newer version */
  constructor(file: string) {
    this.file = file;
    this.database = openState(file);
    this.statements = prepare(this.database);
    this.lineage = String(this.statements.meta.get('lineage'));
  }

  /** Grows with every committed step that changes a target: a plan made for an older serial is stale. */
  get serial(): number {
    return Number(this.statements.meta.get('serial'));
  }

  startRun(run: Omit<RunRow, 'ended_at' | 'status'> & { readonly tool_version: string }): void {
    this.write(() => {
      this.statements.startRun.run({ ...run, host: hostname(), user: userName() });
      this.statements.bump.run();
    });
  }

  endRun(runId: string, status: RunRow['status'], endedAt: string): void {
    this.write(() => this.statements.endRun.run(status, endedAt, runId));
  }

  run(runId: string): RunRow | undefined {
    return this.statements.run.get(runId);
  }

  runs(): readonly RunRow[] {
    return this.statements.runs.all();
  }

  unfinishedRuns(): readonly RunRow[] {
    return this.runs().filter(({ status }) => status === 'running' || status === 'doubt');
  }

  /** Commits the intent of a batch; after it returns, the batch may be sent. */
  intend(runId: string, batchId: number, sentAt: number, intents: readonly Intent[]): void {
    const rows = intents.map(({ id, kind, action, marker, payloadHash }) => {
      return [id, kind, marker.system, marker.key, action, payloadHash];
    });
    this.write(() => this.statements.intend.run(runId, batchId, sentAt, JSON.stringify(rows)));
    const batch = { id: batchId, sentAt, open: intents.length };
    for (const intent of intents) this.open.set(intent.id, { intent, batch });
  }

  /** Commits the results of a batch together with what they teach the id map. */
  settle(runId: string, target: string, settledAt: number, settlements: readonly Settlement[]): void {
    this.write(() => {
      for (const settlement of settlements) {
        this.record(runId, settledAt, settlement);
        this.learn(runId, target, settlement);
      }
      this.statements.bump.run();
    });
  }

  private record(runId: string, settledAt: number, { id, state, reason, targetId }: Settlement): void {
    const result = [state, settledAt, reason ?? null, targetId ?? null];
    const sent = this.open.get(id);
    if (sent === undefined) {
      this.statements.settle.run(...result, runId, id);
      return;
    }
    const { intent, batch } = sent;
    const { kind, marker, action, payloadHash } = intent;
    const { system, key } = marker;
    this.statements.record.run([runId, id, kind, system, key, action, payloadHash, batch.id, batch.sentAt, ...result]);
    this.open.delete(id);
    batch.open -= 1;
    if (batch.open === 0) this.statements.forget.run(runId, batch.id);
  }

  private learn(runId: string, target: string, { targetId, done }: Settlement): void {
    if (done === undefined || targetId === undefined) return;
    for (const { system, key } of done.origins) {
      this.statements.learn.run(target, done.kind, system, key, targetId, runId, done.payloadHash);
      if (this.remembered.size > 0) this.remembered.delete(memoryKey(target, done.kind, { system, key }));
    }
  }

  /** After a crash nobody knows what became of operations that were being sent. */
  doubtUnsettled(runId: string): number {
    return guarded(this.file, () => {
      const doubt = this.database.transaction(() => {
        const { changes } = this.statements.doubt.run(runId);
        this.statements.forgetAll.run(runId);
        return changes;
      });
      this.open.clear();
      return doubt();
    });
  }

  keepBeforeImage(
    runId: string,
    opId: number,
    image: { readonly kind: EntityKind; readonly targetId: string; readonly data: unknown },
  ): void {
    this.write(() => this.statements.image.run(runId, opId, image.kind, image.targetId, JSON.stringify(image.data)));
  }

  entry(runId: string, opId: number): JournalEntry | undefined {
    return this.statements.entry.get(runId, opId);
  }

  entries(runId: string, state: OperationState): readonly JournalEntry[] {
    return this.statements.entries.all(runId, state);
  }

  counts(
    runId: string,
  ): readonly { readonly kind: EntityKind; readonly state: OperationState; readonly count: number }[] {
    return this.statements.counts.all(runId, runId, runId);
  }

  /** True when nothing was ever loaded into the target, so that nothing need be looked up. */
  knowsNothingOf(target: string): boolean {
    return count(this.database, 'SELECT count(*) FROM (SELECT 1 FROM idmap WHERE target = ? LIMIT 1)', target) === 0;
  }

  lookup(target: string, kind: EntityKind, ref: Ref): Known | undefined {
    const name = memoryKey(target, kind, ref);
    const remembered = this.remembered.get(name);
    if (remembered !== undefined) return remembered;
    const known = this.statements.lookup.get(target, kind, ref.system, ref.key);
    if (known === undefined) return undefined;
    if (this.remembered.size >= rememberedIds) this.remembered.clear();
    this.remembered.set(name, known);
    return known;
  }

  close(): void {
    this.database.close();
  }

  private write(work: () => void): void {
    guarded(this.file, () => this.database.transaction(work)());
  }
}

function openState(file: string): Database {
  const database = openDatabase(file);
  return guarded(file, () => {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -32768');
    // A batch writes some megabytes: fewer checkpoints copy the pages that every batch touches less often.
    database.pragma('wal_autocheckpoint = 8000');
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > stateVersion)
      throw new ConfigError('local.state-newer', { file, found: version, known: stateVersion });
    if (version === 0) {
      database.transaction(() => {
        database.exec(stateSchema);
        const meta = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
        meta.run('lineage', randomUUID());
        meta.run('serial', '0');
        database.pragma(`application_id = ${applicationIds.state}`);
        database.pragma(`user_version = ${stateVersion}`);
      })();
    }
    return database;
  });
}

function memoryKey(target: string, kind: EntityKind, { system, key }: Ref): string {
  return `${target}\u001F${kind}\u001F${system}\u001F${key}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers may run as a user id without a name.
    return String(process.getuid?.() ?? '');
  }
}

function prepare(database: Database) {
  const meta: Statement<string> = database.prepare<unknown[], string>('SELECT value FROM meta WHERE name = ?').pluck();
  return {
    meta,
    bump: database.prepare("UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'serial'"),
    startRun: database.prepare(
      `INSERT INTO run (run_id, kind, plan_file, plan_hash, target, started_at, status, tool_version, host, user)
       VALUES (@run_id, @kind, @plan_file, @plan_hash, @target, @started_at, 'running', @tool_version, @host, @user)`,
    ),
    endRun: database.prepare('UPDATE run SET status = ?, ended_at = ? WHERE run_id = ?'),
    run: database.prepare<unknown[], RunRow>('SELECT * FROM run WHERE run_id = ?'),
    runs: database.prepare<unknown[], RunRow>('SELECT * FROM run ORDER BY started_at DESC, run_id DESC'),
    intend: database.prepare('INSERT INTO sending (run_id, batch_id, sent_at, intents) VALUES (?, ?, ?, ?)'),
    record: database.prepare(
      `INSERT INTO op (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, state, settled_at, reason,
         target_id, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = excluded.state, attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at, settled_at = excluded.settled_at, reason = excluded.reason, target_id = excluded.target_id`,
    ),
    forget: database.prepare('DELETE FROM sending WHERE run_id = ? AND batch_id = ?'),
    forgetAll: database.prepare('DELETE FROM sending WHERE run_id = ?'),
    settle: database.prepare(
      'UPDATE op SET state = ?, settled_at = ?, reason = ?, target_id = ? WHERE run_id = ? AND op_id = ?',
    ),
    learn: database.prepare(
      `INSERT INTO idmap (target, kind, system, key, target_id, created_by_run, payload_hash) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (target, kind, system, key) DO UPDATE SET target_id = excluded.target_id, payload_hash = excluded.payload_hash`,
    ),
    doubt: database.prepare(
      `INSERT INTO op (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, state, attempts)
       SELECT run_id, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, batch_id, sent_at, 'in_doubt', 1
       FROM sending, json_each(intents) WHERE run_id = ?
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = 'in_doubt', attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at`,
    ),
    image: database.prepare(
      'INSERT INTO before_image (run_id, op_id, kind, target_id, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    entry: database.prepare<unknown[], JournalEntry>('SELECT * FROM op WHERE run_id = ? AND op_id = ?'),
    entries: database.prepare<unknown[], JournalEntry>(
      'SELECT * FROM op WHERE run_id = ? AND state = ? ORDER BY op_id',
    ),
    counts: database.prepare<unknown[], { kind: EntityKind; state: OperationState; count: number }>(
      `SELECT kind, state, count(*) AS count FROM op WHERE run_id = ?
         AND op_id NOT IN (SELECT value ->> 0 FROM sending, json_each(intents) WHERE sending.run_id = ?) GROUP BY kind, state
       UNION ALL SELECT value ->> 1, 'sending', count(*) FROM sending, json_each(intents) WHERE run_id = ? GROUP BY 1
       ORDER BY 1, 2`,
    ),
    lookup: database.prepare<unknown[], Known>(
      'SELECT target_id AS targetId, payload_hash AS payloadHash FROM idmap WHERE target = ? AND kind = ? AND system = ? AND key = ?',
    ),
  };
}
