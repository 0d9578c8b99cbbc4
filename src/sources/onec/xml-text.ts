import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { EncodingChoice, EncodingTrouble } from '../../piece-decoder.ts';

/** Decodes texts of a file one by one: in a file glued together from two programs every value is read in its own encoding. */
export class TextReader {
  readonly #isUtf8: boolean;
  /** Characters of the bytes from 0x80 on, in the single-byte encoding of the file or of its strange parts. */
  readonly #upper: readonly string[];
  #other = 0;
  #damaged = 0;

  constructor({ encoding, fallback }: EncodingChoice) {
    // What is in UTF-16 arrives as UTF-8.
    this.#isUtf8 = encoding.startsWith('utf-');
    this.#upper = upperHalf(this.#isUtf8 ? fallback : encoding);
  }

  get trouble(): EncodingTrouble {
    return { other: this.#other, damaged: this.#damaged };
  }

  /** Bytes from `start` to `end`, which hold characters outside ASCII. */
  read(bytes: Buffer, start: number, end: number): string {
    return this.#isUtf8 ? this.#utf8(bytes, start, end) : this.#single(bytes, start, end);
  }

  #utf8(bytes: Buffer, start: number, end: number): string {
    const text = bytes.toString('utf8', start, end);
    if (!text.includes('\ufffd')) return text;
    const part = bytes.subarray(start, end);
    if (isUtf8(part)) return text;
    // A few bad bytes among good letters are damage; otherwise the value was written in another encoding.
    const bad = text.split('\ufffd').length - 1;
    const letters = text.length - bad - asciiCount(text);
    if (letters > bad * 3) {
      this.#damaged += 1;
      return text;
    }
    this.#other += 1;
    return this.#decode(bytes, start, end);
  }

  #single(bytes: Buffer, start: number, end: number): string {
    if (end - start > 5 && isUtf8(bytes.subarray(start, end))) {
      const text = bytes.toString('utf8', start, end);
      // Two bytes of windows-1251 may look like one letter of UTF-8 by chance, six do not.
      if (end - start - text.length >= 3) {
        this.#other += 1;
        return text;
      }
    }
    return this.#decode(bytes, start, end);
  }

  #decode(bytes: Buffer, start: number, end: number): string {
    let text = '';
    for (let i = start; i < end; i += 1) {
      const byte = bytes[i] ?? 0;
      text += byte < 0x80 ? String.fromCharCode(byte) : (this.#upper[byte - 0x80] ?? '\ufffd');
    }
    return text;
  }
}

function asciiCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) < 0x80) count += 1;
  return count;
}

function upperHalf(encoding: string): readonly string[] {
  const decoder = new TextDecoder(encoding.startsWith('utf-') ? 'windows-1251' : encoding);
  return Array.from({ length: 128 }, (_, index) => decoder.decode(Uint8Array.of(0x80 + index)));
}
