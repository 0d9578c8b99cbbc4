import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { scoreText } from './encoding-score.ts';

/** Encodings that perenos reads. `latin1` is windows-1252, as the WHATWG encoding standard has it. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'cp866', 'koi8-r', 'latin1'] as const;
export type Encoding = (typeof encodings)[number];

/** What the bytes look like. */
export interface EncodingGuess {
  readonly encoding: Encoding;
  /** 0 to 1; below `certainEncoding` a person should be asked. */
  readonly confidence: number;
  /** Length of the byte order mark, 0 when there is none. */
  readonly markBytes: 0 | 2 | 3;
  /** No byte above 0x7F was seen, so every encoding but UTF-16 reads it alike. */
  readonly ascii: boolean;
}

export const certainEncoding = 0.9;

const singleByte = ['windows-1251', 'cp866', 'koi8-r', 'latin1'] as const;

const aliases: Readonly<Record<string, Encoding>> = {
  utf8: 'utf-8',
  'utf-16': 'utf-16le',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  ucs2: 'utf-16le',
  'ucs-2': 'utf-16le',
  utf16be: 'utf-16be',
  cp1251: 'windows-1251',
  'cp-1251': 'windows-1251',
  win1251: 'windows-1251',
  'win-1251': 'windows-1251',
  windows1251: 'windows-1251',
  1251: 'windows-1251',
  ansi: 'windows-1251',
  ibm866: 'cp866',
  'cp-866': 'cp866',
  dos: 'cp866',
  866: 'cp866',
  koi8r: 'koi8-r',
  koi8: 'koi8-r',
  'iso-8859-1': 'latin1',
  'latin-1': 'latin1',
  'windows-1252': 'latin1',
  cp1252: 'latin1',
};

/** The encoding a name stands for, whatever its case and spelling; undefined when there is none. */
export function encodingNamed(name: string): Encoding | undefined {
  const lower = name.trim().toLowerCase().replaceAll('_', '-');
  return encodings.find((known) => known === lower) ?? aliases[lower];
}

/** The label under which `TextDecoder` knows an encoding. */
export function decoderLabel(encoding: Encoding): string {
  return encoding === 'cp866' ? 'ibm866' : encoding;
}

/** The byte order mark at the start of a file. UTF-32 has one too, and is not read. */
export function byteOrderMark(
  bytes: Uint8Array,
): { readonly encoding: Encoding | 'utf-32'; readonly length: 2 | 3 | 4 } | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return { encoding: 'utf-32', length: 4 };
  if (first === 0xff && second === 0xfe) {
    return third === 0 && fourth === 0 ? { encoding: 'utf-32', length: 4 } : { encoding: 'utf-16le', length: 2 };
  }
  return first === 0xfe && second === 0xff ? { encoding: 'utf-16be', length: 2 } : undefined;
}

/**
 * Finds the encoding of text by its bytes: byte order mark, zero bytes of UTF-16, strict UTF-8, then letter statistics.
 * @param bytes the start of the file, or the first part of it that is not ASCII
 */
export function detectEncoding(bytes: Uint8Array): EncodingGuess {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined && mark.encoding !== 'utf-32' && mark.length !== 4) {
    return { encoding: mark.encoding, confidence: 1, markBytes: mark.length, ascii: false };
  }
  const wide = detectWide(bytes);
  if (wide !== undefined) return wide;
  if (isAscii(bytes)) {
    return { encoding: 'utf-8', confidence: controlShare(bytes) > 0.05 ? 0.3 : 1, markBytes: 0, ascii: true };
  }
  const share = utf8Share(bytes);
  if (share === 1) return { encoding: 'utf-8', confidence: 0.99, markBytes: 0, ascii: false };
  if (share >= 0.9) return { encoding: 'utf-8', confidence: share * 0.99, markBytes: 0, ascii: false };
  return detectSingleByte(bytes);
}

/**
 * UTF-16 without a mark: in text of European languages every other byte is the number of a block, which is 0 for Latin,
 * 4 for Cyrillic, 0x20 and 0x21 for punctuation and №.
 */
