/**
 * The tables of `state.db`, one entry a version: entry 0 makes version 1, and so on. A new file runs all of them, an older one
 * those it has not had (`state-upgrade.ts`). To change the tables, add an entry at the end; never change one that is there.
 * Kept are hashes and ids only; field values stay in the plan and in before-images.
 */
export const stateSteps: readonly string[] = [
  `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE run (
  run_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  plan_file TEXT NOT NULL,
  plan_hash TEXT NOT NULL,
  target TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  status TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  host TEXT NOT NULL,
  user TEXT NOT NULL
) STRICT;

CREATE TABLE op (
  run_id TEXT NOT NULL,
  op_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  action TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  settled_at INTEGER,
  reason TEXT,
  target_id TEXT,
  PRIMARY KEY (run_id, op_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE idmap (
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  target_id TEXT NOT NULL,
  created_by_run TEXT NOT NULL,
  payload_hash TEXT NOT NULL,
  PRIMARY KEY (target, kind, system, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE before_image (
  run_id TEXT NOT NULL,
  op_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (run_id, op_id)
) STRICT, WITHOUT ROWID;
`,
  // Files of version 1 were also written with this table already in them. Older ones kept batches under way in `op`: nobody
  // knows what became of those.
  `
-- Intents of batches whose results are not known yet: one row a batch, settled operations go to op.
-- intents: [[op_id, kind, system, key, action, payload_hash], ...].
CREATE TABLE IF NOT EXISTS sending (
  run_id TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  intents TEXT NOT NULL,
  PRIMARY KEY (run_id, batch_id)
) STRICT, WITHOUT ROWID;

UPDATE op SET state = 'in_doubt' WHERE state = 'sending';
`,
  // high_water: below it no record of the batch can lie; for targets that are searched for our markers.
  // field_hash: what a record of a target was given at our last write, and what it gave back, by field: [[written, read], ...].
  // doubled: records that exist once too often, found by their marker; removed only by an explicit command.
  `
ALTER TABLE op ADD COLUMN high_water TEXT;
ALTER TABLE sending ADD COLUMN high_water TEXT;

CREATE TABLE field_hash (
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  hashes TEXT NOT NULL,
  PRIMARY KEY (target, kind, target_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE doubled (
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  kept_id TEXT NOT NULL,
  marker TEXT NOT NULL,
  run_id TEXT NOT NULL,
  removed_at TEXT,
  PRIMARY KEY (target, kind, target_id)
) STRICT, WITHOUT ROWID;
`,
  // What is not done is few and asked for after every kind.
  `
CREATE INDEX op_open ON op (run_id, state) WHERE state <> 'done';
`,
  // is_adopted: the record of the target was put there by somebody else and found by what it holds.
  `
ALTER TABLE idmap ADD COLUMN is_adopted INTEGER NOT NULL DEFAULT 0;
`,
];

/** Version of `state.db`, written as `user_version`. */
export const stateVersion = stateSteps.length;
