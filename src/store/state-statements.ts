import type { EntityKind } from '../model/entity.ts';
import type { Database } from './database.ts';
import type { DoubledRow, JournalEntry, Known, OperationState, RunRow } from './journal.ts';

type KnownRow = Omit<Known, 'isAdopted'> & { readonly adopted: 0 | 1 };

/** Every statement of the state, prepared once. */
export function prepareState(database: Database) {
  return {
    ...runStatements(database),
    ...sendingStatements(database),
    ...outcomeStatements(database),
    ...journalReads(database),
    ...idStatements(database),
  };
}

function runStatements(database: Database) {
  return {
    meta: database.prepare<unknown[], string>('SELECT value FROM meta WHERE name = ?').pluck(),
    bump: database.prepare("UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE name = 'serial'"),
    startRun: database.prepare(
      `INSERT INTO run (run_id, kind, plan_file, plan_hash, target, started_at, status, tool_version, host, user)
       VALUES (@run_id, @kind, @plan_file, @plan_hash, @target, @started_at, 'running', @tool_version, @host, @user)`,
    ),
    endRun: database.prepare('UPDATE run SET status = ?, ended_at = ? WHERE run_id = ?'),
    run: database.prepare<unknown[], RunRow>('SELECT * FROM run WHERE run_id = ?'),
    sendingEntries: database.prepare<unknown[], JournalEntry>(
      `SELECT value ->> 0 AS op_id, value ->> 1 AS kind, value ->> 2 AS system, value ->> 3 AS key, value ->> 4 AS action,
         value ->> 5 AS payload_hash, 'sending' AS state, 1 AS attempts, batch_id, sent_at, NULL AS reason,
         value ->> 6 AS target_id, high_water
       FROM sending, json_each(intents) WHERE run_id = ? ORDER BY 1`,
    ),
    runs: database.prepare<unknown[], RunRow>('SELECT * FROM run ORDER BY started_at DESC, run_id DESC'),
  };
}

/** Batches that are under way. */
function sendingStatements(database: Database) {
  return {
    intend: database.prepare(
      'INSERT INTO sending (run_id, batch_id, sent_at, intents, high_water) VALUES (?, ?, ?, ?, ?)',
    ),
    handOver: database.prepare('UPDATE sending SET sent_at = ? WHERE run_id = ? AND batch_id = ?'),
    forget: database.prepare('DELETE FROM sending WHERE run_id = ? AND batch_id = ?'),
    forgetAll: database.prepare('DELETE FROM sending WHERE run_id = ?'),
    doubt: database.prepare(
      `INSERT INTO op (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, high_water, target_id,
         state, attempts)
       SELECT run_id, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, batch_id, sent_at, high_water,
         value ->> 6, 'in_doubt', 1
       FROM sending, json_each(intents) WHERE run_id = ?
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = 'in_doubt', attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at, high_water = coalesce(high_water, excluded.high_water), target_id = excluded.target_id`,
    ),
  };
}

/** What becomes of operations. */
function outcomeStatements(database: Database) {
  return {
    record: database.prepare(
      `INSERT INTO op (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, high_water, state, settled_at,
         reason, target_id, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = excluded.state, attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at, high_water = coalesce(high_water, excluded.high_water), settled_at = excluded.settled_at, reason = excluded.reason,
         target_id = excluded.target_id`,
    ),
    settle: database.prepare(
      'UPDATE op SET state = ?, settled_at = ?, reason = ?, target_id = ? WHERE run_id = ? AND op_id = ?',
    ),
    renumber: database.prepare(
      'UPDATE op SET batch_id = (SELECT max(batch_id) + 1 FROM op WHERE run_id = @run) WHERE run_id = @run AND op_id = @id',
    ),
  };
}

