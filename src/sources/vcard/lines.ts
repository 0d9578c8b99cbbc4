import { InputError } from '../../errors.ts';
import type { Input } from '../../input.ts';
import { byteOrderMark, detectEncoding } from '../../text/encoding.ts';
import { openText } from '../../text-input.ts';

/** A physical line: its bytes as a binary string (one character a byte), without the line end. */
export interface ByteLine {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Lines of a card file as bytes, because every property may have a character set of its own. UTF-16 is brought to UTF-8 first.
 * Line ends are CRLF, LF or CR.
 * @throws InputError for a line over the limit
 */
export async function* byteLines(input: Input): AsyncGenerator<readonly ByteLine[]> {
  const splitter = new LineSplitter(input);
  for await (const chunk of binaryChunks(input)) {
    const lines = splitter.write(chunk);
    if (lines.length > 0) yield lines;
  }
  const rest = splitter.end();
  if (rest.length > 0) yield rest;
}

async function* binaryChunks(input: Input): AsyncGenerator<string> {
  const head = await input.head();
  const mark = byteOrderMark(head);
  const wide = mark?.encoding ?? wideWithoutMark(head);
  if (wide === 'utf-16le' || wide === 'utf-16be' || wide === 'utf-32') {
    const text = await openText(input, wide);
    for await (const chunk of text.chunks()) yield Buffer.from(chunk.text, 'utf8').toString('latin1');
    return;
  }
  let skip = mark?.length ?? 0;
  for await (const chunk of input.open()) {
    const bytes = chunk as Uint8Array;
    const cut = Math.min(skip, bytes.length);
    skip -= cut;
    yield Buffer.from(bytes.buffer, bytes.byteOffset + cut, bytes.length - cut).toString('latin1');
  }
}

/** UTF-16 shows by the zero bytes of `BEGIN`. */
export function wideWithoutMark(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (!head.subarray(0, 4).includes(0)) return undefined;
  const { encoding } = detectEncoding(head);
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? encoding : undefined;
}

class LineSplitter {
  readonly #input: Input;
  #rest = '';
  #line = 0;
  #endedInReturn = false;

  constructor(input: Input) {
    this.#input = input;
  }

  write(chunk: string): ByteLine[] {
    // The LF of a CRLF that was cut between two chunks belongs to the line already given.
    const text = this.#endedInReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
    if (chunk !== '') this.#endedInReturn = chunk.endsWith('\r');
    const parts = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = parts.pop() ?? '';
    const allowed = this.#input.limits.rowBytes;
    if (this.#rest.length > allowed) {
      const args = { file: this.#input.file, limit: 'rowBytes', value: `> ${allowed}`, allowed: String(allowed) };
      throw new InputError('input.limit', args, { place: { file: this.#input.file, line: this.#line + 1 } });
    }
    return parts.map((part) => ({ text: part, line: (this.#line += 1) }));
  }

  end(): ByteLine[] {
    return this.#rest === '' ? [] : [{ text: this.#rest, line: (this.#line += 1) }];
  }
}
