import type { EntityData, EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import type { Staged } from '../model/staged.ts';
import type { Plan } from './plan.ts';

interface RecordRow {
  readonly seq: number;
  readonly system: string;
  readonly key: string;
  readonly data: string;
}

/**
 * Valid records of one kind in ascending `seq`, by pages. What a record became (`payload`) outranks what was read. Writing to the
 * plan between pages is allowed.
 */
export function* stagedRecords<K extends EntityKind>(
  plan: Plan,
  kind: K,
  pageSize = 1000,
): Generator<readonly Staged<K>[]> {
  const select = plan.database.prepare<unknown[], RecordRow>(
    `SELECT record.seq AS seq, system, key, coalesce(payload.data, record.data) AS data
     FROM record LEFT JOIN payload ON payload.seq = record.seq
     WHERE record.seq > ? AND kind = ? AND status = 'valid' ORDER BY record.seq LIMIT ?`,
  );
  let last = 0;
  for (;;) {
    const rows = select.all(last, kind, pageSize);
    if (rows.length === 0) return;
    last = rows[rows.length - 1]?.seq ?? last;
    yield rows.map((row) => staged(kind, row));
  }
}

/** Records as they were read, in the order asked for, whatever became of them. */
export function recordsAsRead<K extends EntityKind>(
  plan: Plan,
  kind: K,
  seqs: readonly number[],
): readonly Staged<K>[] {
  const select = plan.database.prepare<unknown[], RecordRow>('SELECT seq, system, key, data FROM record WHERE seq = ?');
  return seqs.flatMap((seq) => {
    const row = select.get(seq);
    return row === undefined ? [] : [staged(kind, row)];
  });
}

function staged<K extends EntityKind>(kind: K, row: RecordRow): Staged<K> {
  // Only validated data is ever written to `record.data` and `payload.data`.
  return {
    seq: row.seq,
    kind,
    system: row.system,
    key: row.key,
    data: JSON.parse(row.data) as EntityData[K],
  } as Staged<K>;
}

/** What a reference points to after merging. */
export interface FoundRecord {
  readonly seq: number;
  readonly status: 'valid' | 'merged' | 'rejected';
  /** Itself, or what it was merged into. */
  readonly survivor: number;
}

/** Looks up records by their source key; of several with one key a usable one wins. Needs `buildIndexes`. */
export function recordFinder(plan: Plan): (kind: EntityKind, ref: Ref) => FoundRecord | undefined {
  const select = plan.database.prepare<unknown[], FoundRecord>(
    `SELECT seq, status, coalesce(survivor, seq) AS survivor FROM record
     WHERE kind = ? AND system = ? AND key = ? AND key IS NOT NULL
     ORDER BY status = 'rejected', seq LIMIT 1`,
  );
  return (kind, ref) => select.get(kind, ref.system, ref.key);
}

/** Gives the source key of a record by its `seq`. */
export function keyFinder(plan: Plan): (seq: number) => Ref | undefined {
  const select = plan.database.prepare<unknown[], Ref>('SELECT system, key FROM record WHERE seq = ?');
  return (seq) => select.get(seq);
}

interface OriginRow {
  readonly system: string;
  readonly key: string;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly line: number;
}

/** Gives every source record that went into a golden record: itself first, then those merged into it by `seq`. */
export function originFinder(plan: Plan): (seq: number) => readonly RecordOrigin[] {
  const columns = `record.system AS system, record.key AS key, input.file AS file, source_table.name AS sheet, record.line AS line
    FROM record LEFT JOIN source_table ON source_table.id = record.table_id LEFT JOIN input ON input.id = source_table.input_id`;
  const own = plan.database.prepare<unknown[], OriginRow>(`SELECT ${columns} WHERE record.seq = ?`);
  const merged = plan.database.prepare<unknown[], OriginRow>(
    `SELECT ${columns} WHERE record.survivor = ? ORDER BY record.seq`,
  );
  const hasMerged =
    plan.database.prepare('SELECT 1 FROM record WHERE survivor IS NOT NULL LIMIT 1').get() !== undefined;
  return (seq) => [...own.all(seq), ...(hasMerged ? merged.all(seq) : [])].map(toOrigin);
}

function toOrigin({ system, key, file, sheet, line }: OriginRow): RecordOrigin {
  const base = { system, key, file: file ?? '', line };
  return sheet === null || sheet === '' ? base : { ...base, sheet };
}
