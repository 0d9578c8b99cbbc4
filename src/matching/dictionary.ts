import { TextHash } from './hash.ts';

const LOAD = 0.5;

/** The distinct values of one feature, numbered in order of appearance, 64-bit hashes beside their bytes. */
export class DictionaryBuilder {
  #slots = new Int32Array(2048).fill(-1);
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  #bytes = Buffer.allocUnsafe(16_384);
  #used = 0;
  #size = 0;
  readonly #hash = new TextHash();

  /** The number of a value, the same for equal values; -1 for an empty text. */
  intern(text: string): number {
    if (text === '') return -1;
    const { high, low } = this.#hash.start(7).add(text).end();
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    for (let id = this.#slots[slot] ?? -1; id !== -1; id = this.#slots[slot] ?? -1) {
      if (this.#low[id] === low && this.#high[id] === high) return id;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#size;
    return this.#append(text, high, low);
  }

  /** The columns for reading, on shared memory. The counts are filled by the table. */
  finish(): DictionaryColumns {
    return {
      size: this.#size,
      ends: shared(this.#ends.subarray(0, this.#size)),
      bytes: sharedBytes(this.#bytes.subarray(0, this.#used)),
      counts: new Uint32Array(new SharedArrayBuffer(this.#size * 4)),
      carriers: new Uint32Array(new SharedArrayBuffer(this.#size * 4)),
    };
  }

  #append(text: string, high: number, low: number): number {
    const id = this.#size;
    if (id === this.#ends.length) this.#growEntries();
    const most = this.#used + text.length * 3;
    if (most > this.#bytes.length) {
      const bytes = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(bytes, 0, 0, this.#used);
      this.#bytes = bytes;
    }
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
    this.#high[id] = high;
    this.#low[id] = low;
    this.#ends[id] = this.#used;
    this.#size += 1;
    if (this.#size > this.#slots.length * LOAD) this.#rehash();
    return id;
  }

  #growEntries(): void {
    const double = (column: Uint32Array): Uint32Array<ArrayBuffer> => {
      const bigger = new Uint32Array(column.length * 2);
      bigger.set(column);
      return bigger;
    };
    this.#high = double(this.#high);
    this.#low = double(this.#low);
    this.#ends = double(this.#ends);
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#size; id += 1) {
      let slot = (this.#low[id] ?? 0) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
    this.#slots = slots;
  }
}

function shared(column: Uint32Array): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(column.length * 4));
  copy.set(column);
  return copy;
}

function sharedBytes(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** A finished dictionary as plain columns, which workers share. */
export interface DictionaryColumns {
  readonly size: number;
  /** Where the bytes of each value end. */
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
  /** How many records carry each value. */
  readonly counts: Uint32Array;
  /** How many records with different features carry each value: exact repeats of a record count once. */
  readonly carriers: Uint32Array;
}

/** Reads the values of a dictionary; decoded texts are kept. */
export class Dictionary {
  readonly counts: Uint32Array;
  readonly carriers: Uint32Array;
  readonly size: number;
  readonly #columns: DictionaryColumns;
  readonly #bytes: Buffer;
  readonly #texts: (string | undefined)[];

  constructor(columns: DictionaryColumns) {
    this.counts = columns.counts;
    this.carriers = columns.carriers;
    this.size = columns.size;
    this.#columns = columns;
    this.#bytes = Buffer.from(columns.bytes.buffer);
    this.#texts = [];
    this.#texts.length = columns.size;
  }

  text(id: number): string {
    let text = this.#texts[id];
    if (text === undefined) {
      text = this.#bytes.toString('utf8', id === 0 ? 0 : this.#columns.ends[id - 1], this.#columns.ends[id]);
      this.#texts[id] = text;
    }
    return text;
  }
}
