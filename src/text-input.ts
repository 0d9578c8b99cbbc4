import { isAscii } from 'node:buffer';
import { InputError } from './errors.ts';
import type { Input } from './input.ts';
import { chunkDecoder, type ChunkDecoder } from './text/decoder.ts';
import {
  byteOrderMark,
  certainEncoding,
  detectEncoding,
  encodingNamed,
  type Encoding,
  type EncodingGuess,
} from './text/encoding.ts';

/** A piece of a text file, in file order. */
export interface TextChunk {
  readonly text: string;
  /** Holds U+FFFD in place of bytes that are not text in the file's encoding. */
  readonly damaged: boolean;
}

/** What is known about a text file's encoding; final once the chunks have been read. */
interface TextEncoding {
  encoding: Encoding;
  /** 0 to 1; 1 when it was named or marked. */
  confidence: number;
  /** Nothing above ASCII seen so far. */
  ascii: boolean;
}

export interface TextInput {
  readonly found: TextEncoding;
  /** The text from its start, without a byte order mark, in pieces of up to a megabyte. */
  chunks(): AsyncGenerator<TextChunk>;
}

const undecided: EncodingGuess = { encoding: 'utf-8', confidence: 1, markBytes: 0, ascii: true };

/**
 * Opens a text file in the encoding given, or in the one its bytes show. A file that starts with ASCII is decided where the
 * first other byte stands, however far that is.
 * @param encoding overrides what the bytes look like
 * @throws InputError when the encoding is not known, or not certain
 */
export async function openText(input: Input, encoding?: string): Promise<TextInput> {
  const { file } = input;
  const head = await input.head();
  const mark = byteOrderMark(head);
  if (mark?.encoding === 'utf-32') throw new InputError('input.encoding-unsupported', { file, encoding: 'utf-32' });
  let named: Encoding | undefined;
  if (encoding !== undefined) {
    named = encodingNamed(encoding);
    if (named === undefined) throw new InputError('input.encoding-unsupported', { file, encoding });
  }
  const guess = isWeakEvidence(head) && head.length < input.bytes ? undecided : detectEncoding(head);
  const markBytes = mark !== undefined && (named === undefined || named === mark.encoding) ? mark.length : 0;
  const found: TextEncoding =
    named === undefined
      ? { encoding: guess.encoding, confidence: guess.confidence, ascii: guess.ascii }
      : { encoding: named, confidence: 1, ascii: false };
  if (found.confidence < certainEncoding) throw uncertain(file, found);
  return { found, chunks: () => decodeChunks(input, found, markBytes) };
}

async function* decodeChunks(input: Input, found: TextEncoding, markBytes: number): AsyncGenerator<TextChunk> {
  let decoder: ChunkDecoder | undefined = found.ascii ? undefined : chunkDecoder(found.encoding);
  for await (const bytes of heldChunks(input, found, markBytes)) {
    if (decoder === undefined && !isAscii(bytes)) {
      settle(input.file, found, bytes);
      decoder = chunkDecoder(found.encoding);
    }
    const text = decoder?.write(bytes) ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    if (text !== '') yield { text, damaged: decoder?.damaged ?? false };
  }
  const rest = decoder?.end() ?? '';
  if (rest !== '') yield { text: rest, damaged: true };
}

/** The bytes after the byte order mark; while the encoding is open, a chunk with little evidence is joined to the next. */
async function* heldChunks(input: Input, found: TextEncoding, markBytes: number): AsyncGenerator<Uint8Array> {
  let skip = markBytes;
  let held: Uint8Array | undefined;
  for await (const chunk of input.open()) {
    let bytes = chunk as Uint8Array;
    const cut = Math.min(skip, bytes.length);
    skip -= cut;
    bytes = held === undefined ? bytes.subarray(cut) : Buffer.concat([held, bytes]);
    held = undefined;
    if (bytes.length === 0) continue;
    if (found.ascii && isWeakEvidence(bytes)) held = bytes;
    else yield bytes;
  }
  if (held !== undefined) yield held;
}

/**
 * Whether the first byte above ASCII stands so near the end that it may be half a character of UTF-8, or a letter of any other
 * encoding.
 */
function isWeakEvidence(bytes: Uint8Array): boolean {
  return bytes.length > 4096 && !isAscii(bytes) && isAscii(bytes.subarray(0, bytes.length - 4096));
}

/** Decides by the first part that is not ASCII. */
function settle(file: string, found: TextEncoding, bytes: Uint8Array): void {
  const guess = detectEncoding(bytes);
  Object.assign(found, { encoding: guess.encoding, confidence: guess.confidence, ascii: false });
  if (found.confidence < certainEncoding) throw uncertain(file, found);
}

function uncertain(file: string, found: TextEncoding): InputError {
  return new InputError('input.encoding-unknown', { file, best: found.encoding, confidence: found.confidence });
}
