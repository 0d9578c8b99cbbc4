import { TextHash } from './hash.ts';

const LOAD = 0.5;

/** The distinct values of one feature, numbered in order of appearance, 64-bit hashes beside their bytes. */
export class DictionaryBuilder {
  #slots = new Int32Array(2048).fill(-1);
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #ends = new Uint32Array(1024);
  #bytes: Buffer<ArrayBuffer> = Buffer.allocUnsafeSlow(16_384);
  #used = 0;
  #size = 0;
  readonly #hash = new TextHash();

  /** The number of a value, the same for equal values; -1 for an empty text. */
  intern(text: string): number {
    if (text === '') return -1;
    const { high, low } = this.#hash.start(7).add(text).end();
    const slot = this.#find(high, low);
    const known = this.#slots[slot] ?? -1;
    if (known !== -1) return known;
    this.#makeRoom(text.length * 3);
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
    return this.#append(slot, high, low);
  }

  /** Adds a value to a hash of several, by its own hash: equal in every dictionary. */
  addTo(hash: TextHash, id: number): void {
    hash.addNumber(this.#high[id] ?? 0).addNumber(this.#low[id] ?? 0);
  }

  /** Takes in the values of another dictionary; gives the number here of each number there. */
  take({ size, ends, bytes, high, low }: DictionaryPart): Int32Array {
    const numbers = new Int32Array(size);
    for (let id = 0; id < size; id += 1) {
      const slot = this.#find(high[id] ?? 0, low[id] ?? 0);
      const known = this.#slots[slot] ?? -1;
      if (known === -1) {
        const [from, to] = [id === 0 ? 0 : (ends[id - 1] ?? 0), ends[id] ?? 0];
        this.#makeRoom(to - from);
        for (let at = from; at < to; at += 1) this.#bytes[this.#used + at - from] = bytes[at] ?? 0;
        this.#used += to - from;
        numbers[id] = this.#append(slot, high[id] ?? 0, low[id] ?? 0);
      } else numbers[id] = known;
    }
    return numbers;
  }

  /** Hands the values over to another thread; there are none here afterwards. */
  handOver(): DictionaryPart {
    const part = { size: this.#size, ends: this.#ends, bytes: this.#bytes, high: this.#high, low: this.#low };
    this.#empty();
    return part;
  }

  /** The columns for reading, on shared memory; there are no values here afterwards. The counts are filled by the table. */
  finish(): DictionaryColumns {
    const columns = {
      size: this.#size,
      ends: shared(this.#ends.subarray(0, this.#size)),
      bytes: sharedBytes(this.#bytes.subarray(0, this.#used)),
      counts: new Uint32Array(new SharedArrayBuffer(this.#size * 4)),
      carriers: new Uint32Array(new SharedArrayBuffer(this.#size * 4)),
    };
    this.#empty();
    return columns;
  }

  #empty(): void {
    this.#slots = new Int32Array(16).fill(-1);
    this.#high = new Uint32Array(16);
    this.#low = new Uint32Array(16);
    this.#ends = new Uint32Array(16);
    this.#bytes = Buffer.allocUnsafeSlow(16);
    this.#used = 0;
    this.#size = 0;
  }

  /** The slot of a value, or the free one where it belongs. */
  #find(high: number, low: number): number {
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    for (let id = this.#slots[slot] ?? -1; id !== -1; id = this.#slots[slot] ?? -1) {
      if (this.#low[id] === low && this.#high[id] === high) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #makeRoom(length: number): void {
    const most = this.#used + length;
    if (most <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2));
    this.#bytes.copy(bytes, 0, 0, this.#used);
    this.#bytes = bytes;
  }

  /** Ends a value whose bytes have been written. */
  #append(slot: number, high: number, low: number): number {
    const id = this.#size;
    if (id === this.#ends.length) this.#growEntries();
    this.#slots[slot] = id;
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

/** The values of a dictionary as plain columns with room at the end, and their hashes: what one thread hands over to another. */
export interface DictionaryPart {
  readonly size: number;
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly high: Uint32Array<ArrayBuffer>;
  readonly low: Uint32Array<ArrayBuffer>;
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
  readonly columns: DictionaryColumns;
  readonly #bytes: Buffer;
  readonly #texts: (string | undefined)[];

  constructor(columns: DictionaryColumns) {
    this.counts = columns.counts;
    this.carriers = columns.carriers;
    this.size = columns.size;
    this.columns = columns;
    this.#bytes = Buffer.from(columns.bytes.buffer);
    this.#texts = [];
    this.#texts.length = columns.size;
  }

  text(id: number): string {
    let text = this.#texts[id];
    if (text === undefined) {
      text = this.#bytes.toString('utf8', id === 0 ? 0 : this.columns.ends[id - 1], this.columns.ends[id]);
      this.#texts[id] = text;
    }
    return text;
  }
}
