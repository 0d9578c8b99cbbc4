import { radixSort, type SortedKeys } from './key-columns.ts';

const BUCKET_BITS = 5;
const SHIFT = 32 - BUCKET_BITS;
const FIRST_CHUNK = 256;
const LAST_CHUNK = 1 << 15;
/** Buckets are sorted together until they have so many keys: sorting few at a time costs as much as sorting many. */
const SORTED_TOGETHER = 1 << 19;

/** Some keys, in columns of which the first `used` entries are filled. */
interface Chunk {
  readonly high: Uint32Array<ArrayBuffer>;
  readonly low: Uint32Array<ArrayBuffer>;
  readonly record: Uint32Array<ArrayBuffer>;
  used: number;
}

function chunkOf(size: number): Chunk {
  return { high: new Uint32Array(size), low: new Uint32Array(size), record: new Uint32Array(size), used: 0 };
}

/**
 * Keys with their records, 12 bytes each, by the first bits of the key: they can be sorted some at a time, which needs little more memory
 * than the keys themselves.
 */
export class KeyBuckets {
  readonly #buckets: Chunk[][];

  /** `taken`: what another thread has handed over. */
  constructor(taken: Chunk[][] = Array.from({ length: 1 << BUCKET_BITS }, () => [])) {
    this.#buckets = taken;
  }

  /** Gives the keys away to another thread: `buckets` for its own instance, and their memory. Empties this one. */
  handOver(): { readonly buckets: Chunk[][]; readonly memory: ArrayBuffer[] } {
    const buckets = this.#buckets.map((bucket) => bucket.splice(0));
    return {
      buckets,
      memory: buckets.flat().flatMap(({ high, low, record }) => [high.buffer, low.buffer, record.buffer]),
    };
  }

  add(high: number, low: number, record: number): void {
    const bucket = this.#buckets[high >>> SHIFT];
    if (bucket === undefined) return;
    let chunk = bucket[bucket.length - 1];
    if (chunk === undefined || chunk.used === chunk.record.length) {
      chunk = chunkOf(chunk === undefined ? FIRST_CHUNK : Math.min(LAST_CHUNK, chunk.used * 2));
      bucket.push(chunk);
    }
    const at = chunk.used;
    chunk.high[at] = high;
    chunk.low[at] = low;
    chunk.record[at] = record;
    chunk.used = at + 1;
  }

  /**
   * All keys in ascending order, a piece at a time; equal keys are in one piece. `numbers` holds the number each record goes by from here
   * on; -1 leaves its keys out. Empties the buckets.
   */
  *sorted(numbers: Int32Array): Generator<SortedKeys> {
    let together: Chunk[] = [];
    let length = 0;
    for (const bucket of this.#buckets) {
      for (const chunk of bucket.splice(0)) {
        together.push(chunk);
        length += chunk.used;
      }
      if (length < SORTED_TOGETHER) continue;
      yield sortTogether(together, length, numbers);
      together = [];
      length = 0;
    }
    if (length > 0) yield sortTogether(together, length, numbers);
  }
}

function sortTogether(chunks: Chunk[], most: number, numbers: Int32Array): SortedKeys {
  const all = chunkOf(most);
  let kept = 0;
  for (const { high, low, record, used } of chunks.splice(0)) {
    for (let at = 0; at < used; at += 1) {
      const number = numbers[record[at] ?? 0] ?? -1;
      if (number === -1) continue;
      all.high[kept] = high[at] ?? 0;
      all.low[kept] = low[at] ?? 0;
      all.record[kept] = number;
      kept += 1;
    }
  }
  return { length: kept, ...radixSort(all, kept) };
}
