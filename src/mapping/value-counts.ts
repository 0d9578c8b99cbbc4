/** How often values met a map: those with an entry, then those without, each in the order in which they were met first. Plain data. */
export interface CountedValues {
  readonly hits: ReadonlyMap<string, number>;
  readonly misses: ReadonlyMap<string, number>;
}

/** Different values counted one by one when all are added up: maps are lists that people keep. */
const mostCounted = 2000;

/** Counts the values that meet a map. What was counted of some rows can be taken out and added later: rows are counted in their order. */
export class ValueCounts {
  private hits = new Map<string, number>();
  private misses = new Map<string, number>();
  private readonly added = { hits: new Map<string, number>(), misses: new Map<string, number>(), uncounted: 0 };

  /** Counts a value that its entry was taken for. */
  hit(text: string): void {
    this.hits.set(text, (this.hits.get(text) ?? 0) + 1);
  }

  /** Counts a value without an entry. */
  miss(text: string): void {
    this.misses.set(text, (this.misses.get(text) ?? 0) + 1);
  }

  /** What was counted since; it counts no more until it is added. */
  take(): CountedValues {
    const { hits, misses } = this;
    if (hits.size > 0) this.hits = new Map();
    if (misses.size > 0) this.misses = new Map();
    return { hits, misses };
  }

  /** Adds what was taken out, here or in another thread. */
  add({ hits, misses }: CountedValues): void {
    const { added } = this;
    for (const [text, count] of hits) {
      const known = added.hits.get(text);
      if (known === undefined && added.hits.size >= mostCounted) added.uncounted += count;
      else added.hits.set(text, (known ?? 0) + count);
    }
    for (const [text, count] of misses) added.misses.set(text, (added.misses.get(text) ?? 0) + count);
  }

  /** Everything that was counted. `uncounted`: hits of values that came when there were too many different ones. */
  all(): CountedValues & { readonly uncounted: number } {
    this.add(this.take());
    return this.added;
  }
}