function detectWide(bytes: Uint8Array): EncodingGuess | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 2) return undefined;
  const blocks = [0, 0];
  const zeros = [0, 0];
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index];
    const side = index & 1;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
    if (byte === 0 || byte === 4 || byte === 0x20 || byte === 0x21) blocks[side] = (blocks[side] ?? 0) + 1;
  }
  const half = length / 2;
  // Line ends, delimiters and digits are Latin, so a table in UTF-16 holds zero bytes, and on one side only.
  for (const [side, encoding] of [
    [1, 'utf-16le'],
    [0, 'utf-16be'],
  ] as const) {
    const here = (blocks[side] ?? 0) / half;
    const isOneSided = (zeros[side] ?? 0) > 8 * (zeros[1 - side] ?? 0);
    if (here > 0.95 && isOneSided && (zeros[side] ?? 0) / half > 0.05) {
      return { encoding, confidence: half >= 8 ? 0.97 : 0.8, markBytes: 0, ascii: false };
    }
  }
  return undefined;
}

/** Share of the sequences above ASCII that are well-formed UTF-8; a sequence cut by the end of the sample counts as well-formed. */
function utf8Share(bytes: Uint8Array): number {
  if (isUtf8(bytes.subarray(0, completeUtf8(bytes)))) return 1;
  let good = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length;) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) {
      index += 1;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc2 && byte < 0xf5 && isUtf8(bytes.subarray(index, index + length))) {
      good += 1;
      index += length;
    } else {
      bad += 1;
      index += 1;
    }
  }
  return good / (good + bad);
}

/** Length of `bytes` without a character that its end cuts. */
export function completeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** Share of control characters that no text holds: UTF-16 of another script, or no text at all. Zero bytes are the reader's to name. */
function controlShare(bytes: Uint8Array): number {
  const length = Math.min(bytes.length, 4096);
  let controls = 0;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] ?? 0;
    if ((byte > 0 && byte < 9) || (byte > 0x0d && byte < 0x20)) controls += 1;
  }
  return length === 0 ? 0 : controls / length;
}

function detectSingleByte(bytes: Uint8Array): EncodingGuess {
  const sample = denseSample(bytes, 16 * 1024);
  const scored = singleByte.map((encoding) => {
    const text = new TextDecoder(decoderLabel(encoding)).decode(sample);
    return { encoding, text, ...scoreText(text) };
  });
  scored.sort((left, right) => right.total - left.total);
  const [best] = scored;
  if (best === undefined) return { encoding: 'windows-1251', confidence: 0, markBytes: 0, ascii: false };
  // A rival that reads the same text is no rival: quotes and dashes stand in the same places of 1251 and 1252.
  const rival = scored.find((other) => other.text !== best.text);
  const lead = rival === undefined ? Infinity : best.total - rival.total;
  const average = best.total / Math.max(best.characters, 1);
  const isLanguage = average > -6.5;
  const confidence = (isLanguage ? 0.99 : 0.5) / (1 + Math.exp(-lead));
  return { encoding: best.encoding, confidence: Math.round(confidence * 100) / 100, markBytes: 0, ascii: false };
}

/** The bytes above ASCII with their neighbours, at most `max`, so that a few of them in a long file still decide. */
function denseSample(bytes: Uint8Array, max: number): Uint8Array {
  if (bytes.length <= max) return bytes;
  const sample = new Uint8Array(max);
  let length = 0;
  let until = 0;
  for (let index = 0; index < bytes.length && length < max; index += 1) {
    if ((bytes[index] ?? 0) >= 0x80) {
      const from = Math.max(until, index - 2);
      until = Math.min(bytes.length, index + 3);
      const part = bytes.subarray(from, Math.min(until, from + max - length));
      sample.set(part, length);
      length += part.length;
      // Neighbours of the next one may overlap: `until` marks what was taken.
    }
  }
  return sample.subarray(0, length);
}
