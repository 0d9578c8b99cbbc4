/** Records by their number, in ascending order: numbers only grow, so adding keeps the order. */
export class Table<T extends { readonly id: number }> {
  #rows: T[] = [];
  #byId = new Map<number, T>();

  /** Holds these from now on, and no others. */
  fill(rows: readonly T[]): void {
    this.#rows = rows.toSorted((one, two) => one.id - two.id);
    this.#byId = new Map(this.#rows.map((row) => [row.id, row]));
  }

  get rows(): readonly T[] {
    return this.#rows;
  }

  get(id: number): T | undefined {
    return this.#byId.get(id);
  }

  has(id: number): boolean {
    return this.#byId.has(id);
  }

  add(row: T): T {
    this.#rows.push(row);
    this.#byId.set(row.id, row);
    return row;
  }

  remove(id: number): void {
    if (!this.#byId.delete(id)) return;
    this.#rows.splice(
      this.#rows.findIndex((row) => row.id === id),
      1,
    );
  }
}
