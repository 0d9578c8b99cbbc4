import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import type { XmlHandler } from '../../xml.ts';
import { isBlank, isNameStart, sameBytes, startsWith, tagEnd } from './xml-bytes.ts';
import type { XmlRepairs } from './xml-entities.ts';
import { type Name, NameTable } from './xml-names.ts';
import type { TextReader } from './xml-text.ts';
import { type Glance, noAttributes, ValueReader } from './xml-values.ts';

const less = 0x3c;
const greater = 0x3e;
const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
const lineFeed = 0x0a;
const commentStart = Buffer.from('<!--');
const cdataStart = Buffer.from('<![CDATA[');

/**
 * Reads XML from bytes in encodings that contain ASCII, decoding values only: most of a file of 1C is names of elements, and a name is
 * decoded once. Twice as fast as a parser of text, and it bears what hand-made files have: a lone `&` or `<`, control characters,
 * values in another encoding. The structure is checked: tags must match, and nothing but blanks may stand outside the root.
 */
export class XmlScanner {
  readonly #input: Input;
  readonly #handler: XmlHandler;
  readonly #texts: TextReader;
  readonly #names: NameTable;
  readonly #values: ValueReader;
  readonly #open: Name[] = [];
  #rest: Buffer = Buffer.alloc(0);
  /** What is being scanned. */
  #bytes: Buffer = this.#rest;
  #line = 1;
  /** Where the line begins, counted from the start of the bytes at hand; negative when in earlier ones. */
  #lineStart = 0;
  #hasRoot = false;
  /** The last thing was text: blanks that follow belong to it. */
  #inValue = false;

  constructor(input: Input, handler: XmlHandler, texts: TextReader) {
    this.#input = input;
    this.#handler = handler;
    this.#texts = texts;
    this.#names = new NameTable(texts);
    this.#values = new ValueReader(texts);
  }

  /** What was mended so far. */
  get repairs(): XmlRepairs {
    return this.#values.repairs;
  }

  /** @throws InputError for XML that is not well-formed, too deep or that declares a DOCTYPE */
  write(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#bytes = bytes;
    const done = this.#scan(bytes);
    this.#rest = bytes.subarray(done);
    this.#lineStart -= done;
    this.#limit('rowBytes', this.#rest.length);
  }

  /** @throws InputError when the file ends inside an element */
  close(): void {
    const { file } = this.#input;
    const innermost = this.#open.at(-1);
    if (innermost !== undefined || this.#rest.toString('latin1').trim().startsWith('<')) {
      const place = `${this.#line}:${this.#rest.length - this.#lineStart}`;
      throw new InputError('input.truncated', {
        file,
        place: innermost === undefined ? place : `${place}, <${innermost.text}>`,
      });
    }
    if (!this.#hasRoot) this.#fail(0, 'document must contain a root element');
    this.#checkBlank(this.#rest, 0, this.#rest.length);
  }

  /** Takes everything that is complete; the position of what is not. */
  #scan(bytes: Buffer): number {
    let at = 0;
    while (at < bytes.length) {
      const next = bytes[at] === less ? this.#markup(bytes, at) : this.#text(bytes, at);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** Text up to the next tag. -1 when the tag is not there yet. */
  #text(bytes: Buffer, start: number): number {
    const line = this.#line;
    const lineStart = this.#lineStart;
    const { length } = bytes;
    let at = start;
    let byte = 0;
    // Layout between tags.
    for (; at < length; at += 1) {
      byte = bytes[at] ?? 0;
      if (byte === lineFeed) {
        this.#line += 1;
        this.#lineStart = at + 1;
      } else if (byte > 0x20 || (byte !== 0x20 && byte !== 9 && byte !== 13)) break;
    }
    if (at < length && byte === less) {
      if (this.#inValue) this.#handler.text(bytes.toString('latin1', start, at));
      return at;
    }
    let hash = 0x811c9dc5;
    let seen = 0;
    let strange = 0;
    const from = this.#inValue ? start : at;
    for (; at < length; at += 1) {
      byte = bytes[at] ?? 0;
      if (byte === less) break;
      hash = Math.imul(hash ^ byte, 0x01000193);
      seen |= byte;
      if (byte === 0x26) strange |= 1;
      else if (byte < 0x20) {
        if (byte === lineFeed) {
          this.#line += 1;
          this.#lineStart = at + 1;
        } else if (byte !== 9) strange |= 2;
      }
    }
    if (at === length) {
      this.#line = line;
      this.#lineStart = lineStart;
      return -1;
    }
    if (this.#open.length === 0) this.#checkBlank(bytes, from, at);
    else this.#pass(bytes, from, at, { hash, seen, strange });
    return at;
  }

  #pass(bytes: Buffer, start: number, end: number, glance: Glance): void {
    const isWhole = !this.#inValue;
    this.#inValue = true;
    this.#handler.text(
      isWhole ? this.#values.whole(bytes, start, end, glance) : this.#values.decode(bytes, start, end, glance),
    );
  }

  /** A tag, comment, instruction or CDATA section. -1 when its end is not there yet. */
  #markup(bytes: Buffer, at: number): number {
    const next = bytes[at + 1];
    if (next === undefined) return -1;
    if (next === slash) return this.#closeTag(bytes, at);
    if (next === exclamation) return this.#declaration(bytes, at);
    if (next === question) return this.#skipTo(bytes, at, '?>');
    if (isNameStart(next)) return this.#openTag(bytes, at);
    // A lone `<` in text.
    if (this.#open.length === 0) this.#fail(at, 'unexpected "<"');
    this.repairs.escaped += 1;
    this.#inValue = true;
    this.#handler.text('<');
    return at + 1;
  }

  #closeTag(bytes: Buffer, at: number): number {
    const end = bytes.indexOf(greater, at);
    if (end < 0) return -1;
    const name = this.#open.pop();
    const last = at + 2 + (name?.bytes.length ?? 0);
    if (name === undefined || !sameBytes(bytes, at + 2, name.bytes) || !isBlank(bytes, last, end)) {
      return this.#fail(at, `unmatched closing tag: ${this.#shown(bytes, at + 2, end)}`);
    }
    this.#inValue = false;
    this.#handler.close(name.text);
    return end + 1;
  }

