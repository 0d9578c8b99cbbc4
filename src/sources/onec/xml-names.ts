import { sameBytes } from './xml-bytes.ts';
import type { TextReader } from './xml-text.ts';

/** A name as the file spells it, with the bytes it was recognised by. */
export interface Name {
  readonly text: string;
  readonly bytes: Buffer;
}

/** Names of elements: most of a file of 1C. Each is decoded once. */
export class NameTable {
  readonly #texts: TextReader;
  readonly #names = new Map<number, Name[]>();

  constructor(texts: TextReader) {
    this.#texts = texts;
  }

  /** The name of bytes seen before, or a new one. */
  get(hash: number, bytes: Buffer, start: number, end: number): Name {
    const known = this.#names.get(hash);
    for (const name of known ?? []) {
      if (name.bytes.length === end - start && sameBytes(bytes, start, name.bytes)) return name;
    }
    const own = Buffer.from(bytes.subarray(start, end));
    const name = { text: this.#texts.read(own, 0, own.length), bytes: own };
    if (known === undefined) {
      if (this.#names.size < 50_000) this.#names.set(hash, [name]);
    } else if (known.length < 20) known.push(name);
    return name;
  }
}
