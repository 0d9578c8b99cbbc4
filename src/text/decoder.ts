import { isAscii, isUtf8, transcode } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { completeUtf8, decoderLabel, type Encoding } from './encoding.ts';

/** Turns the bytes of a file into text, chunk by chunk. */
export interface ChunkDecoder {
  /** Decodes the next bytes; what cannot be decoded becomes U+FFFD and sets `damaged`. */
  write(bytes: Uint8Array): string;
  /** What was left of a character at the end. */
  end(): string;
  /** Whether the latest call met bytes that are not text in this encoding. */
  readonly damaged: boolean;
}

/** A decoder for one file; the byte order mark must not be passed to it. */
export function chunkDecoder(encoding: Encoding): ChunkDecoder {
  if (encoding === 'utf-8') return new Utf8Decoder();
  return new TableDecoder(encoding);
}

/** Node's own conversions, checked and cut at character boundaries. */
class Utf8Decoder implements ChunkDecoder {
  damaged = false;
  #rest: Buffer = Buffer.alloc(0);

  write(bytes: Uint8Array): string {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const all = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const length = completeUtf8(all);
    const whole = length === all.length ? all : all.subarray(0, length);
    this.#rest = length === all.length ? Buffer.alloc(0) : Buffer.from(all.subarray(length));
    return this.#text(whole);
  }

  end(): string {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    return this.#text(rest);
  }

  #text(bytes: Buffer): string {
    this.damaged = false;
    if (isAscii(bytes)) return bytes.toString('latin1');
    this.damaged = !isUtf8(bytes);
    // By way of UTF-16 what is without fault is text in a tenth of the time; where there are faults that way throws.
    return this.damaged ? bytes.toString('utf8') : transcode(bytes, 'utf8', 'ucs2').toString('ucs2');
  }
}

/** C1 controls are where the code pages 1251 and 1252 have no character. */
// oxlint-disable-next-line no-control-regex
const unassigned = /[\u0080-\u009F]/g;

class TableDecoder implements ChunkDecoder {
  damaged = false;
  readonly #decoder: TextDecoder;
  readonly #isWide: boolean;

  constructor(encoding: Encoding) {
    this.#decoder = new TextDecoder(decoderLabel(encoding), { ignoreBOM: true });
    this.#isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  }

  write(bytes: Uint8Array): string {
    if (!this.#isWide && isAscii(bytes)) {
      this.damaged = false;
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    }
    return this.#checked(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): string {
    return this.#checked(this.#decoder.decode());
  }

  #checked(text: string): string {
    if (this.#isWide) {
      this.damaged = text.includes('\uFFFD');
      return text;
    }
    this.damaged = text.search(unassigned) !== -1;
    return this.damaged ? text.replace(unassigned, '\uFFFD') : text;
  }
}

/** Decodes all of a small buffer at once, without its byte order mark. */
export function decodeAll(bytes: Uint8Array, encoding: Encoding, markBytes = 0): string {
  const decoder = chunkDecoder(encoding);
  return decoder.write(bytes.subarray(markBytes)) + decoder.end();
}
