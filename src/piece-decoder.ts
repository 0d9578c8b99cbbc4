import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { InputError } from './errors.ts';

/** How the bytes of a file become text. */
export interface EncodingChoice {
  /** What most of the file is in; a label `TextDecoder` knows. */
  readonly encoding: string;
  /** What parts that are not UTF-8 are read as when `encoding` is `utf-8`. */
  readonly fallback: string;
}

/** Parts of a file that were not in its main encoding. */
export interface EncodingTrouble {
  /** Parts read in the other encoding. */
  readonly other: number;
  /** Parts with bytes that no encoding explains; those bytes are U+FFFD in the text. */
  readonly damaged: number;
}

/** Single-byte encodings that Russian business files are written in, by the names files declare. */
const legacy: Readonly<Record<string, string>> = {
  'windows-1251': 'windows-1251',
  windows1251: 'windows-1251',
  cp1251: 'windows-1251',
  '1251': 'windows-1251',
  windows: 'windows-1251',
  ansi: 'windows-1251',
  dos: 'ibm866',
  cp866: 'ibm866',
  ibm866: 'ibm866',
  '866': 'ibm866',
  'koi8-r': 'koi8-r',
  koi8r: 'koi8-r',
  'iso-8859-5': 'iso-8859-5',
};
const unicode = new Set(['', 'utf-8', 'utf8', 'us-ascii', 'ascii', 'unicode']);

/**
 * Decides by the bytes, not by the declaration: a byte order mark, then UTF-8 when the bytes are UTF-8, then the declared single-byte
 * encoding, then windows-1251. A few damaged bytes do not turn a UTF-8 file into another one.
 * @throws InputError when the bytes are not UTF-8 and the declared encoding is not one of the known ones
 */
export function chooseEncoding(file: string, head: Uint8Array, declared = ''): EncodingChoice {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', fallback: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', fallback: 'utf-16be' };
  if (first === 0x3c && second === 0 && third !== 0) return { encoding: 'utf-16le', fallback: 'utf-16le' };
  if (first === 0 && second === 0x3c) return { encoding: 'utf-16be', fallback: 'utf-16be' };
  const named = declared.trim().toLowerCase();
  const fallback = legacy[named] ?? 'windows-1251';
  if (isAscii(head) || looksUtf8(head)) return { encoding: 'utf-8', fallback };
  if (legacy[named] === undefined && !unicode.has(named)) {
    throw new InputError('input.encoding-unsupported', { file, encoding: declared });
  }
  return { encoding: fallback, fallback: 'utf-8' };
}

/**
 * The encoding a person named.
 * @throws InputError for one that is not known
 */
export function namedEncoding(file: string, named: string): EncodingChoice {
  try {
    const { encoding } = new TextDecoder(legacy[named.trim().toLowerCase()] ?? named.trim());
    return { encoding, fallback: encoding === 'utf-8' ? 'windows-1251' : encoding };
  } catch (cause) {
    throw new InputError('input.encoding-unsupported', { file, encoding: named }, { cause });
  }
}

/** Whether the letters outside ASCII are UTF-8, with at most a tenth of damaged ones. */
export function looksUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true;
  let good = 0;
  let bad = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    const length = sequenceLength(byte);
    if (length > 1 && continues(bytes, i, length)) {
      good += 1;
      i += length - 1;
    } else if (i + length < bytes.length) bad += 1;
  }
  return good > bad * 10;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  if (lead >= 0xf0 && lead < 0xf5) return 4;
  return 1;
}

