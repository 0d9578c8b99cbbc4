import type { Database, Statement } from './database.ts';
import { hashOfSpan } from './record-bytes.ts';
import { insertRecord, noKey, recordNumbers, statuses, type StagedRecords } from './staging-rows.ts';

/**
 * Rows of one statement, the most that fit are taken: a call of the driver costs as much as some rows, and what rows have in common is
 * handed over once.
 */
const sizes = [32, 4, 1] as const;
const [most] = sizes;
const hashBytes = 32;

/** Writes records of a batch: neither their data nor their hashes become texts of the engine on the way. */
export class RecordInserts {
  private readonly bare: Statement;
  /** By number of rows, as in `sizes`. */
  private readonly loaded: ReadonlyMap<number, Statement>;
  private readonly hashes = Buffer.alloc(most * hashBytes);

  constructor(database: Database) {
    this.bare = database.prepare(insertRecord);
    this.loaded = new Map(sizes.map((rows) => [rows, database.prepare(insertLoaded(rows))]));
  }

  insert(records: StagedRecords): void {
    const { numbers, memory } = records;
    const reading = { ...records, bytes: Buffer.from(memory), keyAt: 0 };
    const count = numbers.length / recordNumbers;
    for (let at = 0; at < count;) {
      const alike = this.alikeFrom(records, at);
      if (alike === 0) this.insertBare(reading, at);
      const rows = alike === 0 ? 1 : (sizes.find((size) => size <= alike) ?? 1);
      if (alike > 0) this.insertLoaded(reading, at, rows);
      at += rows;
    }
  }

  /** How many records from one on have data, one place and one status; no more than one statement takes. */
  private alikeFrom({ numbers }: StagedRecords, first: number): number {
    const from = first * recordNumbers;
    let alike = 0;
    for (let next = from; next < numbers.length && alike < most; next += recordNumbers) {
      const isAlike = numbers[next] === numbers[from] && numbers[next + 2] === numbers[from + 2];
      if (!isAlike || numbers[next + 4] === 0) break;
      alike += 1;
    }
    return alike;
  }

  /** One without data. */
  private insertBare(reading: Reading, at: number): void {
    const { firstSeq, places, numbers } = reading;
    const from = at * recordNumbers;
    const { blockId, kind, tableId, system } = places[numbers[from] ?? 0] ?? {};
    const status = statuses[numbers[from + 2] ?? 0];
    const key = keyOf(reading, from);
    this.bare.run(firstSeq + at, blockId, kind, tableId, numbers[from + 1], status, system, key, null, null);
  }

  private insertLoaded(reading: Reading, at: number, rows: number): void {
    const { firstSeq, places, numbers, bytes } = reading;
    const from = at * recordNumbers;
    const base = numbers[from + 4] ?? 0;
    const cells: (string | number | null)[] = [];
    let hashes = '';
    let end = base;
    for (let row = from; row < from + rows * recordNumbers; row += recordNumbers) {
      const start = numbers[row + 4] ?? 0;
      end = numbers[row + 5] ?? 0;
      cells.push(numbers[row + 1] ?? 0, keyOf(reading, row), start - base + 1, end - start);
      hashes += hashOfSpan(bytes, start, numbers[row + 6] ?? 0);
    }
    this.hashes.write(hashes, 'latin1');
    const { blockId, kind, tableId, system } = places[numbers[from] ?? 0] ?? {};
    const common = {
      seq: firstSeq + at,
      block: blockId,
      kind,
      table: tableId,
      status: statuses[numbers[from + 2] ?? 0],
      system,
      data: bytes.subarray(base, end),
      hashes: this.hashes,
    };
    this.loaded.get(rows)?.run(cells, common);
  }
}

interface Reading extends StagedRecords {
  readonly bytes: Buffer;
  /** Where the key of the next record begins. */
  keyAt: number;
}

function keyOf(reading: Reading, from: number): string | null {
  const length = reading.numbers[from + 3] ?? noKey;
  if (length === noKey) return null;
  const { keyAt } = reading;
  reading.keyAt += length;
  return reading.keys.slice(keyAt, reading.keyAt);
}

/** Of each row: line, key, place and length of its data. */
function insertLoaded(rows: number): string {
  const values = Array.from({ length: rows }, (_, row) => {
    const hash = `substr(@hashes, ${row * hashBytes + 1}, ${hashBytes})`;
    return `(@seq + ${row}, @block, @kind, @table, ?, @status, @system, ?, CAST(substr(@data, ?, ?) AS TEXT), ${hash})`;
  });
  return `INSERT INTO record (seq, block_id, kind, table_id, line, status, system, key, data, hash) VALUES ${values.join(', ')}`;
}
