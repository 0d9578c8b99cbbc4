import type { Finding } from '../model/issue.ts';
import { guarded, type Database } from './database.ts';
import type { CreateRange } from '../model/new-records.ts';

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
  /** Ids of the new records in the order of the operations: ASCII without spaces; null where the target refused. */
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
 * Journals whole ranges of creates: what is known afterwards is what `State.intend` and `State.settle` write for each operation, but
 * a range is one row. Its intent, which SQLite takes from the plan itself, stays when it is settled; the results are put beside it.
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
  intend({ runId, batchId, range: { kind, from, to }, sentAt }: RangeBatch): void {
    this.write(() => this.statements.intend.run({ runId, batchId, kind, from, to, sentAt }));
  }

  /** Commits the results of a range: they are what the id map learns from. */
  settle({ runId, range }: RangeBatch, target: string, settledAt: number, { ids, refused }: RangeResults): void {
    const { kind, from, to } = range;
    if (ids.length !== to - from + 1) throw new RangeError('a range has one result for each operation');
    const { settle, refuse, await: wait, bump } = this.statements;
    this.write(() => {
      settle.run({ runId, from, settledAt, ...packed(ids) });
      const reasons = new Map(refused.map(([at, finding]) => [at, JSON.stringify(finding)]));
      const lost = ids.flatMap((id, at) => (id === null ? [[at, reasons.get(at) ?? null]] : []));
      if (lost.length > 0) refuse.run({ runId, from, settledAt, lost: JSON.stringify(lost) });
      if (lost.length < ids.length) wait.run(target, kind, runId, from);
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

/** Ids one after another in as many bytes each as the longest has, so that SQLite finds the n-th without reading those before it. */
function packed(ids: readonly (string | null)[]): { readonly width: number; readonly packedIds: Buffer } {
  const width = ids.reduce((most, id) => Math.max(most, id?.length ?? 0), 0);
  const text = ids.map((id) => (id ?? '').padEnd(width)).join('');
  const packedIds = Buffer.from(text, 'ascii');
  if (!/^[ -~]*$/.test(text)) throw new TypeError('ids of records loaded by ranges are ASCII');
  return { width, packedIds };
}

function prepare(database: Database) {
  return {
    // The limit keeps SQLite from taking the inner query apart, and with it the order.
    intend: database.prepare(
      `INSERT INTO op_range (run_id, first_op, last_op, batch_id, kind, sent_at, keys, hashes, merged)
       SELECT @runId, @from, @to, @batchId, @kind, @sentAt, json_group_array(json_array(system, key)),
         unhex(group_concat(payload_hash, '')),
         (SELECT json_group_array(json_array(op.id - @from, record.system, record.key))
          FROM plan.operation AS op JOIN plan.record AS record ON record.survivor = op.seq AND record.survivor IS NOT NULL
          WHERE op.id BETWEEN @from AND @to)
       FROM (SELECT record.system, record.key, op.payload_hash
         FROM plan.operation AS op JOIN plan.record AS record ON record.seq = op.seq
         WHERE op.id BETWEEN @from AND @to ORDER BY op.id LIMIT -1)`,
    ),
    settle: database.prepare(
      `INSERT INTO op_range_result (run_id, first_op, settled_at, width, ids)
       VALUES (@runId, @from, @settledAt, @width, @packedIds)`,
    ),
    refuse: database.prepare(
      `WITH lost AS MATERIALIZED (SELECT value ->> 0 AS place, value ->> 1 AS reason FROM json_each(@lost))
       INSERT INTO op_single (run_id, op_id, kind, system, key, action, payload_hash, state, attempts, batch_id, sent_at, settled_at,
         reason)
       SELECT run_id, op_id, kind, system, key, 'create', lower(hex(hash)), 'rejected', 1, batch_id, sent_at, @settledAt, lost.reason
       FROM op_range_entry AS entry JOIN lost ON lost.place = entry.op_id - @from
       WHERE entry.run_id = @runId AND entry.first_op = @from`,
    ),
    await: database.prepare('INSERT INTO idmap_pending (target, kind, run_id, first_op) VALUES (?, ?, ?, ?)'),
    bump: database.prepare("UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'serial'"),
  };
}