/** What the journal is asked. */
function journalReads(database: Database) {
  return {
    // Marks are ids that only grow: the shortest and smallest text is the lowest.
    firstWater: database.prepare<unknown[], { readonly kind: EntityKind; readonly mark: string }>(
      `SELECT kind, high_water AS mark FROM (
         SELECT kind, high_water, row_number() OVER (PARTITION BY kind ORDER BY length(high_water), high_water) AS place
         FROM op WHERE run_id = ? AND high_water IS NOT NULL)
       WHERE place = 1`,
    ),
    writtenIds: database
      .prepare<unknown[], number>(
        `SELECT DISTINCT CAST(target_id AS INTEGER) FROM op
         WHERE run_id = ? AND kind = ? AND state = 'done' AND target_id IS NOT NULL`,
      )
      .pluck(),
    lastBatch: database.prepare<unknown[], number | null>('SELECT max(batch_id) FROM op WHERE run_id = ?').pluck(),
    firstBatches: database.prepare<unknown[], { readonly kind: EntityKind; readonly batch: number }>(
      'SELECT kind, min(batch_id) AS batch FROM op WHERE run_id = ? GROUP BY kind',
    ),
    createsSince: database.prepare<unknown[], JournalEntry>(
      `SELECT * FROM op WHERE run_id = ? AND kind = ? AND action = 'create' AND (state <> 'done' OR batch_id > ?)
       ORDER BY op_id`,
    ),
    entry: database.prepare<unknown[], JournalEntry>('SELECT * FROM op WHERE run_id = ? AND op_id = ?'),
    entries: database.prepare<unknown[], JournalEntry>(
      'SELECT * FROM op WHERE run_id = ? AND state = ? ORDER BY op_id',
    ),
    // The order alone would make SQLite read all that is done.
    openEntries: database.prepare<unknown[], JournalEntry>(
      "SELECT * FROM op INDEXED BY op_open WHERE run_id = ? AND state = ? AND state <> 'done' ORDER BY op_id",
    ),
    counts: database.prepare<unknown[], { kind: EntityKind; state: OperationState; count: number }>(
      `SELECT kind, state, count(*) AS count FROM op WHERE run_id = ?
         AND op_id NOT IN (SELECT value ->> 0 FROM sending, json_each(intents) WHERE sending.run_id = ?) GROUP BY kind, state
       UNION ALL SELECT value ->> 1, 'sending', count(*) FROM sending, json_each(intents) WHERE run_id = ? GROUP BY 1
       ORDER BY 1, 2`,
    ),
  };
}

function idStatements(database: Database) {
  return {
    learn: database.prepare(
      `INSERT INTO idmap (target, kind, system, key, target_id, created_by_run, payload_hash, is_adopted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (target, kind, system, key) DO UPDATE
       SET target_id = excluded.target_id, payload_hash = excluded.payload_hash, is_adopted = excluded.is_adopted`,
    ),
    keepWritten: database.prepare(
      'UPDATE idmap SET payload_hash = ? WHERE target = ? AND kind = ? AND system = ? AND key = ?',
    ),
    hashes: database
      .prepare<unknown[], string>('SELECT hashes FROM field_hash WHERE target = ? AND kind = ? AND target_id = ?')
      .pluck(),
    keepHashes: database.prepare(
      `INSERT INTO field_hash (target, kind, target_id, hashes) VALUES (?, ?, ?, ?)
       ON CONFLICT (target, kind, target_id) DO UPDATE SET hashes = excluded.hashes`,
    ),
    double: database.prepare(
      `INSERT INTO doubled (target, kind, target_id, kept_id, marker, run_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (target, kind, target_id) DO NOTHING`,
    ),
    doubled: database.prepare<unknown[], DoubledRow>(
      `SELECT kind, target_id AS id, kept_id AS kept, marker, run_id AS runId FROM doubled
       WHERE target = ? AND kind = ? AND removed_at IS NULL ORDER BY length(target_id), target_id`,
    ),
    removeDoubled: database.prepare(
      'UPDATE doubled SET removed_at = ? WHERE target = ? AND kind = ? AND target_id = ?',
    ),
    forgetRecord: database.prepare('DELETE FROM idmap WHERE target = ? AND kind = ? AND target_id = ?'),
    forgetKey: database.prepare('DELETE FROM idmap WHERE target = ? AND kind = ? AND system = ? AND key = ?'),
    forgetHashes: database.prepare('DELETE FROM field_hash WHERE target = ? AND kind = ? AND target_id = ?'),
    images: database.prepare<unknown[], string>('SELECT data FROM before_image WHERE run_id = ? AND op_id = ?').pluck(),
    image: database.prepare(
      'INSERT INTO before_image (run_id, op_id, kind, target_id, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    creators: database.prepare<unknown[], { readonly targetId: string; readonly system: string; readonly key: string }>(
      `SELECT op.target_id AS targetId, op.system AS system, op.key AS key FROM op JOIN idmap
         ON idmap.target = @target AND idmap.kind = op.kind AND idmap.system = op.system AND idmap.key = op.key
       WHERE op.kind = @kind AND op.action = 'create' AND op.state = 'done'
         AND op.target_id IN (SELECT value FROM json_each(@ids)) AND op.run_id = idmap.created_by_run
       ORDER BY op.settled_at`,
    ),
    lookup: database.prepare<unknown[], KnownRow>(
      `SELECT target_id AS targetId, payload_hash AS payloadHash, created_by_run AS createdByRun, is_adopted AS adopted
       FROM idmap WHERE target = ? AND kind = ? AND system = ? AND key = ?`,
    ),
  };
}
