import type { KnownNumber } from './known.ts';

/** Numbers of calling code 7 (Russia, Kazakhstan) by their ten national digits. */
export interface SevenPlan {
  lookup(national: string): KnownNumber | undefined;
  /**
   * Reads a text that is nothing but one full number: `+7` or 7 or 8 and ten digits, or ten digits starting with 9,
   * with spaces, dashes and brackets anywhere. Anything else, doubtful or not valid: undefined.
   */
  plain(text: string): KnownNumber | undefined;
}

const SPACE = 32;
const OPEN = 40;
const CLOSE = 41;
const PLUS = 43;
const DASH = 45;
const ZERO = 48;
const PREFIXES = 1_000_000;

/** How a prefix of six digits was answered; numbers of one answer share these. */
type Answer = Pick<KnownNumber, 'country' | 'kind'>;

/**
 * In code 7 the first six of ten digits decide validity, country and kind: every pattern of the library's metadata ends in
 * four or more free digits (a test reads the metadata and holds us to it). So the library is asked once for each prefix.
 */
export function createSevenPlan(ask: (digits: string) => KnownNumber | undefined): SevenPlan {
  let table: Uint8Array | undefined;
  const answers: (Answer | undefined)[] = [undefined];

  /** 0: not asked; otherwise one more than the place in `answers`. */
  function answerFor(prefix: number): Answer | undefined {
    table ??= new Uint8Array(PREFIXES);
    const seen = table[prefix] ?? 0;
    if (seen > 0) return answers[seen - 1];
    const found = ask(`7${String(prefix).padStart(6, '0')}2345`);
    let place =
      found === undefined ? 0 : answers.findIndex((a) => a?.country === found.country && a?.kind === found.kind);
    if (place < 0 && found !== undefined) place = answers.push({ country: found.country, kind: found.kind }) - 1;
    table[prefix] = place + 1;
    return answers[place];
  }

  function numberOf(national: string, prefix: number): KnownNumber | undefined {
    const answer = answerFor(prefix);
    if (answer === undefined) return undefined;
    return { value: `+7${national}`, country: answer.country, callingCode: '7', national, kind: answer.kind };
  }

  return {
    lookup: (national) => (national.length === 10 ? numberOf(national, Number(national.slice(0, 6))) : undefined),
    plain(text) {
      const number = plainDigits(text);
      return number < 0 ? undefined : numberOf(String(number), Math.floor(number / 10_000));
    },
  };
}

/** The ten national digits of a plain text as a number, or -1. */
function plainDigits(text: string): number {
  let number = 0;
  let count = 0;
  let plus = false;
  /** Digits before the first separator. */
  let first = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= ZERO && code <= ZERO + 9) {
      number = number * 10 + code - ZERO;
      count += 1;
      if (count > 11) return -1;
    } else if (code === PLUS) {
      if (count > 0 || plus) return -1;
      plus = true;
    } else if (code !== SPACE && code !== DASH && code !== OPEN && code !== CLOSE) return -1;
    else if (first === 0) first = count;
  }
  return first === count || isUsualStart(first, count) ? nationalOf(number, count, plus) : -1;
}

/** The prefix or the code stands apart, or nothing does: `8 916 ...`, `8916 ...`, `916 ...`; other groups may be a document. */
function isUsualStart(first: number, count: number): boolean {
  return first === 0 || (count === 11 ? first === 1 || first === 4 : first === 3);
}

function nationalOf(number: number, count: number, plus: boolean): number {
  const lead = Math.floor(number / 10_000_000_000);
  const isFull = count === 11 && (lead === 7 || (lead === 8 && !plus));
  const isMobile = count === 10 && !plus && number >= 9_000_000_000;
  if (!isFull && !isMobile) return -1;
  const national = number % 10_000_000_000;
  return national < 1_000_000_000 || isPlaceholder(national) ? -1 : national;
}

/** Numbers people type when a form insists: 999 999-99-99, 000-00-00. */
function isPlaceholder(national: number): boolean {
  return national % 10_000_000 === 0 || national % 1_111_111_111 === 0;
}
