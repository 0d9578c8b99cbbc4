import { checkLimit } from '../../archive.ts';
import type { Input } from '../../input.ts';
import type { Finding } from '../../model/issue.ts';
import type { Scalar } from '../../model/row.ts';
import { feedXml, type XmlHandler } from '../../xml.ts';
import { cellName } from './address.ts';
import type { CellFinding, Merge, Sheet, SheetRow } from './sheet.ts';

/** A row with how many times it stands there, one below the other. */
interface RepeatedRow {
  readonly row: SheetRow;
  readonly times: number;
}

/** What a handler puts the rows of one sheet into; shared by the formats that keep all sheets in one XML document. */
export class RowCollector {
  readonly percentColumns = new Set<number>();
  hiddenRows = 0;
  line = 0;
  column = 0;
  level = 0;
  readonly #input: Input;
  #cells: Scalar[] = [];
  #findings: CellFinding[] = [];
  #rows: RepeatedRow[] = [];
  #characters = 0;

  constructor(input: Input) {
    this.#input = input;
  }

  /** Puts a value at the current column and as many after it as it is repeated, and goes on to the next. */
  put(value: Scalar, times = 1): void {
    if (value !== null) {
      checkLimit(this.#input, 'columns', this.column + times);
      while (this.#cells.length < this.column) this.#cells.push(null);
      for (let copy = 0; copy < times; copy += 1) this.#cells.push(value);
      if (typeof value === 'string') this.#characters += value.length * times;
      checkLimit(this.#input, 'rowBytes', this.#characters);
    }
    this.column += times;
  }

  find(finding: Finding, value?: string): void {
    this.#findings.push({ column: this.column, finding, ...(value === undefined ? {} : { value }) });
  }

  cell(): string {
    return cellName(this.column, this.line);
  }

  /** Ends the current row; the line stands at the last of its copies. */
  endRow(times = 1): void {
    if (this.#cells.length > 0 || this.#findings.length > 0) {
      const row = { line: this.line, level: this.level, cells: this.#cells, findings: this.#findings };
      this.#rows.push({ row, times });
      this.#cells = [];
      this.#findings = [];
    }
    this.#characters = 0;
    this.column = 0;
    this.line += times - 1;
  }

  *take(): Generator<readonly SheetRow[]> {
    const rows = this.#rows;
    this.#rows = [];
    let batch: SheetRow[] = [];
    for (const { row, times } of rows) {
      for (let copy = 0; copy < times; copy += 1) {
        batch.push(copy === 0 ? row : { ...row, line: row.line + copy });
        if (batch.length < 500) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }
}

/** What one pass over a document tells about its sheets. */
export interface SheetOutline {
  name: string;
  hidden: boolean;
  readonly merges: Merge[];
}

/** A handler that puts one sheet into a collector; `done` once the sheet is behind it. */
export interface SheetHandler extends XmlHandler {
  readonly done: boolean;
}

/** Sheets of a document that is passed over anew for each of them. */
export function documentSheets(
  input: Input,
  outlines: readonly SheetOutline[],
  handlerFor: (index: number, rows: RowCollector) => SheetHandler,
): readonly Sheet[] {
  return outlines.map(({ name, hidden, merges }, index): Sheet => {
    let collector = new RowCollector(input);
    return {
      name,
      hidden,
      async *rows() {
        collector = new RowCollector(input);
        const handler = handlerFor(index, collector);
        for await (const _ of feedXml(input, handler)) {
          yield* collector.take();
          if (handler.done) return;
        }
      },
      merges: () => Promise.resolve(merges),
      hiddenRows: () => collector.hiddenRows,
      percentColumns: () => collector.percentColumns,
    };
  });
}
