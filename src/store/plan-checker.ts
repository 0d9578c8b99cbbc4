import { hash } from 'node:crypto';
import { StaleError } from '../errors.ts';
import type { RecordOrigin } from '../model/field.ts';
import type { CreateRange } from '../model/new-records.ts';
import { openDatabase, type Database, type Statement } from './database.ts';
import { payloadHash } from './payload-hash.ts';
import { originFinder, type PlacedRecord } from './plan-records.ts';

/** All that the hashes of a range are made of, one after another, how many bytes each of them takes, and the hashes. */
type HashedRange = readonly [bytes: Buffer, lengths: string, hashes: string];

type Row = readonly [
  seq: number,
  hash: string,
  system: string,
  key: string,
  tableId: number | null,
  line: number,
  data: string,
];

const fromRange = `FROM operation CROSS JOIN record ON record.seq = operation.seq LEFT JOIN payload ON payload.seq = operation.seq
  WHERE operation.id BETWEEN ? AND ?`;

/** So many are put together at once: half a megabyte. */
const recordsAtOnce = 1000;

/** Length of a SHA-256 in hexadecimal digits. */
const hashLength = 64;

/** Holds the records that a finished plan creates against their hashes; may be used in a thread beside the one that has the plan open. */
export class PlanChecker {
  private readonly file: string;
  private readonly database: Database;
  private readonly hashed: Statement<HashedRange>;

  constructor(file: string) {
    this.file = file;
    this.database = openDatabase(file, { mustExist: true, readonly: true });
    // The source records of merged ones lie all over the plan.
    this.database.pragma('cache_size = -8192');
    // Put together by SQLite, as `payloadHash` does it: to make strings and objects of each record would take three times as long.
    // The limit keeps SQLite from taking the inner query apart: it would put each together twice, for its bytes and for their number.
    this.hashed = this.database
      .prepare<unknown[], HashedRange>(
        `SELECT CAST(group_concat(hashed, '') AS BLOB), json_group_array(octet_length(hashed)), group_concat(payload_hash, '')
         FROM (SELECT payload_hash, '[' || coalesce(payload.data, record.data) || ',[' || json_array(record.system, record.key) ||
             coalesce((SELECT ',' || group_concat(json_array(system, key)) FROM
               (SELECT merged.system, merged.key FROM record AS merged
                WHERE merged.survivor = operation.seq AND merged.survivor IS NOT NULL ORDER BY merged.seq)), '') || ']]' AS hashed
           ${fromRange} LIMIT -1)`,
      )
      .raw();
  }

  /** @throws StaleError when the plan's bytes are not those that were hashed */
  check({ from, to }: CreateRange): void {
    for (let first = from; first <= to; first += recordsAtOnce) {
      const last = Math.min(to, first + recordsAtOnce - 1);
      const range = this.hashed.get(first, last);
      if (range !== undefined && isAsHashed(range)) continue;
      // JSON of a key may be written in two ways: only the way in which it was hashed counts.
      if (!this.isAsPlanned(first, last)) throw new StaleError('plan.changed-bytes', { file: this.file });
    }
  }

  close(): void {
    this.database.close();
  }

  private isAsPlanned(from: number, to: number): boolean {
    const originsOf: (record: PlacedRecord) => readonly RecordOrigin[] = originFinder({ database: this.database });
    return this.database
      .prepare<unknown[], Row>(
        `SELECT operation.seq, payload_hash, record.system, record.key, record.table_id, record.line,
           coalesce(payload.data, record.data) ${fromRange}`,
      )
      .raw()
      .all(from, to)
      .every(([seq, hashed, system, key, tableId, line, text]) => {
        return payloadHash(text, originsOf({ seq, system, key, tableId, line })) === hashed;
      });
  }
}

function isAsHashed([bytes, lengths, hashes]: HashedRange): boolean {
  let start = 0;
  return (JSON.parse(lengths) as readonly number[]).every((length, at) => {
    const digest = hash('sha256', bytes.subarray(start, (start += length)), 'hex');
    return hashes.startsWith(digest, at * hashLength);
  });
}
