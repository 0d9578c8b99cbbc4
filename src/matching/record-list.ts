import type { Staged } from '../model/staged.ts';
import { TextHash } from './hash.ts';
import { KeyColumns, type UnsortedKeys } from './key-columns.ts';

/** All that a list holds of records of this run, for another thread. */
export interface RecordListState {
  readonly systems: readonly string[];
  readonly seqs: Float64Array<ArrayBuffer>;
  readonly systemOf: Uint16Array<ArrayBuffer>;
  readonly ranking: UnsortedKeys;
}

/**
 * The records under matching by number, in reading order: their `seq` and their system, as columns. Results must not
 * depend on reading order, so ties are broken by `ranks`: the order of a hash of system and key.
 */
export class RecordList {
  readonly systems: string[] = [];
  readonly #systemNumbers = new Map<string, number>();
  #ranking = new KeyColumns();
  readonly #hash = new TextHash();
  #seqs = new Float64Array(1024);
  #systems = new Uint16Array(1024);
  #length = 0;
  #firstLoaded = Infinity;

  /** A list that goes on with what was handed over elsewhere. */
  static goingOn({ systems, seqs, systemOf, ranking }: RecordListState): RecordList {
    const made = new RecordList();
    for (const system of systems) made.#systemNumber(system);
    made.#seqs = seqs;
    made.#systems = systemOf;
    made.#length = ranking.length;
    made.#ranking = KeyColumns.goingOn(ranking);
    return made;
  }

  /** What it holds, before records of earlier runs are added; it is not to be used afterwards. */
  handOver(): RecordListState {
    const ranking = this.#ranking.handOver();
    return { systems: this.systems, seqs: this.#seqs, systemOf: this.#systems, ranking };
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a record and returns its number. */
  add(record: Pick<Staged, 'seq' | 'system' | 'key'>): number {
    if (this.#length === this.#seqs.length) this.#grow();
    const number = this.#length;
    this.#seqs[number] = record.seq;
    this.#systems[number] = this.#systemNumber(record.system);
    this.#hash.start(1).add(record.system).add(record.key).end();
    this.#ranking.add(this.#hash.high, this.#hash.low, number);
    this.#length += 1;
    return number;
  }

  /** From here on records are added that earlier runs loaded. */
  startLoaded(): void {
    this.#firstLoaded = this.#length;
  }

  isLoaded(number: number): boolean {
    return number >= this.#firstLoaded;
  }

  get hasLoaded(): boolean {
    return this.#firstLoaded < this.#length;
  }

  /** The number of a record by its `seq`; records are read in ascending order of it. */
  numberOf(seq: number): number {
    let [from, to] = [0, Math.min(this.#firstLoaded, this.#length)];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#seqs[middle] ?? 0) < seq) from = middle + 1;
      else to = middle;
    }
    return this.#seqs[from] === seq ? from : -1;
  }

  seqOf(number: number): number {
    return this.#seqs[number] ?? 0;
  }

  systemOf(number: number): number {
    return this.#systems[number] ?? 0;
  }

  /**
   * Record numbers in rank order. Records with one number in `near` stand side by side, so that those which are compared with each other
   * are near each other in memory. Ends the list: call it once, after the last record.
   */
  ranked(near?: Uint32Array): Uint32Array {
    const ranked = this.#ranking.sort().record.subarray(0, this.#length);
    return near === undefined ? ranked : sortedBy(near, ranked);
  }

  #systemNumber(system: string): number {
    const known = this.#systemNumbers.get(system);
    if (known !== undefined) return known;
    const number = this.systems.push(system) - 1;
    this.#systemNumbers.set(system, number);
    return number;
  }

  #grow(): void {
    const seqs = new Float64Array(this.#length * 2);
    seqs.set(this.#seqs);
    this.#seqs = seqs;
    const systems = new Uint16Array(this.#length * 2);
    systems.set(this.#systems);
    this.#systems = systems;
  }
}

/** The inverse of a permutation: the place of each record in `order`. */
export function placesOf(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) places[order[place] ?? 0] = place;
  return places;
}

const RADIX = 1 << 16;

/** Records in ascending order of their numbers in `near`, those of one number in the order in which they came. */
function sortedBy(near: Uint32Array, records: Uint32Array): Uint32Array {
  let from = records;
  let to: Uint32Array = new Uint32Array(records.length);
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(RADIX + 1);
    for (const record of from) {
      const digit = ((near[record] ?? 0) >>> shift) & (RADIX - 1);
      starts[digit + 1] = (starts[digit + 1] ?? 0) + 1;
    }
    for (let digit = 0; digit < RADIX; digit += 1) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
    for (const record of from) {
      const digit = ((near[record] ?? 0) >>> shift) & (RADIX - 1);
      const place = starts[digit] ?? 0;
      to[place] = record;
      starts[digit] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
