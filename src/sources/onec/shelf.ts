import { detached } from '../../text/detached.ts';

/** What became of a record put on the shelf: it waits for the end, was merged into one that waits, or came after its key had left. */
export type Put = 'held' | 'merged' | 'late' | 'passed';

/** Records that wait as they are; packing more of them costs less than holding them. */
const liveRecords = 1_000;

/**
 * Collapses records that are written out again and again in a file. They wait on the shelf: the first thousands as they are, further
 * ones packed as bytes, which takes several times less memory. When the shelf is full, new records are passed on at once and only
 * their keys are remembered, so memory stays bounded.
 */
export class Shelf<T extends { readonly key: string; readonly line: number }> {
  readonly #live = new Map<string, T>();
  readonly #packed = new Map<string, Buffer>();
  readonly #passed = new Map<string, number>();
  readonly #merge: (first: T, second: T) => T;
  readonly #capacity: number;
  #bytes = 0;

  /** @param capacity bytes of packed records the shelf holds */
  constructor(merge: (first: T, second: T) => T, capacity = 48 * 1024 ** 2) {
    this.#merge = merge;
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#live.size + this.#packed.size;
  }

  /** `passed` means that the caller has to pass the record on itself; `late` that it differs from one that was passed on. */
  put(record: T): Put {
    const waiting = this.#live.get(record.key);
    if (waiting !== undefined) {
      this.#live.set(record.key, this.#merge(waiting, record));
      return 'merged';
    }
    if (this.#live.size < liveRecords) {
      this.#live.set(record.key, record);
      return 'held';
    }
    const packed = pack(record);
    const before = this.#packed.get(record.key);
    if (before !== undefined) {
      if (!sameContent(before, packed)) this.#replace(record.key, pack(this.#merge(unpack<T>(before), record)));
      return 'merged';
    }
    const passed = this.#passed.get(record.key);
    if (passed !== undefined) return passed === contentHash(packed) ? 'merged' : 'late';
    const key = detached(record.key);
    if (this.#bytes + packed.length > this.#capacity) {
      this.#passed.set(key, contentHash(packed));
      return 'passed';
    }
    this.#bytes += packed.length;
    this.#packed.set(key, packed);
    return 'held';
  }

  /** Takes everything off, in the order in which the keys first came. */
  *drain(): Generator<T> {
    for (const [key, record] of this.#live) {
      this.#live.delete(key);
      yield record;
    }
    for (const [key, packed] of this.#packed) {
      this.#packed.delete(key);
      yield unpack<T>(packed);
    }
    this.#bytes = 0;
  }

  #replace(key: string, packed: Buffer): void {
    this.#bytes += packed.length - (this.#packed.get(key)?.length ?? 0);
    this.#packed.set(key, packed);
  }
}

/** Every write-up has a line of its own; it stands first in the packed form and is no part of the content. */
const ownLine = /"line":\d+/;

function sameContent(one: Buffer, other: Buffer): boolean {
  return content(one).equals(content(other));
}

function content(packed: Buffer): Buffer {
  return packed.subarray(packed.indexOf(0x0a));
}

/** FNV-1a, 32 bits: tells a copy from a change, where a mistake costs a missing notice. */
function contentHash(packed: Buffer): number {
  let hash = 0x811c9dc5;
  for (const byte of content(packed)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function pack(record: { readonly line: number }): Buffer {
  return Buffer.from(`${record.line}\n${JSON.stringify(record).replace(ownLine, '"line":0')}`);
}

function unpack<T extends { readonly line: number }>(packed: Buffer): T {
  const text = packed.toString('utf8');
  const split = text.indexOf('\n');
  const record = JSON.parse(text.slice(split + 1)) as T & { line: number };
  record.line = Number(text.slice(0, split));
  return record;
}
