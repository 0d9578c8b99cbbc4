import type { EntityKind } from '../model/entity.ts';
import type { Database } from './database.ts';
import type { DoubledRow, JournalEntry, OperationState, RunRow } from './journal.ts';
import type { RangeCreate } from './range-entries.ts';

/** Every statement of the state, prepared once. */
export function prepareState(database: Database) {
  return {
    ...runStatements(database),
    ...sendingStatements(database),
    ...outcomeStatements(database),
    ...journalReads(database),
    ...recordStatements(database),
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
       FROM sending, json_each(intents) WHERE run_id = @run
       UNION ALL SELECT ${openIntent}, 'sending', 1, batch_id, sent_at, NULL, NULL, NULL FROM ${openRanges} ORDER BY 1`,
    ),
    runs: database.prepare<unknown[], RunRow>('SELECT * FROM run ORDER BY started_at DESC, run_id DESC'),
  };
}

/** Ranges under way, which have no results yet, with the operations of each. */
const openRanges = `op_range AS r, json_each(keys) AS intent WHERE run_id = @run
  AND NOT EXISTS (SELECT 1 FROM op_range_result AS s WHERE s.run_id = r.run_id AND s.first_op = r.first_op)`;
const openIntent = `first_op + intent.key, kind, value ->> 0, value ->> 1, 'create', lower(hex(substr(hashes, 32 * intent.key + 1, 32)))`;

/** Batches that are under way. */
function sendingStatements(database: Database) {
  return {
    intend: database.prepare(
      'INSERT INTO sending (run_id, batch_id, sent_at, intents, high_water) VALUES (?, ?, ?, ?, ?)',
    ),
    handOver: database.prepare('UPDATE sending SET sent_at = ? WHERE run_id = ? AND batch_id = ?'),
    forget: database.prepare('DELETE FROM sending WHERE run_id = ? AND batch_id = ?'),
    forgetAll: database.prepare('DELETE FROM sending WHERE run_id = ?'),
    forgetRanges: database.prepare(
      `DELETE FROM op_range AS r WHERE run_id = ?
         AND NOT EXISTS (SELECT 1 FROM op_range_result AS s WHERE s.run_id = r.run_id AND s.first_op = r.first_op)`,
    ),
    doubt: database.prepare(
      `INSERT INTO op_single (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, high_water, target_id,
         state, attempts)
       SELECT run_id, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, batch_id, sent_at, high_water,
         value ->> 6, 'in_doubt', 1
       FROM sending, json_each(intents) WHERE run_id = ?
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = 'in_doubt', attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at, high_water = coalesce(high_water, excluded.high_water), target_id = excluded.target_id`,
    ),
    doubtRanges: database.prepare(
      `INSERT INTO op_single (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, state, attempts)
       SELECT run_id, ${openIntent}, batch_id, sent_at, 'in_doubt', 1 FROM ${openRanges}
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = 'in_doubt', attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at`,
    ),
  };
}

/** What becomes of operations. */
function outcomeStatements(database: Database) {
  return {
    record: database.prepare(
      `INSERT INTO op_single (run_id, op_id, kind, system, key, action, payload_hash, batch_id, sent_at, high_water, state, settled_at,
         reason, target_id, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
       ON CONFLICT (run_id, op_id) DO UPDATE SET state = excluded.state, attempts = attempts + 1, batch_id = excluded.batch_id,
         sent_at = excluded.sent_at, high_water = coalesce(high_water, excluded.high_water), settled_at = excluded.settled_at, reason = excluded.reason,
         target_id = excluded.target_id`,
    ),
    settle: database.prepare(
      'UPDATE op_single SET state = ?, settled_at = ?, reason = ?, target_id = ? WHERE run_id = ? AND op_id = ?',
    ),
    renumber: database.prepare(
      `UPDATE op_single SET batch_id = (SELECT max(batch_id) + 1 FROM (${batches})) WHERE run_id = @run AND op_id = @id`,
    ),
  };
}

const batches = `SELECT kind, batch_id FROM op_single WHERE run_id = @run
  UNION ALL SELECT kind, batch_id FROM op_range WHERE run_id = @run`;

/** What the journal is asked. */
function journalReads(database: Database) {
  return {
    // Marks are ids that only grow: the shortest and smallest text is the lowest.
    firstWater: database.prepare<unknown[], { readonly kind: EntityKind; readonly mark: string }>(
      `SELECT kind, high_water AS mark FROM (
         SELECT kind, high_water, row_number() OVER (PARTITION BY kind ORDER BY length(high_water), high_water) AS place
         FROM op_single WHERE run_id = ? AND high_water IS NOT NULL)
       WHERE place = 1`,
    ),
    writtenIds: database
      .prepare<unknown[], number>(
        `SELECT DISTINCT CAST(target_id AS INTEGER) FROM op_single
         WHERE run_id = ? AND kind = ? AND state = 'done' AND target_id IS NOT NULL`,
      )
      .pluck(),
    lastBatch: database.prepare<unknown[], number | null>(`SELECT max(batch_id) FROM (${batches})`).pluck(),
    firstBatches: database.prepare<unknown[], { readonly kind: EntityKind; readonly batch: number }>(
      `SELECT kind, min(batch_id) AS batch FROM (${batches}) GROUP BY kind`,
    ),
    createsSince: database.prepare<unknown[], JournalEntry>(
      `SELECT * FROM op WHERE run_id = ? AND kind = ? AND action = 'create' AND (state <> 'done' OR batch_id > ?)
       ORDER BY op_id`,
    ),
    lastJournaled: database
      .prepare<unknown[], number>(
        `SELECT max(coalesce((SELECT max(op_id) FROM op_single WHERE run_id = @run), 0),
           coalesce((SELECT max(last_op) FROM op_range WHERE run_id = @run), 0))`,
      )
      .pluck(),
    single: database.prepare<unknown[], JournalEntry>('SELECT * FROM op_single WHERE run_id = ? AND op_id = ?'),
    entries: database.prepare<unknown[], JournalEntry>(
      'SELECT * FROM op WHERE run_id = ? AND state = ? ORDER BY op_id',
    ),
    // Ranges hold only what is done. The order alone would make SQLite read all that is done.
    openEntries: database.prepare<unknown[], JournalEntry>(
      "SELECT * FROM op_single INDEXED BY op_open WHERE run_id = ? AND state = ? AND state <> 'done' ORDER BY op_id",
    ),
    counts: database.prepare<unknown[], { kind: EntityKind; state: OperationState; count: number }>(
      `SELECT kind, state, sum(part) AS count FROM (
         SELECT kind, state, count(*) AS part FROM op_single WHERE run_id = @run
           AND op_id NOT IN (SELECT value ->> 0 FROM sending, json_each(intents) WHERE sending.run_id = @run) GROUP BY kind, state
         UNION ALL SELECT value ->> 1, 'sending', count(*) FROM sending, json_each(intents) WHERE run_id = @run GROUP BY 1
         UNION ALL SELECT kind, iif(s.first_op IS NULL, 'sending', 'done'), last_op - r.first_op + 1 - (
             SELECT count(*) FROM op_single AS o WHERE o.run_id = r.run_id AND op_id BETWEEN r.first_op AND last_op)
           FROM op_range AS r LEFT JOIN op_range_result AS s ON s.run_id = r.run_id AND s.first_op = r.first_op
           WHERE r.run_id = @run)
       GROUP BY kind, state HAVING sum(part) > 0 ORDER BY kind, state`,
    ),
  };
}

/** What is known of records of targets, besides where they are. */
function recordStatements(database: Database) {
  return {
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
    forgetHashes: database.prepare('DELETE FROM field_hash WHERE target = ? AND kind = ? AND target_id = ?'),
    images: database.prepare<unknown[], string>('SELECT data FROM before_image WHERE run_id = ? AND op_id = ?').pluck(),
    image: database.prepare(
      'INSERT INTO before_image (run_id, op_id, kind, target_id, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    creates: database.prepare<unknown[], RangeCreate>(
      `SELECT run_id AS runId, settled_at AS settledAt, target_id AS targetId, system, key FROM op_single
       WHERE kind = ? AND action = 'create' AND state = 'done' AND target_id IN (SELECT value FROM json_each(?))`,
    ),
  };
}
