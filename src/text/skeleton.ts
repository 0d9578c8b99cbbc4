import { classOf, firstSound, letterClass, secondSound } from './alphabet.ts';
import { repairLookalikes } from './lookalikes.ts';

const A = 97;
const C = 99;
const E = 101;
const H = 104;
const I = 105;
const K = 107;
const O = 111;
const S = 115;
const T = 116;
const U = 117;
const Z = 122;
const CH = 52; // '4'
const SH = 54; // '6'
const ZH = 55; // '7'

/** What is being written; one word at a time, the space between words included. */
interface Output {
  bytes: Buffer;
  size: number;
  wordStart: number;
  /** Fold what one sound is spelt with: doubled letters, i before a vowel, a final i. */
  folded: boolean;
}

const output: Output = { bytes: Buffer.alloc(2048), size: 0, wordStart: 0, folded: true };
let latinWord = new Uint8Array(256);

/**
 * The key of a text that every Cyrillic spelling and every usual transliteration shares: ASCII, one byte a sound, lower
 * case, words separated by one space. `Щукина`, `Shchukina`, `Schukina` are `6ukina`; `Дмитрий`, `Dmitry` are `dmitr`.
 * Digits stay and are never folded; hyphens separate words; apostrophes are dropped; words that mix scripts are repaired.
 * Letters of scripts without a table stand as their code point, so that such names still equal themselves.
 */
export function skeleton(text: string): string {
  return write(text, true);
}

/** As {@link skeleton} without folding: tells `Алла`, `Аля` and `Алия` apart. For looking up known words. */
export function letterKey(text: string): string {
  return write(text, false);
}

/** The skeleton of one word given as its {@link letterKey} or a part of it. */
export function foldKey(key: string): string {
  reserve(key.length);
  output.folded = true;
  output.wordStart = 0;
  for (let at = 0; at < key.length; at++) emit(key.charCodeAt(at));
  dropFinalI();
  return output.bytes.toString('latin1', 0, output.size);
}

function reserve(letters: number): void {
  if (output.bytes.length < letters * 7 + 8) output.bytes = Buffer.alloc(letters * 8 + 8);
  output.size = 0;
}

const combining = /[\u0300-\u036F]/;

function write(raw: string, folded: boolean): string {
  const text = combining.test(raw) ? raw.normalize('NFC') : raw;
  reserve(text.length);
  output.folded = folded;
  writeWords(text);
  const end = output.size > 0 && output.bytes[output.size - 1] === 32 ? output.size - 1 : output.size;
  return output.bytes.toString('latin1', 0, end);
}

function writeWords(text: string): void {
  let at = 0;
  while (at < text.length) {
    const kind = classOf(text.charCodeAt(at));
    if (kind === letterClass.separator) {
      if (output.size > 0 && output.bytes[output.size - 1] !== 32) output.bytes[output.size++] = 32;
      at++;
    } else if (kind === letterClass.digit) {
      output.bytes[output.size++] = text.charCodeAt(at++);
    } else {
      at = writeLetters(text, at);
    }
  }
}

/** Writes the run of letters at `start`; returns where it ends. */
function writeLetters(text: string, start: number): number {
  let end = start;
  let scripts = 0;
  for (; end < text.length; end++) {
    const kind = classOf(text.charCodeAt(end));
    if (kind === letterClass.separator || kind === letterClass.digit) break;
    if (kind !== letterClass.silent) scripts |= 1 << kind;
  }
  output.wordStart = output.size;
  if (scripts === 1 << letterClass.latin) writeLatin(text, start, end);
  else if (scripts & (1 << letterClass.latin) && scripts & (1 << letterClass.cyrillic)) writeMixed(text, start, end);
  else writeSounds(text, start, end);
  if (output.folded) dropFinalI();
  return end;
}

