const chunkBits = 22;
const chunkBytes = 1 << chunkBits;
const chunkMask = chunkBytes - 1;
/** Recently used texts, by the low bits of their index: cells repeat few texts often. */
const cacheSize = 4096;

/**
 * Many texts by index, held as UTF-8 outside of the heap: half the memory of strings, and none of it in the way of the garbage
 * collector. Texts cut from a larger one do not keep that alive.
 */
export class StringStore {
  #chunks: Buffer[] = [];
  /** Bytes taken in the last chunk. */
  #used = chunkBytes;
  #count = 0;
  #bytes = 0;
  /** Where each text begins: number of the chunk, then the place in it. */
  #starts = new Uint32Array(1024);
  #lengths = new Uint32Array(1024);
  readonly #cached: (string | undefined)[] = Array.from({ length: cacheSize });
  readonly #cachedIndex = new Int32Array(cacheSize).fill(-1);

  get count(): number {
    return this.#count;
  }

  /** Memory the texts and their places take. */
  get bytes(): number {
    return this.#bytes + 8 * this.#count;
  }

  add(text: string): void {
    if (this.#count === this.#starts.length) this.#grow();
    const start = this.#place(text);
    const chunk = this.#chunks.at(-1);
    const length = chunk?.write(text, start & chunkMask, 'utf8') ?? 0;
    this.#used += length;
    this.#bytes += length;
    this.#starts[this.#count] = start;
    this.#lengths[this.#count] = length;
    this.#count += 1;
  }

  /** @returns undefined when there is no such text */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count) || !Number.isInteger(index)) return undefined;
    const slot = index % cacheSize;
    if (this.#cachedIndex[slot] === index) return this.#cached[slot];
    const start = this.#starts[index] ?? 0;
    const offset = start & chunkMask;
    const length = this.#lengths[index] ?? 0;
    const text = this.#chunks[start >>> chunkBits]?.toString('utf8', offset, offset + length) ?? '';
    this.#cachedIndex[slot] = index;
    this.#cached[slot] = text;
    return text;
  }

  /** Room for a text; one that is larger than a chunk gets a chunk of its own. */
  #place(text: string): number {
    let most = text.length * 3;
    if (this.#used + most > chunkBytes) {
      most = Buffer.byteLength(text);
      if (this.#used + most > chunkBytes) {
        this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(chunkBytes, most)));
        this.#used = 0;
      }
    }
    return (((this.#chunks.length - 1) << chunkBits) >>> 0) + this.#used;
  }

  #grow(): void {
    const starts = new Uint32Array(this.#starts.length * 2);
    const lengths = new Uint32Array(this.#lengths.length * 2);
    starts.set(this.#starts);
    lengths.set(this.#lengths);
    this.#starts = starts;
    this.#lengths = lengths;
  }
}
