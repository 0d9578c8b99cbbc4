import { InputError } from '../../errors.ts';
import { defaultInputLimits } from '../../input.ts';
import type { Cell, Row, Scalar, Table } from '../../model/row.ts';
import { detached } from '../../text/detached.ts';

/** Rows of a batch. Documents hold their positions: hundreds of them would be carried through every collection of garbage. */
export const batchRows = { plain: 500, documents: 50 } as const;
const maxColumns = defaultInputLimits.columns;

/** What is known of a table before its first row. */
export interface TableShape {
  readonly columns: readonly string[];
  readonly repeats?: Table['repeats'];
  /** Rows of a batch. */
  readonly batch?: number;
}

/** Takes one cell of the row being made; empty ones are passed over. */
export type Put = (column: string, cell: Cell) => void;

/** Collects the rows of one table; its columns grow while reading and never change places. */
export class RowTable {
  readonly table: Table;
  readonly #columns: string[];
  readonly #index = new Map<string, number>();
  #rows: Row[] = [];
  /** Rows made so far. */
  count = 0;

  readonly #batch: number;

  constructor(file: string, name: string, shape: TableShape) {
    const { columns, repeats, batch = batchRows.plain } = shape;
    this.#batch = batch;
    this.#columns = [...columns];
    this.table = { file, name, columns: this.#columns, ...(repeats === undefined ? {} : { repeats }) };
    columns.forEach((column, index) => this.#index.set(column, index));
  }

  /**
   * Adds a row whose cells `fill` puts one by one. A column that was never seen is appended.
   * @throws InputError for more columns than any honest file has
   */
  add(line: number, fill: (put: Put) => void): Row {
    const cells: Cell[] = [];
    fill((column, cell) => {
      if (cell === null || cell === '' || (typeof cell === 'object' && isEmptyList(cell))) return;
      const index = this.#index.get(column) ?? this.#append(column);
      while (cells.length <= index) cells.push(null);
      cells[index] ??= typeof cell === 'object' ? withoutEmpty(cell) : cell;
    });
    const row: Row = { table: this.table, line, cells };
    this.#rows.push(row);
    this.count += 1;
    return row;
  }

  /** Rows ready to be passed on: full batches, or everything that is left. */
  *take(everything: boolean): Generator<readonly Row[]> {
    while (this.#rows.length >= this.#batch || (everything && this.#rows.length > 0)) {
      const batch = this.#rows.slice(0, this.#batch);
      this.#rows = this.#rows.slice(this.#batch);
      yield batch;
    }
  }

  #append(column: string): number {
    const { file } = this.table;
    if (this.#columns.length >= maxColumns) {
      const args = { file, limit: 'columns', value: String(maxColumns + 1), allowed: String(maxColumns) };
      throw new InputError('input.limit', args);
    }
    const own = detached(column);
    const index = this.#columns.push(own) - 1;
    this.#index.set(own, index);
    return index;
  }
}

/** An empty item of a list keeps its place beside the parallel lists. */
function withoutEmpty(cell: Cell): Cell {
  return Array.isArray(cell) && cell.includes('') ? cell.map((item: Scalar) => (item === '' ? null : item)) : cell;
}

function isEmptyList(cell: Cell): boolean {
  return Array.isArray(cell) && cell.every((item) => item === null || item === '');
}