  #openTag(bytes: Buffer, at: number): number {
    let end = at + 1;
    let hash = 0x811c9dc5;
    for (let byte = bytes[end]; ; byte = bytes[end]) {
      if (byte === undefined) return -1;
      if (byte === greater || byte === slash || byte <= 0x20) break;
      hash = Math.imul(hash ^ byte, 0x01000193);
      end += 1;
    }
    const nameEnd = end;
    if (bytes[end] !== greater) end = tagEnd(bytes, end);
    if (end < 0) return -1;
    const name = this.#names.get(hash, bytes, at + 1, nameEnd);
    const isEmpty = bytes[end - 1] === slash;
    const inside = end - (isEmpty ? 1 : 0);
    const attributes = inside > nameEnd ? this.#attributes(bytes, nameEnd, inside) : noAttributes;
    if (this.#open.length === 0 && this.#hasRoot) this.#fail(at, 'documents may contain only one root');
    this.#hasRoot = true;
    this.#limit('xmlDepth', this.#open.length + 1);
    this.#inValue = false;
    this.#handler.open(name.text, attributes, this.#line);
    if (isEmpty) this.#handler.close(name.text);
    else this.#open.push(name);
    return end + 1;
  }

  #attributes(bytes: Buffer, start: number, end: number): Readonly<Record<string, string>> {
    this.#countLines(bytes, start, end);
    const found = this.#values.attributes(bytes, start, end);
    if (typeof found === 'string') return this.#fail(start, `attributes: ${found.slice(0, 60)}`);
    return found;
  }

  #declaration(bytes: Buffer, at: number): number {
    const left = bytes.length - at;
    if (startsWith(bytes, at, commentStart)) return this.#skipTo(bytes, at + 4, '-->');
    if (startsWith(bytes, at, cdataStart)) return this.#cdata(bytes, at);
    if (left < cdataStart.length) return -1;
    if (/^<!DOCTYPE/i.test(bytes.toString('latin1', at, at + 9))) {
      throw new InputError('input.xml-doctype', { file: this.#input.file, line: this.#line });
    }
    return this.#fail(at, 'unknown declaration');
  }

  #cdata(bytes: Buffer, at: number): number {
    const start = at + cdataStart.length;
    const end = bytes.indexOf(']]>', start);
    if (end < 0) return -1;
    if (this.#open.length === 0) this.#fail(at, 'text data outside of root node');
    this.#countLines(bytes, start, end);
    this.#inValue = true;
    this.#handler.text(this.#values.decode(bytes, start, end, { seen: 0x80, strange: 2 }));
    return end + 3;
  }

  #skipTo(bytes: Buffer, at: number, mark: string): number {
    const end = bytes.indexOf(mark, at);
    if (end < 0) return -1;
    this.#countLines(bytes, at, end);
    return end + mark.length;
  }

  #countLines(bytes: Buffer, start: number, end: number): void {
    for (let at = bytes.indexOf(lineFeed, start); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) {
      this.#line += 1;
      this.#lineStart = at + 1;
    }
  }

  #checkBlank(bytes: Buffer, start: number, end: number): void {
    // Some bases end their files with zero bytes.
    const text = bytes.toString('latin1', start, end).replaceAll('\0', ' ').replace('\xef\xbb\xbf', '').trim();
    if (text !== '') this.#fail(start, 'text data outside of root node');
  }

  #shown(bytes: Buffer, start: number, end: number): string {
    return this.#texts.read(bytes, start, Math.min(end, start + 100));
  }

  #limit(limit: 'rowBytes' | 'xmlDepth', value: number): void {
    const { file, limits } = this.#input;
    if (value <= limits[limit]) return;
    throw new InputError('input.limit', { file, limit, value: String(value), allowed: String(limits[limit]) });
  }

  #fail(at: number, reason: string): never {
    const { file } = this.#input;
    throw new InputError('input.xml', { file, line: this.#line, column: this.#column(at), reason });
  }

  /** In characters, while the line began in the bytes at hand; else in bytes. */
  #column(at: number): number {
    const start = this.#lineStart;
    if (start < 0 || start > at) return Math.max(1, at - start + 1);
    return this.#texts.read(this.#bytes, start, at).length + 1;
  }
}