function writeMixed(text: string, start: number, end: number): void {
  const word = text.slice(start, end);
  const repaired = repairLookalikes(word);
  if (repaired !== word && classOf(repaired.charCodeAt(0)) === letterClass.latin)
    writeLatin(repaired, 0, repaired.length);
  else writeSounds(repaired, 0, repaired.length);
}

function dropFinalI(): void {
  const length = output.size - output.wordStart;
  if (length > 3 && output.bytes[output.size - 1] === I) output.size--;
}

function emit(sound: number): void {
  let byte = sound;
  if (output.folded && output.size > output.wordStart) {
    if (output.bytes[output.size - 1] === I && (byte === A || byte === U || byte === E || byte === O)) {
      output.size--;
      if (byte === O) byte = E;
    }
    if (output.size > output.wordStart && output.bytes[output.size - 1] === byte) return;
  }
  output.bytes[output.size++] = byte;
}

/** Letter by letter; тс, сч and шч are folded as their transliterations ts, sch and shch cannot be told from ц and щ. */
function writeSounds(text: string, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const sound = firstSound(code);
    if (sound === 0) {
      if (classOf(code) === letterClass.other) writeCodePoint(code);
      continue;
    }
    const last = output.size > output.wordStart ? output.bytes[output.size - 1] : 0;
    if (last === T && (sound === S || sound === C)) output.bytes[output.size - 1] = C;
    else if ((last === S || last === SH) && sound === CH) output.bytes[output.size - 1] = SH;
    else emit(sound);
    const second = secondSound(code);
    if (second !== 0) emit(second);
  }
}

function writeCodePoint(code: number): void {
  output.size += output.bytes.write(`_${code.toString(36)}`, output.size, 'latin1');
}

function writeLatin(text: string, start: number, end: number): void {
  if (latinWord.length < end - start + 4) latinWord = new Uint8Array(end - start + 256);
  let length = 0;
  for (let at = start; at < end; at++) {
    const sound = firstSound(text.charCodeAt(at));
    if (sound !== 0) latinWord[length++] = sound;
  }
  latinWord.fill(0, length, length + 4);
  let at = 0;
  while (at < length) at += writeLatinSound(at);
}

/** Writes the sound at `at` of the folded Latin word; returns how many letters spell it. */
function writeLatinSound(at: number): number {
  const letter = latinWord[at] ?? 0;
  const next = latinWord[at + 1] ?? 0;
  switch (letter) {
    case S:
      return writeS(at, next);
    case T:
      return writeT(at, next);
    case C:
      return next === H ? emitted(CH, 2) : next === K ? emitted(K, 2) : emitted(C, next === Z ? 2 : 1);
    case Z:
      return next === H ? emitted(ZH, 2) : emitted(Z, 1);
    case K:
      return next === H ? emitted(H, 2) : emitted(K, 1);
    case 112: // p
      return next === H ? emitted(102, 2) : emitted(112, 1);
    case 113: // q
      return emitted(K, 1);
    case 119: // w
      return emitted(118, 1);
    case 120: // x
      emit(K);
      return emitted(S, 1);
    case 106: // j
    case 121: // y
      return emitted(I, 1);
    default:
      return emitted(letter, 1);
  }
}

function writeS(at: number, next: number): number {
  const third = latinWord[at + 2];
  if (next === C && third === H) return emitted(SH, 3);
  if (next !== H) return next === CH || next === SH ? emitted(SH, 2) : emitted(S, 1);
  if (third === C && latinWord[at + 3] === H) return emitted(SH, 4);
  return emitted(SH, third === H ? 3 : 2);
}

function writeT(at: number, next: number): number {
  if (next === C) return latinWord[at + 2] === H ? emitted(CH, 3) : emitted(C, 2);
  if (next === S || next === Z) return latinWord[at + 2] === H && next === S ? emitted(T, 1) : emitted(C, 2);
  return emitted(T, next === H ? 2 : 1);
}

function emitted(sound: number, length: number): number {
  emit(sound);
  return length;
}
