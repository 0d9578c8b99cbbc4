/**
 * Letters that look the same in Latin and Cyrillic. A word that mixes both scripts is brought to the script of its
 * majority (Cyrillic on a tie); when a letter has no twin there, to the other script; when neither works it stays.
 */

const latinTwins = 'aeopcxykisjABEKMHOPCTXYISJ';
const cyrillicTwins = 'аеорсхукіѕјАВЕКМНОРСТХУІЅЈ';

const toCyrillic = new Map<string, string>();
const toLatin = new Map<string, string>();
for (let at = 0; at < latinTwins.length; at++) {
  const latin = latinTwins.charAt(at);
  const twin = cyrillicTwins.charAt(at);
  toCyrillic.set(latin, twin);
  toLatin.set(twin, latin);
}

/** і, ѕ, ј are everyday letters in one script only: a Russian word never asks for them. */
const digitTwins = new Map([
  ['0', 'о'],
  ['3', 'з'],
  ['6', 'б'],
]);

const mixed = /[A-Za-z][\u0400-\u052F]|[\u0400-\u052F][A-Za-z]/;
const letterRun = /[\p{L}\p{M}]+/gu;
const isLatin = /[A-Za-z]/;
const isCyrillic = /[\u0400-\u052F]/;
const digitBetweenLetters = /(?<=[\u0400-\u052F])[036](?=[\u0400-\u052F])/g;

function convert(word: string, foreign: RegExp, twins: ReadonlyMap<string, string>): string | undefined {
  let result = '';
  for (const letter of word) {
    const twin = foreign.test(letter) ? twins.get(letter) : letter;
    if (twin === undefined) return undefined;
    result += twin;
  }
  return result;
}

function repairWord(word: string): string {
  let latin = 0;
  let cyrillic = 0;
  for (const letter of word) {
    if (isLatin.test(letter)) latin++;
    else if (isCyrillic.test(letter)) cyrillic++;
  }
  if (latin === 0 || cyrillic === 0) return word;
  const cyrillicWord = convert(word, isLatin, toCyrillic);
  const latinWord = convert(word, isCyrillic, toLatin);
  return (latin > cyrillic ? (latinWord ?? cyrillicWord) : (cyrillicWord ?? latinWord)) ?? word;
}

/** Repairs words that mix scripts; `Кyзнeцoв` becomes `Кузнецов`. Whole Latin or Cyrillic words are left alone. */
export function repairLookalikes(text: string): string {
  return mixed.test(text) ? text.replace(letterRun, repairWord) : text;
}

/** Repairs digits typed for letters between Cyrillic letters (`И0анн`, `Ку3нецов`); for names of people only. */
export function repairDigitsInWords(text: string): string {
  return text.replace(digitBetweenLetters, (digit, at: number) => {
    const letter = digitTwins.get(digit) ?? digit;
    const before = text.charAt(at - 1);
    return isSmall(before) || isSmall(text.charAt(at + 1)) ? letter : letter.toUpperCase();
  });
}

function isSmall(letter: string): boolean {
  return letter === letter.toLowerCase();
}

/** Whether every letter of the text is Latin and has a Cyrillic twin in capitals: `OOO`, `1C`. */
export function looksCyrillic(text: string): boolean {
  const upper = text.toUpperCase();
  let letters = 0;
  for (const letter of upper) {
    if (toCyrillic.has(letter)) letters++;
    else if (letter < '0' || letter > '9') return false;
  }
  return letters > 0;
}

/** The Cyrillic reading, in capitals, of a text that {@link looksCyrillic}. */
export function readAsCyrillic(text: string): string {
  return text.toUpperCase().replaceAll(/[A-Z]/g, (letter) => toCyrillic.get(letter) ?? letter);
}

/** The first word that holds both Cyrillic and Latin letters. */
export function firstMixedWord(text: string): string | undefined {
  if (!mixed.test(text)) return undefined;
  return text.match(letterRun)?.find((word) => mixed.test(word));
}
