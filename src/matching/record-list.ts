import type { Staged } from '../model/staged.ts';
import { TextHash } from './hash.ts';
import { KeyColumns } from './key-columns.ts';

/**
 * The records under matching by number, in reading order: their `seq` and their system, as columns. Results must not
 * depend on reading order, so ties are broken by `ranks`: the order of a hash of system and key.
 */
export class RecordList {
  readonly systems: string[] = [];
  readonly #systemNumbers = new Map<string, number>();
  readonly #ranking = new KeyColumns();
  readonly #hash = new TextHash();
  #seqs = new Float64Array(1024);
  #systems = new Uint16Array(1024);
  #length = 0;
  #firstLoaded = Infinity;

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

  /** Record numbers in rank order. Ends the list: call it once, after the last record. */
  ranked(): Uint32Array {
    return this.#ranking.sort().record.subarray(0, this.#length);
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
