import { classOf, letterClass } from '../alphabet.ts';
import { detached } from '../detached.ts';
import { looksCyrillic, readAsCyrillic } from '../lookalikes.ts';
import { RecentValues } from '../recent-values.ts';
import { foldKey, letterKey } from '../skeleton.ts';
import { phoneticSpelling, writtenOut } from './company-words.ts';

/** A run of letters or of digits in a company's name. */
export interface CompanyWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Between the outermost quotes. */
  readonly quoted: boolean;
  /** Counts the commas and slashes before the word, those between quotes not. */
  readonly segment: number;
  readonly dotted: boolean;
  readonly key: string;
  readonly skeleton: string;
  readonly digits: boolean;
}

interface WordKeys {
  readonly key: string;
  readonly skeleton: string;
}

/** Words of company names repeat (ООО, строй, сервис): their keys are kept. Bounded; changes no result. */
const remembered = new RecentValues<WordKeys>(10_000);
const longestTwinWord = 3;

function keysOf(text: string): WordKeys {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const key = letterKey(text);
  // Short Latin words of twin letters (`1C`, `ABC`) are as often typed in either script: one reading for both.
  const full = writtenOut(text);
  const twin = full === undefined && text.length <= longestTwinWord && looksCyrillic(text);
  const whole = full === undefined ? key : letterKey(full);
  const skeleton = twin ? foldKey(letterKey(readAsCyrillic(text))) : (phoneticSpelling(whole) ?? foldKey(whole));
  const keys = { key, skeleton };
  remembered.set(detached(text), keys);
  return keys;
}

const joint = keysOf('и');
const plus = keysOf('плюс');

/** Where the outermost quotes of a name stand; a missing closing quote means the end. */
export interface QuotedRange {
  readonly start: number;
  readonly end: number;
}

const quoteSigns = new Set('«»"“”„‟`'.split(''));
const singleQuotes = new Set("'‘’‚".split(''));

function isQuote(text: string, at: number): boolean {
  const sign = text.charAt(at);
  if (quoteSigns.has(sign)) return true;
  if (!singleQuotes.has(sign)) return false;
  return !isLetter(text, at - 1) || !isLetter(text, at + 1);
}

function isLetter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && classOf(text.charCodeAt(at)) !== letterClass.separator;
}

/** The part of a name between its first and last quote. */
export function quotedRange(text: string): QuotedRange | undefined {
  let start = 0;
  while (start < text.length && !isQuote(text, start)) start++;
  if (start >= text.length - 1) return undefined;
  let end = text.length - 1;
  while (end > start && !isQuote(text, end)) end--;
  return { start, end: end === start ? text.length : end };
}

/** The words of a company's name with their keys. `&` and `+` become words (и, плюс), `№` is dropped. */
export function companyWords(text: string, quotes: QuotedRange | undefined): CompanyWord[] {
  const words: CompanyWord[] = [];
  let segment = 0;
  let at = 0;
  while (at < text.length) {
    const kind = classOf(text.charCodeAt(at));
    const quoted = quotes !== undefined && at > quotes.start && at < quotes.end;
    if (kind === letterClass.separator || kind === letterClass.silent) {
      const sign = text.charAt(at);
      if (sign === '&' || sign === '+') words.push(signWord(text, at, { quoted, segment }));
      else if (!quoted && (sign === ',' || sign === '/' || sign === ';' || sign === '|' || sign === '\\')) segment++;
      at++;
      continue;
    }
    const end = endOfRun(text, at, kind === letterClass.digit);
    const part = text.slice(at, end);
    const digits = kind === letterClass.digit;
    const keys = digits ? { key: part, skeleton: part } : keysOf(part);
    const dotted = text.charAt(end) === '.';
    words.push({ text: part, start: at, end, quoted, segment, dotted, digits, key: keys.key, skeleton: keys.skeleton });
    at = end;
  }
  return words;
}

function endOfRun(text: string, start: number, digits: boolean): number {
  let end = start + 1;
  for (; end < text.length; end++) {
    const kind = classOf(text.charCodeAt(end));
    if (kind === letterClass.separator || (kind === letterClass.digit) !== digits) break;
    if (kind === letterClass.silent && isQuote(text, end)) break;
  }
  return end;
}

/** `&` and a `+` between words are и, a `+` behind a word is плюс. */
function signWord(text: string, at: number, place: { quoted: boolean; segment: number }): CompanyWord {
  const between =
    text.charAt(at) === '&' || isLetter(text, at + 1) || (text.charAt(at + 1) === ' ' && isLetter(text, at + 2));
  const behind = isLetter(text, at - 1) && !isLetter(text, at + 1);
  const isPlus = text.charAt(at) === '+' && (behind || !between);
  return {
    text: text.charAt(at),
    start: at,
    end: at + 1,
    ...place,
    dotted: false,
    digits: false,
    ...(isPlus ? plus : joint),
  };
}
