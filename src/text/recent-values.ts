/**
 * Remembers what was computed for the keys seen last: a bounded memory that changes no result. Two generations: when the
 * newer one is full the older one is dropped, so that frequent keys stay.
 */
export class RecentValues<V> {
  readonly #capacity: number;
  #newer = new Map<string, V>();
  #older = new Map<string, V>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): V | undefined {
    const found = this.#newer.get(key);
    if (found !== undefined) return found;
    const kept = this.#older.get(key);
    if (kept !== undefined) this.set(key, kept);
    return kept;
  }

  set(key: string, value: V): void {
    if (this.#newer.size >= this.#capacity) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(key, value);
  }
}
