import { entityKinds } from '../model/entity-kinds.ts';
import type { EntityData, EntityKind } from '../model/entity.ts';
import type { RecordOrigin, Ref } from '../model/field.ts';
import type { Staged, StagedText } from '../model/staged.ts';
import { count } from './database.ts';
import { NumberSet } from './number-set.ts';
import type { Plan } from './plan.ts';

interface RecordRow {
  readonly seq: number;
  readonly system: string;
  readonly key: string;
  readonly data: string;
}

/** Where a record stands in its source; what `originFinder` needs to know of it. */
export interface PlacedRecord extends Ref {
  readonly seq: number;
  readonly tableId: number | null;
  readonly line: number;
}

/** A golden record with its place, its data as the text that the plan holds, and the hash of that and of its origins. */
export type GoldenRecord = Staged & PlacedRecord & { readonly text: string; readonly hash: string };

/** Kinds that have records, in load order. */
export function stagedKinds({ database }: Plan): readonly EntityKind[] {
  const kinds = new Set(database.prepare<unknown[], EntityKind>('SELECT DISTINCT kind FROM block').pluck().all());
  return entityKinds.filter((kind) => kinds.has(kind));
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
  const columns = 'system, key, coalesce(payload.data, record.data) AS data';
  for (const rows of recordPages<RecordRow>(plan, columns, { kind, pageSize })) {
    yield rows.map((row) => staged(kind, row));
  }
}

/** The same records, their data as the text that the plan holds. */
export function stagedTexts(plan: Plan, kind: EntityKind, pageSize = 1000): Iterable<readonly StagedText[]> {
  return recordPages(plan, 'system, key, coalesce(payload.data, record.data) AS text', { kind, pageSize });
}

const goldenColumns = `system, record.key AS key, table_id AS tableId, line, coalesce(payload.data, record.data) AS text,
  lower(hex(coalesce(payload.hash, record.hash))) AS hash`;

type GoldenRow = PlacedRecord & { readonly text: string; readonly hash: string };

/** The same records with their places, texts and hashes, for planning: `rehashPayloads` comes before it. */
export function* goldenRecords(plan: Plan, kind: EntityKind, pageSize = 1000): Generator<readonly GoldenRecord[]> {
  for (const rows of recordPages<GoldenRow>(plan, goldenColumns, { kind, pageSize })) {
    yield rows.map((row) => golden(kind, row));
  }
}

/** Gives some of them in the order asked for. */
export function goldenReader(
  { database }: Plan,
  kind: EntityKind,
): (seqs: readonly number[]) => readonly GoldenRecord[] {
  const select = database.prepare<unknown[], GoldenRow>(
    `SELECT record.seq AS seq, ${goldenColumns} FROM json_each(?) AS asked CROSS JOIN record ON record.seq = asked.value
       LEFT JOIN payload ON payload.seq = record.seq ORDER BY asked.id`,
  );
  return (seqs) => select.all(JSON.stringify(seqs)).map((row) => golden(kind, row));
}

function golden(kind: EntityKind, row: GoldenRow): GoldenRecord {
  return { ...row, kind, data: JSON.parse(row.text) as unknown } as GoldenRecord;
}

function* recordPages<Row extends { readonly seq: number }>(
  { database }: Plan,
  columns: string,
  { kind, pageSize }: { readonly kind: EntityKind; readonly pageSize: number },
): Generator<readonly Row[]> {
  const select = database.prepare<unknown[], Row>(
    `SELECT record.seq AS seq, ${columns} FROM record LEFT JOIN payload ON payload.seq = record.seq
     WHERE record.kind = ? AND status = 'valid' AND record.seq > ? ORDER BY record.seq LIMIT ?`,
  );
  let last = 0;
  for (;;) {
    const rows = select.all(kind, last, pageSize);
    if (rows.length === 0) return;
    last = rows[rows.length - 1]?.seq ?? last;
    yield rows;
  }
}

/** A record of a page that was read as one text. */
export type PageRecord = readonly [seq: number, system: string, key: string, data: unknown];

/**
 * Gives records as they were read, in the order asked for, whatever became of them: as one text in UTF-8, each `PageRecord` JSON on a
 * line of its own. One query for all, because they lie all over the table and a query each costs three times as much.
 */
export function pageReader({ database, file }: Plan): (seqs: readonly number[]) => Uint8Array<ArrayBuffer> {
  const select = database
    .prepare<unknown[], readonly [count: number, page: Uint8Array<ArrayBuffer>]>(
      `SELECT count(record.data), CAST(coalesce(group_concat('[' || record.seq || ',' || json_quote(record.system) || ','
         || json_quote(record.key) || ',' || record.data || ']' || char(10), ''), '') AS BLOB)
       FROM json_each(?) AS asked CROSS JOIN record ON record.seq = asked.value`,
    )
    .raw();
  return (seqs) => {
    const [count, page] = select.get(JSON.stringify(seqs)) ?? [0, new Uint8Array()];
    if (count !== seqs.length) throw new Error(`${file} has ${count} of ${seqs.length} records that were asked for`);
    return page;
  };
}

