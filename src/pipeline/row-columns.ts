import type { Cell, Row, Table } from '../model/row.ts';

/** Rows as they are handed from one thread to another: one text costs less than many. */
export interface PackedRows {
  /** Of each row: its line, how many cells it has, then of each cell the length of its text, `empty`, or `other`. */
  readonly numbers: Int32Array;
  /** Texts of all cells, one after another. */
  readonly text: string;
  /** Cells that are no text, in their order. */
  readonly others: readonly Cell[];
}

/** Stands for the length of a cell that is null, and of one that is no text. */
const empty = -1;
const other = -2;

/** Packs rows of one table. */
export class RowColumns {
  private numbers = new Int32Array(1 << 14);
  private used = 0;
  private texts: string[] = [];
  private others: Cell[] = [];
  private size = 0;

  /** How many rows there are. */
  get length(): number {
    return this.size;
  }

  add({ line, cells }: Row): void {
    if (this.used + cells.length + 2 > this.numbers.length) this.grow(cells.length + 2);
    const { numbers, texts } = this;
    numbers[this.used++] = line;
    numbers[this.used++] = cells.length;
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] as Cell;
      if (typeof cell === 'string') {
        numbers[this.used++] = cell.length;
        texts.push(cell);
      } else if (cell === null) numbers[this.used++] = empty;
      else {
        numbers[this.used++] = other;
        this.others.push(cell);
      }
    }
    this.size += 1;
  }

  /** What was added; nothing of it stays. */
  take(): PackedRows {
    const { texts, others } = this;
    const numbers = this.numbers.slice(0, this.used);
    this.texts = [];
    this.others = [];
    this.used = 0;
    this.size = 0;
    return { numbers, text: texts.join(''), others };
  }

  private grow(more: number): void {
    const bigger = new Int32Array(this.numbers.length * 2 + more);
    bigger.set(this.numbers);
    this.numbers = bigger;
  }
}

/** Visits packed rows as rows of `table`, in their order. */
export function eachRow({ numbers, text, others }: PackedRows, table: Table, visit: (row: Row) => void): void {
  let from = 0;
  let taken = 0;
  for (let at = 0; at < numbers.length;) {
    const line = numbers[at++] ?? 0;
    const width = numbers[at++] ?? 0;
    const cells: Cell[] = [];
    for (const end = at + width; at < end; at += 1) {
      const length = numbers[at] ?? empty;
      if (length >= 0) cells.push(text.slice(from, (from += length)));
      else cells.push(length === other ? (others[taken++] as Cell) : null);
    }
    visit({ table, line, cells });
  }
}
