/**
 * Format of plan files, written as `user_version` and into the manifest: raised with every change of the tables, because a plan
 * of another format is refused and made again, never converted.
 */
export const planVersion = 7;

/** A plan file: everything that was read, what became of it, and what `apply` will do. */
export const planSchema = `
CREATE TABLE manifest (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE input (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;

-- One table of an input, with the rows the reader gave: counted apart from the records made of them.
CREATE TABLE source_table (
  id INTEGER PRIMARY KEY,
  input_id INTEGER NOT NULL REFERENCES input (id),
  -- The file the rows stand in: of an input that is a folder or an archive, the one inside it.
  file TEXT NOT NULL,
  name TEXT NOT NULL,
  columns TEXT NOT NULL,
  rows INTEGER NOT NULL,
  left_behind TEXT NOT NULL
) STRICT;

CREATE TABLE block (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL) STRICT;

-- Rows a block was given from a table, and how many records more than rows it made of them.
CREATE TABLE consumption (
  block_id INTEGER NOT NULL REFERENCES block (id),
  table_id INTEGER NOT NULL REFERENCES source_table (id),
  rows INTEGER NOT NULL,
  exploded INTEGER NOT NULL,
  PRIMARY KEY (block_id, table_id)
) STRICT, WITHOUT ROWID;

-- status: valid (planned), merged (into survivor), rejected, filtered; loaded: no record of this run, see the table of that name.
CREATE TABLE record (
  seq INTEGER PRIMARY KEY,
  block_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  table_id INTEGER,
  line INTEGER NOT NULL,
  status TEXT NOT NULL,
  system TEXT,
  key TEXT,
  data TEXT,
  -- Of a valid record, as an operation would have it if the record stays as it was read: SHA-256.
  hash BLOB,
  survivor INTEGER
) STRICT;

-- No record has its place in these while it is read: made now they cost nothing, made later each would read the whole table.
-- Holds what is asked of the records that were merged into one: they lie all over the table, each with its data beside it.
CREATE INDEX record_by_survivor ON record (survivor, seq, kind, system, key, table_id, line) WHERE survivor IS NOT NULL;
CREATE INDEX record_of_stubs ON record (kind) WHERE table_id IS NULL;

-- Records that stand in the target since earlier runs and may be one with records of this run. system, key: our marker in the target.
-- golden: the planned record that is written into it.
CREATE TABLE loaded (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT,
  line INTEGER NOT NULL,
  golden INTEGER
) STRICT;
CREATE INDEX loaded_by_golden ON loaded (golden) WHERE golden IS NOT NULL;

-- Where source records stand since earlier runs whose planned record goes elsewhere: those loaded apart that are one by now, and those
-- loaded as one that are several.
CREATE TABLE earlier_place (
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  target_id TEXT NOT NULL,
  PRIMARY KEY (kind, system, key)
) STRICT, WITHOUT ROWID;

-- What a record becomes where that differs from what was read: after merging, and after relations are resolved. provenance, of what
-- was merged: the fields that come from each record by each rule. hash: as that of a record; of all of them once operations are planned.
CREATE TABLE payload (
  seq INTEGER PRIMARY KEY,
  data TEXT NOT NULL,
  provenance TEXT,
  conflicts TEXT,
  hash BLOB
) STRICT;
CREATE INDEX payload_with_conflicts ON payload (seq) WHERE conflicts IS NOT NULL;

-- What records of a kind point to by a field: each thing once, or a few times, however many records point to it. is_open: a reference
-- to it may need something; known while relations are resolved.
CREATE TABLE reference_target (
  id INTEGER PRIMARY KEY,
  holder_kind TEXT NOT NULL,
  field TEXT NOT NULL,
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  on_missing TEXT NOT NULL,
  stub_name TEXT,
  inherit_field TEXT,
  inherit_from TEXT,
  is_open INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE reference_link (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, target_id INTEGER NOT NULL) STRICT;

-- Original cells of rejected rows, and of others with findings, so that they can be shown, corrected and sent again.
-- Where a relation points that pointed elsewhere in its source: to what its record was merged into, or to one of the same name.
CREATE TABLE repointed (
  kind TEXT NOT NULL,
  system TEXT NOT NULL,
  key TEXT NOT NULL,
  to_system TEXT NOT NULL,
  to_key TEXT NOT NULL,
  PRIMARY KEY (kind, system, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE reject (seq INTEGER PRIMARY KEY, cells TEXT NOT NULL) STRICT;

CREATE TABLE issue (
  id INTEGER PRIMARY KEY,
  seq INTEGER,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  kind TEXT,
  field TEXT,
  column_name TEXT,
  value TEXT,
  suggestion TEXT,
  args TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  line INTEGER NOT NULL
) STRICT;

CREATE TABLE edge (
  kind TEXT NOT NULL,
  left_seq INTEGER NOT NULL,
  right_seq INTEGER NOT NULL,
  score REAL NOT NULL,
  decision TEXT NOT NULL,
  rule TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (left_seq, right_seq)
) STRICT, WITHOUT ROWID;

-- action: create, update, unchanged, skip. changes: before and after of an update's fields.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  action TEXT NOT NULL,
  target_id TEXT,
  payload_hash TEXT NOT NULL,
  changes TEXT,
  -- 1: the record of the target was put there by somebody else.
  is_foreign INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Of an operation: fields that the source and the target hold alike though that is not what was last written, with their hashes as in
-- field_hash of the state: {field: [written, read]}. apply remembers them.
CREATE TABLE agreement (seq INTEGER PRIMARY KEY, hashes TEXT NOT NULL) STRICT;

CREATE INDEX operation_with_target ON operation (seq) WHERE target_id IS NOT NULL;
`;

/** Built once everything is read, before relations are looked up. */
export const recordIndexes = `
CREATE INDEX record_by_key ON record (kind, system, key) WHERE key IS NOT NULL;
CREATE INDEX record_by_status ON record (kind, status);
`;
