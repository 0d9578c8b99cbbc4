import type { IndexScope } from '../store/match-index.ts';

/**
 * How many records of the target carry a value, besides those that records of this run stand for: what is read again is not counted
 * twice, so that the same list read twice is matched as it was the first time. `standIns`: ids of the others, ascending, no repeats.
 */
export class LoadedCounts {
  readonly size: number;
  private readonly scope: IndexScope;
  private readonly standIns: Int32Array;
  /** Values of the smaller half, ascending with repeats: those that are counted, or those that are not. */
  private values: Float64Array | undefined;

  constructor(scope: IndexScope, standIns: Int32Array) {
    this.scope = scope;
    this.standIns = standIns.length === 0 ? standIns : Int32Array.from(keptOf(standIns, scope));
    this.size = scope.size - this.standIns.length;
  }

  count(value: number): number {
    if (this.size === 0) return 0;
    if (this.standIns.length === 0) return this.scope.count(value);
    this.values ??= this.collect();
    const collected = firstAbove(this.values, value) - firstFrom(this.values, value);
    return this.isMostStoodFor ? collected : Math.max(0, this.scope.count(value) - collected);
  }

  private get isMostStoodFor(): boolean {
    return this.standIns.length > this.size;
  }

  private collect(): Float64Array {
    const ids = this.isMostStoodFor ? this.others() : this.standIns;
    const values: number[] = [];
    for (const id of ids) for (const value of this.scope.valuesOf(id)) values.push(value);
    return Float64Array.from(values).sort();
  }

  private others(): readonly number[] {
    const standIns = new Set(this.standIns);
    return [...this.scope.ids()].filter((id) => !standIns.has(id));
  }
}

/** Those that the target still has; both ascending. */
function* keptOf(ids: Int32Array, scope: IndexScope): Generator<number> {
  let at = 0;
  for (const id of scope.ids()) {
    while ((ids[at] ?? Infinity) < id) at += 1;
    if (ids[at] === id) yield id;
  }
}

function firstFrom(sorted: Float64Array, value: number): number {
  return first(sorted, (other) => other >= value);
}

function firstAbove(sorted: Float64Array, value: number): number {
  return first(sorted, (other) => other > value);
}

/** The first place whose value is beyond, where all after it are, too. */
function first(sorted: Float64Array, isBeyond: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(sorted[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
