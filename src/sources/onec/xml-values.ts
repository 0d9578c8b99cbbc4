import { longestShort, ShortTexts } from './xml-bytes.ts';
import { decodeReferences, readAttributes, replaceControls, type XmlRepairs } from './xml-entities.ts';
import type { TextReader } from './xml-text.ts';

/** What a look at the bytes of a value has told. */
export interface Glance {
  readonly hash: number;
  /** All bytes, or-ed: below 0x80 it is ASCII. */
  readonly seen: number;
  /** 1: holds `&`; 2: holds control characters. */
  readonly strange: number;
}

export const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Decodes values: what repeats is decoded once, what is damaged is mended and counted. */
export class ValueReader {
  readonly repairs: XmlRepairs = { control: 0, escaped: 0 };
  readonly #texts: TextReader;
  readonly #short = new ShortTexts();
  /** Attributes seen before: most repeat from element to element. */
  readonly #seen = new Map<string, Readonly<Record<string, string>>>();

  constructor(texts: TextReader) {
    this.#texts = texts;
  }

  /** A whole value. */
  whole(bytes: Buffer, start: number, end: number, glance: Glance): string {
    const { hash, seen, strange } = glance;
    if (strange !== 0 || end - start > longestShort) return this.decode(bytes, start, end, glance);
    const text = this.#short.get(hash, bytes, start, end);
    return text ?? this.#short.set(hash, bytes.subarray(start, end), this.#plain(bytes, start, end, seen));
  }

  /** A value, or a part of one. */
  decode(bytes: Buffer, start: number, end: number, { seen, strange }: Omit<Glance, 'hash'>): string {
    let text = this.#plain(bytes, start, end, seen);
    if ((strange & 2) !== 0) text = replaceControls(text, this.repairs);
    if ((strange & 1) !== 0) text = decodeReferences(text, this.repairs);
    return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  }

  /** What stands in a tag behind the name; text that is no list of attributes comes back as it is. */
  attributes(bytes: Buffer, start: number, end: number): Readonly<Record<string, string>> | string {
    const text = this.#texts.read(bytes, start, end).trim();
    if (text === '') return noAttributes;
    const known = this.#seen.get(text);
    if (known !== undefined) return known;
    const found = readAttributes(text, this.repairs);
    if (found === undefined) return text;
    if (text.length < 200 && this.#seen.size < 1000 && !text.includes('&')) this.#seen.set(text, found);
    return found;
  }

  #plain(bytes: Buffer, start: number, end: number, seen: number): string {
    return seen < 0x80 ? bytes.toString('latin1', start, end) : this.#texts.read(bytes, start, end);
  }
}
