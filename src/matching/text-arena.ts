/** Texts of many records kept as bytes one after another: about one byte a letter (two for Cyrillic) and four an entry. */
export class TextArena {
  #bytes: Buffer;
  #ends: Uint32Array;
  #count = 0;
  #used = 0;

  constructor(capacity = 1024) {
    this.#bytes = Buffer.allocUnsafe(capacity * 32);
    this.#ends = new Uint32Array(capacity);
  }

  /** Adds a text and returns its number. */
  add(text: string): number {
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#ends.length * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    const most = this.#used + text.length * 3;
    if (most > this.#bytes.length) {
      const bytes = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(bytes, 0, 0, this.#used);
      this.#bytes = bytes;
    }
    this.#used += this.#bytes.write(text, this.#used, 'utf8');
    this.#ends[this.#count] = this.#used;
    this.#count += 1;
    return this.#count - 1;
  }

  get(index: number): string {
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }
}
