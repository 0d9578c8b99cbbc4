/** A text of a name is some tens of bytes, so little is left unused at the end of a block. */
const blockBytes = 1 << 20;

/** All that an arena holds, for another thread. */
export interface TextArenaState {
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly count: number;
  readonly used: number;
  readonly long: ReadonlyMap<number, string>;
}

/**
 * Texts of many records kept as bytes one after another: about one byte a letter (two for Cyrillic) and four an entry. They stand in
 * blocks, so that none is copied when more are added: a copy would need the memory twice.
 */
export class TextArena {
  readonly #blocks: Buffer[] = [];
  /** Where each text ends, counted over all blocks. A text that had no room in a block begins the next one. */
  #ends: Uint32Array<ArrayBuffer>;
  #count = 0;
  #used = 0;
  /** Texts longer than a block could be. */
  readonly #long = new Map<number, string>();

  constructor(capacity = 1024) {
    this.#ends = new Uint32Array(capacity);
  }

  /** An arena that goes on with what was handed over elsewhere. */
  static goingOn({ blocks, ends, count, used, long }: TextArenaState): TextArena {
    const made = new TextArena(0);
    for (const { buffer, byteOffset, length } of blocks) made.#blocks.push(Buffer.from(buffer, byteOffset, length));
    for (const [index, text] of long) made.#long.set(index, text);
    made.#ends = ends;
    made.#count = count;
    made.#used = used;
    return made;
  }

  /** What it holds; it is not to be used afterwards. */
  handOver(): TextArenaState {
    const blocks = this.#blocks as readonly Uint8Array[] as readonly Uint8Array<ArrayBuffer>[];
    return { blocks, ends: this.#ends, count: this.#count, used: this.#used, long: this.#long };
  }

  /** Adds a text and returns its number. */
  add(text: string): number {
    const index = this.#count;
    if (index === this.#ends.length) this.#grow();
    if (text.length * 3 > blockBytes) this.#long.set(index, text);
    else this.#write(text);
    this.#ends[index] = this.#used;
    this.#count += 1;
    return index;
  }

  get(index: number): string {
    const before = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    const end = this.#ends[index] ?? 0;
    if (end === before) return this.#long.get(index) ?? '';
    const block = Math.floor((end - 1) / blockBytes);
    const start = block * blockBytes;
    return this.#blocks[block]?.toString('utf8', Math.max(0, before - start), end - start) ?? '';
  }

  #write(text: string): void {
    let block = Math.floor(this.#used / blockBytes);
    if (this.#used + text.length * 3 > (block + 1) * blockBytes) block += 1;
    const bytes = (this.#blocks[block] ??= Buffer.allocUnsafeSlow(blockBytes));
    const from = Math.max(0, this.#used - block * blockBytes);
    this.#used = block * blockBytes + from + bytes.write(text, from, 'utf8');
  }

  #grow(): void {
    const ends = new Uint32Array(this.#ends.length * 2);
    ends.set(this.#ends);
    this.#ends = ends;
  }
}
