import type { Cell } from '../../model/row.ts';

/** A row on its way out: its cells by the names of the table's columns. */
export class RowEdit {
  cells: Cell[] = [];
  readonly #places: ReadonlyMap<string, number>;

  constructor(columns: readonly string[]) {
    this.#places = new Map(columns.map((name, index) => [name, index]));
  }

  /** The text of a cell; empty when there is none. */
  get(name: string): string {
    const cell = this.cells[this.#places.get(name) ?? -1];
    return typeof cell === 'string' ? cell : '';
  }

  set(name: string, value: Cell): void {
    const place = this.#places.get(name);
    if (place === undefined) return;
    while (this.cells.length < place) this.cells.push('');
    this.cells[place] = value;
  }
}
