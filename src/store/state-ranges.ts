import type { Finding } from '../model/issue.ts';
import { guarded, type Database } from './database.ts';
import type { CreateRange } from './plan-load.ts';

/** A batch of creates that stand side by side in a plan. */
export interface RangeBatch {
  readonly runId: string;
  readonly batchId: number;
  readonly range: CreateRange;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

/** What became of the operations of a range. */
export interface RangeResults {
  /** Ids of the new records in the order of the operations; null where the target refused. */
  readonly ids: readonly (string | null)[];
  /** Why, by position in the range. */
  readonly refused: readonly (readonly [at: number, finding: Finding])[];
}

interface JournalFiles {
  /** Of the state, for people. */
  readonly file: string;
  /** The finished plan. */
  readonly planFile: string;
  /** Told when the id map has changed. */
  readonly learnt: () => void;
}

/**
 * Journals whole ranges of creates: what is written is what `State.intend` and `State.settle` write for each operation, but SQLite
 * takes it from the plan itself, which costs a fraction.
 */
export class RangeJournal {
  private readonly files: JournalFiles;
  private readonly database: Database;
  private readonly statements: ReturnType<typeof prepare>;

  constructor(database: Database, files: JournalFiles) {
    this.database = database;
    this.files = files;
    guarded(files.planFile, () => database.prepare('ATTACH ? AS plan').run(files.planFile));
    this.statements = prepare(database);
  }

  /** Commits the intent of a range; after it returns, the range may be sent. */
  intend({ runId, batchId, range, sentAt }: RangeBatch): void {
    this.write(() => this.statements.intend.run(runId, batchId, sentAt, range.from, range.to));
  }

  /** Commits the results of a range together with what they teach the id map. */
  settle(batch: RangeBatch, target: string, settledAt: number, { ids, refused }: RangeResults): void {
    const { runId, batchId, range, sentAt } = batch;
    const list = JSON.stringify(ids);
    const { record, learn, learnMerged, refuse, forget, bump } = this.statements;
    this.write(() => {
      record.run(runId, batchId, sentAt, settledAt, list, range.from);
      for (const [at, finding] of refused) refuse.run(JSON.stringify(finding), runId, range.from + at);
      learn.run(target, runId, list, range.from);
      learnMerged.run(target, runId, list, range.from);
      forget.run(runId, batchId);
      bump.run();
    });
    this.files.learnt();
  }

  close(): void {
    this.database.exec('DETACH plan');
  }

  private write(work: () => void): void {
    guarded(this.files.file, () => this.database.transaction(work)());
  }
}

/** Operation and survivor of each id of a list: `?` are the list and the first operation. */
const written = `json_each(?) AS result JOIN plan.operation AS op ON op.id = result.key + ?`;
const learned = `INSERT INTO idmap (target, kind, system, key, target_id, created_by_run, payload_hash)`;
const again = `ON CONFLICT (target, kind, system, key) DO UPDATE
  SET target_id = excluded.target_id, payload_hash = excluded.payload_hash`;

function prepare(database: Database) {
  return {
    intend: database.prepare(
      `INSERT INTO sending (run_id, batch_id, sent_at, intents)
       SELECT ?, ?, ?, json_group_array(json_array(op.id, op.kind, record.system, record.key, op.action, op.payload_hash))
       FROM plan.operation AS op JOIN plan.record AS record ON record.seq = op.seq WHERE op.id BETWEEN ? AND ?`,
    ),
    record: database.prepare(
      `INSERT INTO op (run_id, op_id, kind, system, key, action, payload_hash, state, attempts, batch_id, sent_at, settled_at, target_id)
       SELECT ?, op.id, op.kind, record.system, record.key, op.action, op.payload_hash,
         iif(result.value IS NULL, 'rejected', 'done'), 1, ?, ?, ?, result.value
       FROM json_each(?) AS result JOIN plan.operation AS op ON op.id = result.key + ?
         JOIN plan.record AS record ON record.seq = op.seq`,
    ),
    refuse: database.prepare('UPDATE op SET reason = ? WHERE run_id = ? AND op_id = ?'),
    learn: database.prepare(
      `${learned} SELECT ?, op.kind, record.system, record.key, result.value, ?, op.payload_hash
       FROM ${written} JOIN plan.record AS record ON record.seq = op.seq WHERE result.value IS NOT NULL ${again}`,
    ),
    learnMerged: database.prepare(
      `${learned} SELECT ?, op.kind, record.system, record.key, result.value, ?, op.payload_hash
       FROM ${written} JOIN plan.record AS record ON record.survivor = op.seq AND record.survivor IS NOT NULL
       WHERE result.value IS NOT NULL ${again}`,
    ),
    forget: database.prepare('DELETE FROM sending WHERE run_id = ? AND batch_id = ?'),
    bump: database.prepare("UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'serial'"),
  };
}