function continues(bytes: Uint8Array, start: number, length: number): boolean {
  for (let i = 1; i < length; i += 1) {
    if (((bytes[start + i] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}

/** UTF-8 text read as windows-1251 shows as pairs that begin with Р or С: three in a row do not occur in Russian text. */
const utf8AsCp1251 = /(?:[РС][ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї]){3}/;

/** What a decoder must know of the file. */
export interface PieceLimits {
  readonly file: string;
  /** Longest piece without a place to cut. */
  readonly bytes: number;
  /** The character after which a piece may end, besides a line feed; `>` when not given. ASCII. */
  readonly cutAfter?: string;
}

/**
 * Turns chunks of bytes into text cut after `>` (or another mark) or a line feed, so that a piece never ends inside a character, a tag or an entity.
 * Parts in another encoding than the rest (files glued together from two programs) are read as what they are and counted.
 */
export class PieceDecoder {
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  #restText = '';
  #first = true;
  #other = 0;
  #damaged = 0;
  readonly #choice: EncodingChoice;
  readonly #decoder: TextDecoder;
  readonly #limit: PieceLimits;
  readonly #mark: string;

  /** @throws InputError (from `write`) when a piece without `>` or line feed is longer than `limit.bytes` */
  constructor(choice: EncodingChoice, limit: PieceLimits) {
    this.#mark = limit.cutAfter ?? '>';
    this.#choice = choice;
    this.#limit = limit;
    try {
      this.#decoder = new TextDecoder(choice.encoding);
    } catch (cause) {
      throw new InputError('input.encoding-unsupported', { file: limit.file, encoding: choice.encoding }, { cause });
    }
  }

  get trouble(): EncodingTrouble {
    return { other: this.#other, damaged: this.#damaged };
  }

  /** The text that is complete so far; empty when the chunk has no place to cut. */
  write(chunk: Uint8Array): string {
    if (this.#choice.encoding.startsWith('utf-16')) return this.#cutText(this.#decoder.decode(chunk, { stream: true }));
    const cut = Math.max(chunk.lastIndexOf(this.#mark.charCodeAt(0)), chunk.lastIndexOf(0x0a)) + 1;
    if (cut === 0) {
      this.#keep(chunk);
      return '';
    }
    const head = chunk.subarray(0, cut);
    const piece = this.#rest.length === 0 ? head : Buffer.concat([...this.#rest, head]);
    this.#rest = [];
    this.#restBytes = 0;
    if (cut < chunk.length) this.#keep(chunk.subarray(cut));
    return this.#decode(piece);
  }

  /** What is left after the last chunk. */
  end(): string {
    if (this.#choice.encoding.startsWith('utf-16')) return this.#restText + this.#decoder.decode();
    const piece = Buffer.concat(this.#rest);
    this.#rest = [];
    return this.#decode(piece);
  }

  #keep(bytes: Uint8Array): void {
    this.#rest.push(bytes);
    this.#restBytes += bytes.length;
    this.#checkLimit(this.#restBytes);
  }

  #cutText(text: string): string {
    const cut = Math.max(text.lastIndexOf(this.#mark), text.lastIndexOf('\n')) + 1;
    const ready = cut === 0 ? '' : this.#restText + text.slice(0, cut);
    this.#restText = cut === 0 ? this.#restText + text : text.slice(cut);
    this.#checkLimit(this.#restText.length);
    return ready;
  }

  #checkLimit(size: number): void {
    const { file, bytes } = this.#limit;
    if (size <= bytes) return;
    throw new InputError('input.limit', { file, limit: 'rowBytes', value: String(size), allowed: String(bytes) });
  }

  #decode(piece: Uint8Array): string {
    if (this.#choice.encoding === 'utf-8') {
      const text = isUtf8(piece) ? utf8(piece) : this.#mixedUtf8(piece);
      if (!this.#first) return text;
      this.#first = text.length === 0;
      return text.startsWith('\ufeff') ? text.slice(1) : text;
    }
    const text = this.#decoder.decode(piece);
    if (this.#choice.encoding !== 'windows-1251' || !utf8AsCp1251.test(text)) return text;
    return segments(piece)
      .map((segment) => this.#segmentOf1251(segment))
      .join('');
  }

  #mixedUtf8(piece: Uint8Array): string {
    const fallback = new TextDecoder(this.#choice.fallback);
    return segments(piece)
      .map((segment) => {
        if (isUtf8(segment)) return utf8(segment);
        if (looksUtf8(segment)) {
          this.#damaged += 1;
          return new TextDecoder('utf-8', { ignoreBOM: true }).decode(segment);
        }
        this.#other += 1;
        return fallback.decode(segment);
      })
      .join('');
  }

  #segmentOf1251(segment: Uint8Array): string {
    if (isAscii(segment) || !isUtf8(segment)) return this.#decoder.decode(segment);
    this.#other += 1;
    return utf8(segment);
  }
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Splits after `>` and line feeds and before `<`: text between tags and every tag stand alone. */
function segments(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i];
    const end = byte === 0x3e || byte === 0x0a ? i + 1 : byte === 0x3c ? i : 0;
    if (end <= start) continue;
    parts.push(bytes.subarray(start, end));
    start = end;
  }
  if (start < bytes.length) parts.push(bytes.subarray(start));
  return parts;
}
