import type { SaxesAttributePlain, SaxesParser } from 'saxes';
import { chooseEncoding, namedEncoding, PieceDecoder, type EncodingChoice } from './piece-decoder.ts';
import { InputError } from './errors.ts';
import type { Input } from './input.ts';

/** What a reader of XML does with each event. Names keep their prefixes as written. */
export interface XmlHandler {
  /** `line` is where the tag ends, 1-based. */
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  /** Text between tags, entities decoded; one run may arrive in several calls. CDATA included. */
  text(value: string): void;
  close(name: string): void;
}

export interface XmlOptions {
  /** Overrides what the byte order mark, the bytes and the XML declaration say. */
  readonly encoding?: string;
}

/**
 * Feeds a handler the whole file, chunk by chunk, in memory that does not grow with it. Resumes after every chunk, so that the
 * caller can pass on what the handler has collected so far.
 * @throws InputError for XML that is not well-formed, cut off, too deep or that declares a DOCTYPE
 */
export async function* feedXml(input: Input, handler: XmlHandler, options: XmlOptions = {}): AsyncGenerator<void> {
  const { SaxesParser: Parser } = await import('saxes');
  const feed = new XmlFeed(input, handler, new Parser({ position: true }));
  const choice = await xmlChoice(input, options.encoding);
  const decoder = new PieceDecoder(choice, { file: input.file, bytes: input.limits.rowBytes });
  for await (const chunk of input.open()) {
    feed.write(decoder.write(chunk as Uint8Array));
    yield;
  }
  feed.write(decoder.end());
  feed.close();
  yield;
}

/** How a file is decoded: by `encoding` when given, else by its bytes and declaration. */
export async function xmlChoice(input: Input, encoding?: string): Promise<EncodingChoice> {
  if (encoding !== undefined) return namedEncoding(input.file, encoding);
  const head = await input.head();
  return chooseEncoding(input.file, head, declaredEncoding(head));
}

/** The parser with the limits of the project around it. */
class XmlFeed {
  readonly #parser: SaxesParser<{ position: true }>;
  readonly #input: Input;
  #depth = 0;
  #sinceEvent = 0;
  #ending = false;
  #innermost = '';

  constructor(input: Input, handler: XmlHandler, parser: SaxesParser<{ position: true }>) {
    this.#input = input;
    this.#parser = parser;
    parser.on('error', (error) => this.#fail(error.message));
    parser.on('doctype', () => {
      throw new InputError('input.xml-doctype', { file: input.file, line: parser.line });
    });
    parser.on('opentag', (tag) => {
      this.#sinceEvent = 0;
      this.#depth += 1;
      this.#innermost = tag.name;
      if (this.#depth > input.limits.xmlDepth) this.#overLimit('xmlDepth', this.#depth);
      handler.open(tag.name, tag.attributes as Record<string, SaxesAttributePlain['value']>, parser.line);
    });
    parser.on('closetag', (tag) => {
      this.#sinceEvent = 0;
      this.#depth -= 1;
      handler.close(tag.name);
    });
    parser.on('text', (text) => handler.text(text));
    parser.on('cdata', (text) => handler.text(text));
  }

  write(text: string): void {
    if (text.length === 0) return;
    this.#sinceEvent += text.length;
    this.#parser.write(text);
    if (this.#sinceEvent > this.#input.limits.rowBytes) this.#overLimit('rowBytes', this.#sinceEvent);
  }

  close(): void {
    this.#ending = true;
    this.#parser.close();
  }

  #overLimit(limit: 'xmlDepth' | 'rowBytes', value: number): never {
    const allowed = String(this.#input.limits[limit]);
    throw new InputError('input.limit', { file: this.#input.file, limit, value: String(value), allowed });
  }

  #fail(message: string): never {
    const { file } = this.#input;
    const { line, column } = this.#parser;
    if (this.#ending && this.#depth > 0) {
      throw new InputError('input.truncated', { file, place: `${line}:${column}, <${this.#innermost}>` });
    }
    throw new InputError('input.xml', { file, line, column, reason: message.replace(/^\d+:\d+: /, '') });
  }
}

/** What the XML declaration says, in lower case; undefined without one. */
export function declaredEncoding(head: Uint8Array): string | undefined {
  const declaration = Buffer.from(head.subarray(0, 512)).toString('latin1');
  return /<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1]?.toLowerCase();
}