const newline = 10;

/** The records of such a page, one after another: read together they would outlive the garbage that is cheap to collect. */
export function* recordsOfPage(page: Uint8Array): Generator<PageRecord> {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
  // Each as a text of its own: that of a whole page takes longer to make, and is garbage that is dear to collect.
  for (let start = 0, end = bytes.indexOf(newline); end !== -1; start = end + 1, end = bytes.indexOf(newline, start)) {
    yield JSON.parse(bytes.toString('utf8', start, end)) as PageRecord;
  }
}

/** The same records of a kind, read, as far as there are any. */
export function recordReader<K extends EntityKind>(
  { database }: Plan,
  kind: K,
): (seqs: readonly number[]) => readonly Staged<K>[] {
  const select = database.prepare<unknown[], RecordRow>('SELECT seq, system, key, data FROM record WHERE seq = ?');
  return (seqs) =>
    seqs.flatMap((seq) => {
      const row = select.get(seq);
      return row === undefined ? [] : [staged(kind, row)];
    });
}

/** A few records as they were read. */
export function recordsAsRead<K extends EntityKind>(
  plan: Plan,
  kind: K,
  seqs: readonly number[],
): readonly Staged<K>[] {
  return recordReader(plan, kind)(seqs);
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

/** Gives what a record is to become, as it stands now. */
export function payloadReader({ database }: Plan): (seq: number) => Readonly<Record<string, unknown>> {
  const select = database
    .prepare<unknown[], string | null>(
      `SELECT coalesce(payload.data, record.data) FROM record LEFT JOIN payload ON payload.seq = record.seq WHERE record.seq = ?`,
    )
    .pluck();
  return (seq) => JSON.parse(select.get(seq) ?? '{}') as Record<string, unknown>;
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
     WHERE kind = ? AND system = ? AND key = ? AND key IS NOT NULL AND status <> 'loaded'
     ORDER BY status = 'rejected', seq LIMIT 1`,
  );
  return (kind, ref) => select.get(kind, ref.system, ref.key);
}

/** Gives the source key of a record by its `seq`. */
export function keyFinder(plan: Plan): (seq: number) => Ref | undefined {
  const select = plan.database.prepare<unknown[], Ref>('SELECT system, key FROM record WHERE seq = ?');
  return (seq) => select.get(seq);
}

interface TablePlace {
  readonly file: string;
  readonly sheet?: string;
}

/** Gives every source record that went into a golden record: itself first, then those merged into it by `seq`. */
export function originFinder(plan: Pick<Plan, 'database'>): (record: PlacedRecord) => readonly RecordOrigin[] {
  const { database } = plan;
  const merged = database.prepare<unknown[], PlacedRecord>(
    'SELECT seq, system, key, table_id AS tableId, line FROM record WHERE survivor = ? ORDER BY seq',
  );
  const tables = tablePlaces(plan);
  const hasMerged = survivorTest(plan);
  const toOrigin = ({ system, key, tableId, line }: PlacedRecord): RecordOrigin => {
    const place = tables.get(tableId ?? 0);
    if (place?.sheet === undefined) return { system, key, file: place?.file ?? '', line };
    return { system, key, file: place.file, sheet: place.sheet, line };
  };
  return (record) => {
    const own = toOrigin(record);
    return hasMerged(record.seq) ? [own, ...merged.all(record.seq).map(toOrigin)] : [own];
  };
}

function tablePlaces({ database }: Pick<Plan, 'database'>): ReadonlyMap<number, TablePlace> {
  const rows = database
    .prepare<unknown[], { id: number; file: string; name: string }>('SELECT id, file, name FROM source_table')
    .all();
  return new Map(rows.map(({ id, file, name }) => [id, name === '' ? { file } : { file, sheet: name }]));
}

/** Tells whether anything was merged into a record, so that most records cost no query. */
function survivorTest({ database }: Pick<Plan, 'database'>): (seq: number) => boolean {
  const found = new NumberSet(count(database, 'SELECT max(seq) FROM record'));
  const survivors = database
    .prepare<unknown[], number>('SELECT DISTINCT survivor FROM record WHERE survivor IS NOT NULL')
    .pluck();
  for (const seq of survivors.iterate()) found.add(seq);
  return (seq) => found.has(seq);
}
