import type { Cell, Row, Table } from '../../model/row.ts';

const batchRows = 500;

/** Collects rows of one table into batches; the line of a row is its number in the answer. */
export class RowBatches {
  readonly #table: Table;
  #rows: Row[] = [];
  #line = 0;

  constructor(file: string, name: string, columns: readonly string[]) {
    this.#table = { file, name, columns };
  }

  get count(): number {
    return this.#line;
  }

  /** A full batch when there is one. */
  add(cells: readonly Cell[]): readonly Row[] | undefined {
    this.#line += 1;
    this.#rows.push({ table: this.#table, line: this.#line, cells });
    return this.#rows.length < batchRows ? undefined : this.end();
  }

  end(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}

/** A name as an identifier of SQL; `schema.table` is two. */
export function quoted(name: string, quote: '"' | '`'): string {
  return name
    .split('.')
    .map((part) => quote + part.replaceAll(quote, quote + quote) + quote)
    .join('.');
}
