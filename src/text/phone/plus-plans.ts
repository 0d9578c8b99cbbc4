import type { KnownNumber } from './known.ts';

/** Numbers of calling codes beside 7 that are often met. */
export interface PlusPlans {
  /** Reads a text that is nothing but a plus, such a code and nine digits, with single spaces, dashes and brackets; else undefined. */
  plain(text: string): KnownNumber | undefined;
}

/** Belarus, Ukraine, Uzbekistan: nine digits after the code. */
const codes = [375, 380, 998];
const PREFIXES = 100_000;
const FREE = 10_000;
const NATIONAL = 1_000_000_000;
const DIGITS = 12;

/** How a prefix of five digits was answered; numbers of one answer share these. */
type Answer = Pick<KnownNumber, 'country' | 'kind'>;

/**
 * Of nine digits under these codes the first five decide validity and kind: every pattern of the library's metadata for that length
 * ends in four or more free digits (a test reads the metadata and holds us to it). So the library is asked once for each prefix.
 */
export function createPlusPlans(ask: (digits: string) => KnownNumber | undefined): PlusPlans {
  const tables = new Map<number, Uint8Array>();
  const answers: (Answer | undefined)[] = [undefined];

  function answerFor(code: number, prefix: number): Answer | undefined {
    let table = tables.get(code);
    if (table === undefined) tables.set(code, (table = new Uint8Array(PREFIXES)));
    const seen = table[prefix] ?? 0;
    if (seen > 0) return answers[seen - 1];
    const national = String(prefix).padStart(5, '0') + 2345;
    const found = ask(code + national);
    // What the library reads as a shorter number is left to the full reading.
    const isWhole = found !== undefined && found.national === national;
    let place = isWhole ? answers.findIndex((a) => a?.country === found.country && a?.kind === found.kind) : 0;
    if (place < 0 && found !== undefined) place = answers.push({ country: found.country, kind: found.kind }) - 1;
    table[prefix] = place + 1;
    return answers[place];
  }

  return {
    plain(text) {
      const number = plusDigits(text);
      const code = Math.floor(number / NATIONAL);
      if (!codes.includes(code)) return undefined;
      const answer = answerFor(code, Math.floor((number % NATIONAL) / FREE));
      if (answer === undefined) return undefined;
      const value = `+${number}`;
      return { value, country: answer.country, callingCode: String(code), national: value.slice(4), kind: answer.kind };
    },
  };
}

/** The twelve digits of a plain text as a number, or -1: the code stands apart, or nothing does. */
function plusDigits(text: string): number {
  if (!text.startsWith('+')) return -1;
  let number = 0;
  let count = 0;
  /** Digits before the first separator. */
  let first = 0;
  let separators = 0;
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      number = number * 10 + code - 48;
      count += 1;
      separators = 0;
      if (count > DIGITS) return -1;
      continue;
    }
    // A space, a dash or a bracket; a bracket and a space may stand together.
    separators += 1;
    if ((code !== 32 && code !== 45 && code !== 40 && code !== 41) || separators > 2) return -1;
    if (first === 0) first = count;
    if (count < 3) return -1;
  }
  return count === DIGITS && (first === 0 || first === 3) ? number : -1;
}
