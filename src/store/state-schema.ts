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
  // Creates by the thousand are journaled as ranges, a row each; single operations as before. The id map says what repeats once.
  // `op` and `idmap` show all of it as it was.
  `
ALTER TABLE op RENAME TO op_single;

-- Creates that were sent together. One that has a row in op_single is what that row says.
-- keys: [[system, key], ...], hashes: 32 bytes each, both in the order of the operations.
-- merged: [[place in the range, system, key], ...], source records that went into them.
CREATE TABLE op_range (
  run_id TEXT NOT NULL,
  first_op INTEGER NOT NULL,
  last_op INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  keys TEXT NOT NULL,
  hashes BLOB NOT NULL,
  merged TEXT NOT NULL,
  PRIMARY KEY (run_id, first_op),
  CHECK (json_array_length(keys) = last_op - first_op + 1),
  CHECK (length(hashes) = 32 * (last_op - first_op + 1))
) STRICT;

-- Results of a range; without them it is under way. ids: text of \`width\` bytes each, filled up with spaces; empty where the target refused.
CREATE TABLE op_range_result (
  run_id TEXT NOT NULL,
  first_op INTEGER NOT NULL,
  settled_at INTEGER NOT NULL,
  width INTEGER NOT NULL,
  ids BLOB NOT NULL,
  PRIMARY KEY (run_id, first_op)
) STRICT;

CREATE TABLE idmap_space (
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  UNIQUE (target, kind, system)
) STRICT;

CREATE TABLE idmap_run (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE) STRICT;

-- payload_hash: bytes when the text is hexadecimal.
CREATE TABLE idmap_key (
  space INTEGER NOT NULL,
  key TEXT NOT NULL,
  target_id TEXT NOT NULL,
  created_by INTEGER NOT NULL,
  payload_hash ANY NOT NULL,
  is_adopted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (space, key)
) STRICT, WITHOUT ROWID;

-- Settled ranges whose records are not in idmap_key yet: it takes them over before it is asked for records of the kind.
CREATE TABLE idmap_pending (
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL,
  kind TEXT NOT NULL,
  run_id TEXT NOT NULL,
  first_op INTEGER NOT NULL
) STRICT;

INSERT INTO idmap_space (target, kind, system) SELECT DISTINCT target, kind, system FROM idmap;
INSERT INTO idmap_run (run_id) SELECT DISTINCT created_by_run FROM idmap;
INSERT INTO idmap_key (space, key, target_id, created_by, payload_hash, is_adopted)
SELECT space.id, idmap.key, target_id, run.id, coalesce(unhex(payload_hash), payload_hash), is_adopted
FROM idmap JOIN idmap_space AS space USING (target, kind, system) JOIN idmap_run AS run ON run.run_id = created_by_run
ORDER BY 1, 2;
DROP TABLE idmap;

CREATE VIEW op_range_entry AS
SELECT r.run_id, r.first_op, r.first_op + k.key AS op_id, r.kind, k.value ->> 0 AS system, k.value ->> 1 AS key,
  substr(r.hashes, 32 * k.key + 1, 32) AS hash, r.batch_id, r.sent_at, s.settled_at,
  rtrim(CAST(substr(s.ids, s.width * k.key + 1, s.width) AS TEXT)) AS target_id
FROM op_range AS r JOIN op_range_result AS s ON s.run_id = r.run_id AND s.first_op = r.first_op, json_each(r.keys) AS k;

-- What the id map is to take over.
CREATE VIEW idmap_pending_key AS
SELECT * FROM (
  SELECT p.id, p.target, p.kind, p.run_id, k.value ->> 0 AS system, k.value ->> 1 AS key,
    substr(r.hashes, 32 * k.key + 1, 32) AS hash, rtrim(CAST(substr(s.ids, s.width * k.key + 1, s.width) AS TEXT)) AS target_id
  FROM idmap_pending AS p JOIN op_range AS r ON r.run_id = p.run_id AND r.first_op = p.first_op
    JOIN op_range_result AS s ON s.run_id = p.run_id AND s.first_op = p.first_op, json_each(r.keys) AS k
  UNION ALL
  SELECT p.id, p.target, p.kind, p.run_id, m.value ->> 1, m.value ->> 2, substr(r.hashes, 32 * (m.value ->> 0) + 1, 32),
    rtrim(CAST(substr(s.ids, s.width * (m.value ->> 0) + 1, s.width) AS TEXT))
  FROM idmap_pending AS p JOIN op_range AS r ON r.run_id = p.run_id AND r.first_op = p.first_op
    JOIN op_range_result AS s ON s.run_id = p.run_id AND s.first_op = p.first_op, json_each(r.merged) AS m)
WHERE target_id <> '';

CREATE VIEW op AS
SELECT run_id, op_id, kind, system, key, action, payload_hash, state, attempts, batch_id, sent_at, settled_at, reason, target_id,
  high_water
FROM op_single
UNION ALL
SELECT run_id, op_id, kind, system, key, 'create', lower(hex(hash)), 'done', 1, batch_id, sent_at, settled_at, NULL, target_id, NULL
FROM op_range_entry AS entry
WHERE NOT EXISTS (SELECT 1 FROM op_single AS single WHERE single.run_id = entry.run_id AND single.op_id = entry.op_id);

CREATE VIEW idmap AS
WITH
  kept AS (
    SELECT target, kind, system, key, target_id, run_id, payload_hash, is_adopted
    FROM idmap_key JOIN idmap_space AS space ON space.id = space JOIN idmap_run AS run ON run.id = created_by
  ),
  pending AS MATERIALIZED (
    SELECT target, kind, system, key, target_id, run_id, hash, max(id) FROM idmap_pending_key GROUP BY target, kind, system, key
  )
SELECT target, kind, system, key, target_id, run_id AS created_by_run,
  iif(typeof(payload_hash) = 'blob', lower(hex(payload_hash)), payload_hash) AS payload_hash, is_adopted
FROM kept
WHERE NOT EXISTS (SELECT 1 FROM pending AS p
  WHERE p.target = kept.target AND p.kind = kept.kind AND p.system = kept.system AND p.key = kept.key)
UNION ALL
SELECT p.target, p.kind, p.system, p.key, p.target_id, coalesce(kept.run_id, p.run_id), lower(hex(p.hash)),
  coalesce(kept.is_adopted, 0)
FROM pending AS p LEFT JOIN kept USING (target, kind, system, key);
`,
];

/** Version of `state.db`, written as `user_version`. */
export const stateVersion = stateSteps.length;
