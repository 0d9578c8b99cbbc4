import type { Cell, Row, Scalar, Table } from '../../model/row.ts';

export const batchRows = 500;

/** Collects the rows of one table; its columns grow while reading and never change places. */
export class RowTable {
  readonly table: Table;
  readonly #columns: string[];
  readonly #index = new Map<string, number>();
  #rows: Row[] = [];
  /** Rows made so far. */
  count = 0;

  constructor(file: string, name: string, columns: readonly string[]) {
    this.#columns = [...columns];
    this.table = { file, name, columns: this.#columns };
    columns.forEach((column, index) => this.#index.set(column, index));
  }

  /** Adds a row. Columns that were never seen are appended, at most `maxColumns` of them. */
  add(line: number, values: Iterable<readonly [column: string, cell: Cell]>): Row {
    const cells: Cell[] = Array.from({ length: this.#columns.length }, () => null);
    for (const [column, cell] of values) {
      if (isEmptyCell(cell)) continue;
      const index = this.#position(column);
      while (cells.length <= index) cells.push(null);
      cells[index] ??= withoutEmpty(cell);
    }
    const row: Row = { table: this.table, line, cells };
    this.#rows.push(row);
    this.count += 1;
    return row;
  }

  /** Rows ready to be passed on: full batches, or everything that is left. */
  *take(everything: boolean): Generator<readonly Row[]> {
    while (this.#rows.length >= batchRows || (everything && this.#rows.length > 0)) {
      const batch = this.#rows.slice(0, batchRows);
      this.#rows = this.#rows.slice(batchRows);
      yield batch;
    }
  }

  #position(column: string): number {
    const known = this.#index.get(column);
    if (known !== undefined) return known;
    const index = this.#columns.push(column) - 1;
    this.#index.set(column, index);
    return index;
  }
}

/** An empty item of a list keeps its place beside the parallel lists. */
function withoutEmpty(cell: Cell): Cell {
  return Array.isArray(cell) && cell.includes('') ? cell.map((item: Scalar) => (item === '' ? null : item)) : cell;
}

function isEmptyCell(cell: Cell): boolean {
  if (cell === null || cell === '') return true;
  return Array.isArray(cell) && cell.every((item) => item === null || item === '');
}
