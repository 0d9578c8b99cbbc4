import type { Cell, Row, Table } from '../model/row.ts';
import type { RecordBytes } from '../store/record-bytes.ts';

/** Rows as they are handed from one thread to another. */
export interface PackedRows {
  /** Of each row: its line, how many cells it has, where its texts begin, then of each cell the length of its text, `empty`, or `other`. */
  readonly numbers: Int32Array;
  /** Texts of the cells of each row, one after another in UTF-16. */
  readonly memory: SharedArrayBuffer;
  /** Cells that are no text, in their order. */
  readonly others: readonly Cell[];
}

/** Stands for the length of a cell that is null, and of one that is no text. */
const empty = -1;
const other = -2;

/** Numbers of a row before those of its cells. */
const rowNumbers = 3;

/** Packs rows of one table into memory that two threads share: as texts of the engine they would be copied, and stay until it tidies up. */
export class RowColumns {
  readonly bytes: RecordBytes;
  private numbers = new Int32Array(1 << 15);
  private used = 0;
  private readonly others: Cell[] = [];
  private size = 0;

  /** `bytes`: empty, not used otherwise. */
  constructor(bytes: RecordBytes) {
    this.bytes = bytes;
  }

  /** How many rows there are. */
  get length(): number {
    return this.size;
  }

  add({ line, cells }: Row): void {
    const width = cells.length + rowNumbers;
    if (this.used + width > this.numbers.length) this.grow(width);
    const { numbers } = this;
    let text = '';
    let at = this.used + rowNumbers;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] as Cell;
      if (typeof cell === 'string') {
        numbers[at++] = cell.length;
        text += cell;
      } else if (cell === null) numbers[at++] = empty;
      else {
        numbers[at++] = other;
        this.others.push(cell);
      }
    }
    numbers[this.used] = line;
    numbers[this.used + 1] = cells.length;
    numbers[this.used + 2] = this.bytes.addText(text);
    this.used = at;
    this.size += 1;
  }

  /** What was added; the texts stay in the memory of `bytes`. */
  take(): PackedRows {
    return { numbers: this.numbers.slice(0, this.used), memory: this.bytes.memory, others: this.others };
  }

  private grow(more: number): void {
    const bigger = new Int32Array(this.numbers.length * 2 + more);
    bigger.set(this.numbers);
    this.numbers = bigger;
  }
}

/** Visits packed rows as rows of `table`, in their order. */
export function eachRow({ numbers, memory, others }: PackedRows, table: Table, visit: (row: Row) => void): void {
  const bytes = Buffer.from(memory);
  let taken = 0;
  for (let at = 0; at < numbers.length;) {
    const line = numbers[at] ?? 0;
    const first = at + rowNumbers;
    const end = first + (numbers[at + 1] ?? 0);
    const text = textOf(bytes, numbers[at + 2] ?? 0, numbers.subarray(first, end));
    const cells: Cell[] = [];
    let from = 0;
    for (at = first; at < end; at += 1) {
      const length = numbers[at] ?? empty;
      if (length >= 0) cells.push(text.slice(from, (from += length)));
      else cells.push(length === other ? (others[taken++] as Cell) : null);
    }
    visit({ table, line, cells });
  }
}

function textOf(bytes: Buffer, start: number, lengths: Int32Array): string {
  let length = 0;
  for (const one of lengths) if (one > 0) length += one;
  return bytes.toString('utf16le', start, start + length * 2);
}
