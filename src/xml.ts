import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesAttributePlain } from 'saxes';
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
  /** Overrides what the byte order mark and the XML declaration say. */
  readonly encoding?: string;
}

/**
 * Feeds a handler the whole file, chunk by chunk, in memory that does not grow with it. Resumes after every chunk, so that the
 * caller can pass on what the handler has collected so far.
 * @throws InputError for XML that is not well-formed, cut off, too deep or that declares a DOCTYPE
 */
export async function* feedXml(input: Input, handler: XmlHandler, options: XmlOptions = {}): AsyncGenerator<void> {
  const parser = xmlParser(input, handler);
  const decoder = xmlDecoder(input.file, options.encoding ?? xmlEncoding(await input.head()));
  for await (const chunk of input.open()) {
    parser.write(decoder.decode(chunk as Uint8Array, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
  yield;
}

function xmlParser(input: Input, handler: XmlHandler): SaxesParser<{ position: true }> {
  const { file, limits } = input;
  const parser = new SaxesParser({ position: true });
  let depth = 0;
  parser.on('error', (error) => {
    throw new InputError('input.xml', {
      file,
      line: parser.line,
      column: parser.column,
      reason: error.message.replace(/^\d+:\d+: /, ''),
    });
  });
  parser.on('doctype', () => {
    throw new InputError('input.xml-doctype', { file, line: parser.line });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > limits.xmlDepth) {
      throw new InputError('input.limit', {
        file,
        limit: 'xmlDepth',
        value: String(depth),
        allowed: String(limits.xmlDepth),
      });
    }
    handler.open(tag.name, tag.attributes as Record<string, SaxesAttributePlain['value']>, parser.line);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handler.close(tag.name);
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  return parser;
}

function xmlDecoder(file: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (cause) {
    throw new InputError('input.encoding-unsupported', { file, encoding }, { cause });
  }
}

/** The encoding of an XML document by its byte order mark, its zero bytes or its declaration; UTF-8 otherwise (XML 1.0, appendix F). */
export function xmlEncoding(head: Uint8Array): string {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  if (first === 0xef && second === 0xbb) return 'utf-8';
  const declaration = new TextDecoder('latin1').decode(head.subarray(0, 256));
  const declared = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1];
  return declared?.toLowerCase() ?? 'utf-8';
}
