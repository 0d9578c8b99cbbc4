import { isAscii, isUtf8 } from 'node:buffer';
import type { Context } from '../../context.ts';
import { byteOrderMark, certainEncoding, completeUtf8, detectEncoding, type Encoding } from '../../text/encoding.ts';
import type { Part } from './parts.ts';

/** Bytes above ASCII that the letters are judged by. */
const sampleBytes = 64 * 1024;

/**
 * The encoding of each file of an export that consists of several: a byte order mark, then UTF-8 where all bytes are, then one
 * single-byte encoding for all that are not, because they were written together. Files that are pure ASCII say nothing.
 */
export async function decideEncodings(
  parts: readonly Part[],
  isWeekly: boolean,
  context: Context,
): Promise<ReadonlyMap<Part, Encoding>> {
  const found = new Map<Part, Encoding>();
  const samples: Uint8Array[] = [];
  const others: Part[] = [];
  for (const part of parts) {
    context.signal.throwIfAborted();
    if (byteOrderMark(await part.input.head()) !== undefined) continue;
    const sample = await foreignSample(part);
    if (sample === undefined) found.set(part, 'utf-8');
    else {
      others.push(part);
      samples.push(sample);
    }
  }
  if (others.length === 0) return found;
  const guess = detectEncoding(Buffer.concat(samples).subarray(0, sampleBytes));
  // Salesforce offers no Cyrillic code page: what is not certain is its Western one.
  const isWide = guess.encoding.startsWith('utf-16');
  const isSure = guess.confidence >= certainEncoding && guess.encoding !== 'utf-8';
  const encoding = isSure || isWide || !isWeekly ? guess.encoding : 'latin1';
  for (const part of others) found.set(part, encoding);
  return found;
}

/** Bytes with their neighbours that are not UTF-8; undefined when the whole file is. */
async function foreignSample({ input }: Part): Promise<Uint8Array | undefined> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of input.open() as AsyncIterable<Buffer>) {
    if (rest.length === 0 && isAscii(chunk)) continue;
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = completeUtf8(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return Buffer.from(aroundHigh(bytes));
    rest = Buffer.from(bytes.subarray(whole));
  }
  return rest.length === 0 ? undefined : rest;
}

/** The part of a chunk where its first bytes above ASCII stand. */
function aroundHigh(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  return bytes.subarray(Math.max(0, first - 1024), first + sampleBytes);
}
