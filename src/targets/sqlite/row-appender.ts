import type { Database, Statement } from '../../store/database.ts';
import { insertInto, type Cell } from './record-cells.ts';

/**
 * Rows that one statement inserts: measured with rows of 8 and of 25 columns, four at a time take two thirds of the time that single
 * ones take, sixteen take as long as single ones.
 */
const rowsAtOnce = 4;

/** Rows differ in which columns they fill: so many statements for different ones are kept. */
const mostShapes = 16;

interface Inserts {
  readonly one: Statement;
  readonly several: Statement;
}

/** Collects rows of one table and inserts several of them at once; the caller holds the transaction. */
export class RowAppender {
  /** Values of rows that are not inserted yet; new ones are pushed here. */
  readonly cells: Cell[] = [];
  /** How many of the values belong to records that are whole. */
  private whole = 0;
  private readonly width: number;
  private readonly prepare: (columns: readonly number[]) => Inserts;
  private readonly every: readonly number[];
  private readonly shapes = new Map<string, Inserts>();

  /** `ending`: what follows the values in the statement. */
  constructor(database: Database, table: string, columns: readonly string[], ending = '') {
    this.width = columns.length;
    this.every = columns.map((_, at) => at);
    this.prepare = (some) => {
      const names = some.map((at) => columns[at] ?? '');
      return {
        one: database.prepare(`${insertInto(table, names)} ${ending}`),
        several: database.prepare(`${insertInto(table, names, rowsAtOnce)} ${ending}`),
      };
    };
  }

  /** What was pushed so far may be inserted. */
  mark(): void {
    this.whole = this.cells.length;
  }

  /** Inserts what is marked. */
  flush(): void {
    const { cells, whole, width } = this;
    if (whole > 0) {
      // A column that no row fills is left out: to give SQLite one value of nothing costs a tenth of a row.
      const filled = this.filled();
      const columns = this.shapes.size < mostShapes || this.shapes.has(filled.join()) ? filled : this.every;
      const { one, several } = this.insertsFor(columns);
      const step = width * rowsAtOnce;
      let at = 0;
      for (; at + step <= whole; at += step) several.run(...this.values(columns, at, at + step));
      for (; at < whole; at += width) one.run(...this.values(columns, at, at + width));
    }
    if (whole === cells.length) cells.length = 0;
    else cells.splice(0, whole);
    this.whole = 0;
  }

  /** Forgets everything that is not inserted. */
  clear(): void {
    this.cells.length = 0;
    this.whole = 0;
  }

  /** Columns that any of the marked rows fills. */
  private filled(): readonly number[] {
    const { cells, whole, width } = this;
    return this.every.filter((column) => {
      for (let at = column; at < whole; at += width) if (cells[at] !== null) return true;
      return false;
    });
  }

  private insertsFor(columns: readonly number[]): Inserts {
    const shape = columns.join();
    let inserts = this.shapes.get(shape);
    if (inserts === undefined) this.shapes.set(shape, (inserts = this.prepare(columns)));
    return inserts;
  }

  private values(columns: readonly number[], from: number, to: number): readonly Cell[] {
    const { cells, width } = this;
    if (columns.length === width) return cells.slice(from, to);
    const values: Cell[] = [];
    for (let row = from; row < to; row += width) {
      for (const column of columns) values.push(cells[row + column] ?? null);
    }
    return values;
  }
}
