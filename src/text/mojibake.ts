import { isUtf8 } from 'node:buffer';

/** Which wrong reading was undone: the encoding of the bytes, read as the second one. */
type Misreading =
  | 'utf-8 as windows-1251'
  | 'utf-8 as windows-1252'
  | 'windows-1251 as windows-1252'
  | 'ibm866 as windows-1251';

export interface RepairedText {
  readonly text: string;
  /** The misreadings undone, the outermost first; empty when the text was sound. */
  readonly misreadings: readonly Misreading[];
}

type SingleByte = 'windows-1251' | 'windows-1252' | 'ibm866';

const encoders = new Map<SingleByte, ReadonlyMap<number, number>>();

/** Which byte stands for a code in a single-byte encoding; bytes without a letter stand for themselves. */
function encoderOf(encoding: SingleByte): ReadonlyMap<number, number> {
  const known = encoders.get(encoding);
  if (known !== undefined) return known;
  const map = new Map<number, number>();
  for (let byte = 0; byte < 256; byte++) map.set(signOf(byte, encoding).charCodeAt(0), byte);
  if (encoding === 'windows-1251') map.set(0x98, 0x98);
  encoders.set(encoding, map);
  return map;
}

/** Bytes 80 to 9F of windows-1252; some releases of Node decode them as ISO 8859-1. */
const westernSigns =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

function signOf(byte: number, encoding: SingleByte): string {
  if (encoding !== 'windows-1252') return new TextDecoder(encoding).decode(new Uint8Array([byte]));
  return byte >= 0x80 && byte < 0xa0 ? westernSigns.charAt(byte - 0x80) : String.fromCharCode(byte);
}

function bytesOf(text: string, encoding: SingleByte): Uint8Array | undefined {
  const encoder = encoderOf(encoding);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = encoder.get(text.charCodeAt(at));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}

/** Cyrillic letters that begin UTF-8 pairs of Cyrillic (Р, С) before a sign or letter that no word has there. */
const utf8As1251 =
  /[РСвГ][\u0080-\u00BF\u0401-\u040F\u0451-\u045F\u0490\u0491\u2010-\u2122]|(?:[РС][А-Яа-яЁё\u00A0]){3}/;
const utf8As1252 = /[ÐÑÃÂâ][\u0080-\u00BF\u0152-\u0178\u02C6\u02DC\u2010-\u2122]/;
const ansiAs1252 = /(?:^|[^A-Za-z\u00C0-\u00FF])[\u00C0-\u00FF¸¨]{4,}(?=$|[^A-Za-z\u00C0-\u00FF])/;
const latinBeside = /[A-Za-z][\u00C0-\u00FF]|[\u00C0-\u00FF][A-Za-z]/;
const dosAs1251 = /[\u00A0-\u00BF\u0402\u0403\u040A-\u040F\u0452\u0453\u0457-\u045F\u201A-\u2122]/g;
const onlyRussian = /^[А-Яа-яЁё\s!-~№]+$/;
const russianWord = /[А-Яа-яЁё]{3,}/;
const readable = /[А-Яа-яЁё\u00C0-\u024F\u0400-\u052F\u2010-\u2122«»№]/;
const suspicious = /[\u0080-\uFFFF]/;
const mostLayers = 4;

/**
 * Undoes text whose bytes were read in the wrong encoding, once or several times: `РџРµС‚СЂ` is `Петр`. Only when the bytes
 * decode without a remainder and the result is Russian; sound text is returned as it is.
 */
export function repairMojibake(text: string): RepairedText {
  let current = text;
  const misreadings: Misreading[] = [];
  while (misreadings.length < mostLayers && suspicious.test(current)) {
    const repaired = repairOnce(current);
    if (repaired === undefined) break;
    current = repaired.text;
    misreadings.push(repaired.misreading);
  }
  // Text that keeps changing is not what these rules are for.
  return misreadings.length === mostLayers ? { text, misreadings: [] } : { text: current, misreadings };
}

function repairOnce(text: string): { readonly text: string; readonly misreading: Misreading } | undefined {
  if (utf8As1251.test(text)) {
    const found = asUtf8(text, 'windows-1251');
    if (found !== undefined) return { text: found, misreading: 'utf-8 as windows-1251' };
  }
  if (utf8As1252.test(text)) {
    const found = asUtf8(text, 'windows-1252');
    if (found !== undefined) return { text: found, misreading: 'utf-8 as windows-1252' };
  }
  if (ansiAs1252.test(text) && !latinBeside.test(text)) {
    const found = decoded(bytesOf(text, 'windows-1252'), 'windows-1251');
    if (found !== undefined && onlyRussian.test(found.replaceAll(/[«»–—]/g, '')) && looksWritten(found)) {
      return { text: found, misreading: 'windows-1251 as windows-1252' };
    }
  }
  if ((text.match(dosAs1251)?.length ?? 0) > 1 && !/[«»]/.test(text)) {
    const found = decoded(bytesOf(text, 'windows-1251'), 'ibm866');
    if (found !== undefined && onlyRussian.test(found) && looksWritten(found)) {
      return { text: found, misreading: 'ibm866 as windows-1251' };
    }
  }
  return undefined;
}

function asUtf8(text: string, encoding: SingleByte): string | undefined {
  const bytes = withLostLetters(bytesOf(text, encoding), encoding);
  if (bytes === undefined || !isUtf8(bytes)) return undefined;
  const result = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return result.length < text.length && readable.test(result) ? result : undefined;
}

const lead = 0xd0;
const lostByte = 0x98;

/**
 * Byte 98 has no sign in windows-1251 and is often dropped on the way; it is the second half of И and nothing else in
 * Russian, so it is put back behind every D0 that has lost it.
 */
function withLostLetters(bytes: Uint8Array | undefined, encoding: SingleByte): Uint8Array | undefined {
  if (bytes === undefined || encoding !== 'windows-1251' || isUtf8(bytes)) return bytes;
  const complete: number[] = [];
  for (const [at, byte] of bytes.entries()) {
    complete.push(byte);
    const next = bytes[at + 1] ?? 0;
    if (byte === lead && (next < 0x80 || next > 0xbf)) complete.push(lostByte);
  }
  return Uint8Array.from(complete);
}

function decoded(bytes: Uint8Array | undefined, encoding: SingleByte): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder(encoding).decode(bytes);
}

/** Russian as people write it: a word of three letters or more, and capitals only at its start or throughout. */
function looksWritten(text: string): boolean {
  if (!russianWord.test(text)) return false;
  return !/[а-яё][А-ЯЁ]/.test(text) && /[аеёиоуыэюя]/i.test(text);
}

const lost = /\uFFFD|\?{3,}|(?:\?[^?\s]?){4,}/;

/** Whether letters were already lost before the text came here: replacement signs or runs of question marks. */
export function hasLostLetters(text: string): boolean {
  return lost.test(text);
}
