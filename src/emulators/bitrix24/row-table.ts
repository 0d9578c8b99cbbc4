import type { Stored } from './item-table.ts';

/** A flat row of reference or side data: requisites, bank accounts, comments, product rows. Values by upper-case name. */
export interface DataRow {
  readonly id: number;
  readonly values: Record<string, Stored>;
  readonly listedFrom: number;
}

/** Rows by ids that only grow. */
export class RowTable {
  readonly #rows = new Map<number, DataRow>();
  #lastId = 0;

  get size(): number {
    return this.#rows.size;
  }

  get(id: number): DataRow | undefined {
    return this.#rows.get(id);
  }

  add(values: Record<string, Stored>, listedFrom: number): DataRow {
    this.#lastId += 1;
    const row = { id: this.#lastId, values, listedFrom };
    this.#rows.set(row.id, row);
    return row;
  }

  delete(id: number): boolean {
    return this.#rows.delete(id);
  }

  deleteWhere(test: (row: DataRow) => boolean): void {
    for (const row of this.#rows.values()) if (test(row)) this.#rows.delete(row.id);
  }

  all(): Iterable<DataRow> {
    return this.#rows.values();
  }

  *after(id: number): Generator<DataRow> {
    for (const row of this.#rows.values()) if (row.id > id) yield row;
  }

  dump(): { readonly lastId: number; readonly rows: readonly DataRow[] } {
    return { lastId: this.#lastId, rows: [...this.#rows.values()] };
  }

  load({ lastId, rows }: { readonly lastId: number; readonly rows: readonly DataRow[] }): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row.id, structuredClone(row));
    this.#lastId = lastId;
  }
}
