/** A text with the same length in which only what stands for phone characters was replaced. */
export interface Cleaned {
  readonly text: string;
  /** Positions where a letter was read as a digit. */
  readonly replaced: readonly number[];
  readonly hasLetters: boolean;
}

/** Letters that people and OCR put for digits, certain enough when among digits. */
const SURE: Readonly<Record<string, string>> = { О: '0', о: '0', O: '0', o: '0', З: '3', з: '3' };
/** Letters that may stand for a digit: good for a suggestion only. */
const UNSURE: Readonly<Record<string, string>> = {
  ...SURE,
  l: '1',
  I: '1',
  І: '1',
  i: '1',
  Б: '6',
  б: '6',
  В: '8',
  B: '8',
  Ч: '4',
  ч: '4',
  S: '5',
  s: '5',
};

const ODD = /[^\n -~а-яА-ЯёЁ№]/;
const DIGIT = /\d/;
const LETTER = /\p{L}/u;
const SPACES = /[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const DASHES = /[\u2010-\u2015\u2212\u00ad\ufe58\ufe63\uff0d]/g;
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}]/gu;
const RUN = /[\p{L}\d]+/gu;
const MAX_LETTERS_ONLY = 4;

/** Brings spaces, dashes and digits of other scripts to ASCII and reads О and З among digits as 0 and 3. */
export function cleanCharacters(raw: string, unsure = false): Cleaned {
  const text = ODD.test(raw) ? toAscii(raw) : raw;
  const hasLetters = LETTER.test(text);
  if (!hasLetters) return { text, replaced: [], hasLetters };
  const letters = unsure ? UNSURE : SURE;
  let replaced: number[] | undefined;
  let out = text;
  RUN.lastIndex = 0;
  for (const match of text.matchAll(RUN)) {
    if (!standsForDigits(match[0], letters) || !isAmongDigits(text, match.index, match[0])) continue;
    out = out.slice(0, match.index) + toDigits(match[0], letters) + out.slice(match.index + match[0].length);
    replaced ??= [];
    for (let i = 0; i < match[0].length; i += 1) if (!DIGIT.test(match[0].charAt(i))) replaced.push(match.index + i);
  }
  return replaced === undefined
    ? { text, replaced: [], hasLetters }
    : { text: out, replaced, hasLetters: LETTER.test(out) };
}

function toAscii(raw: string): string {
  return raw
    .replace(SPACES, ' ')
    .replace(DASHES, '-')
    .replace(/\r/g, '\n')
    .replace(INVISIBLE, (char) => ' '.repeat(char.length))
    .replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/\uff0b/g, '+')
    .replace(/\uff08/g, '(')
    .replace(/\uff09/g, ')');
}

/** A run of letters and digits in which every letter may be a digit, and at least one is a letter. */
function standsForDigits(run: string, letters: Readonly<Record<string, string>>): boolean {
  let found = false;
  for (const char of run) {
    if (DIGIT.test(char)) continue;
    if (letters[char] === undefined) return false;
    found = true;
  }
  return found;
}

/** With a digit in the run, or letters alone that are tied to digits: `45-ОО`, `8 ЗО1 ...`. */
function isAmongDigits(text: string, start: number, run: string): boolean {
  if (DIGIT.test(run)) return true;
  if (run.length > MAX_LETTERS_ONLY) return false;
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(start + run.length, start + run.length + 3);
  const tiedBefore = /\d[-().][ (]?$/.test(before);
  const digitBefore = /\d[-(). ]{1,2}$/.test(before);
  const digitAfter = /^[-(). ]{1,2}\d/.test(after);
  return (digitBefore && digitAfter) || (tiedBefore && !/^\.? ?\p{L}/u.test(after));
}

function toDigits(run: string, letters: Readonly<Record<string, string>>): string {
  return run.replace(/\D/g, (char) => letters[char] ?? char);
}
