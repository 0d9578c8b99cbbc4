import type { Database, Statement } from '../../store/database.ts';
import { insertInto, type Cell } from './record-cells.ts';

/**
 * Rows that one statement inserts: measured with rows of 8 and of 25 columns, four at a time take two thirds of the time that single
 * ones take, sixteen take as long as single ones.
 */
const rowsAtOnce = 4;

/** Collects rows of one table and inserts several of them at once; the caller holds the transaction. */
export class RowAppender {
  /** Values of rows that are not inserted yet; new ones are pushed here. */
  readonly cells: Cell[] = [];
  /** How many of the values belong to records that are whole. */
  private whole = 0;
  private readonly width: number;
  private readonly one: Statement;
  private readonly several: Statement;

  /** `ending`: what follows the values in the statement. */
  constructor(database: Database, table: string, columns: readonly string[], ending = '') {
    this.width = columns.length;
    this.one = database.prepare(`${insertInto(table, columns)} ${ending}`);
    this.several = database.prepare(`${insertInto(table, columns, rowsAtOnce)} ${ending}`);
  }

  /** What was pushed so far may be inserted. */
  mark(): void {
    this.whole = this.cells.length;
  }

  /** Inserts what is marked. */
  flush(): void {
    const { cells, whole, width } = this;
    const step = width * rowsAtOnce;
    let at = 0;
    for (; at + step <= whole; at += step) this.several.run(...cells.slice(at, at + step));
    for (; at < whole; at += width) this.one.run(...cells.slice(at, at + width));
    if (whole === cells.length) cells.length = 0;
    else cells.splice(0, whole);
    this.whole = 0;
  }

  /** Forgets everything that is not inserted. */
  clear(): void {
    this.cells.length = 0;
    this.whole = 0;
  }
}
