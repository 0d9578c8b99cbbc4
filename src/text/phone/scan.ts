import { isGluedMark } from './words.ts';

/** Digits without anything between them. */
export interface DigitGroup {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** Inside round brackets. */
  readonly bracketed: boolean;
  /** The text before it within the chain holds a space or a bracket: a new number may begin here. */
  readonly apart: boolean;
}

/** Groups of digits with nothing but spaces, dashes, dots and brackets between them. */
export interface Chain {
  readonly groups: readonly DigitGroup[];
  readonly plus: boolean;
  /** From its plus or bracket to its last digit or closing bracket. */
  readonly start: number;
  readonly end: number;
  /** Digits that belong to it are covered (`8 916 ***-45-67`) or grown into a word (`12-3А`). */
  readonly spoiled: 'masked' | 'word' | undefined;
}

const DIGITS = /\d+/g;
const JOINS = /^(?:[ .()~-]|\+(?!.*\+)){0,6}$/;
const LEAD = /(?:\(\s?\+\s?|\+\s?\(|\+\s{0,2}|\()$/;
const TAIL = /^[)]/;
const WORD_BEFORE = /\p{L}{1,12}$/u;
const WORD_AFTER = /^\p{L}{1,12}/u;
const LETTER = /\p{L}/u;
const COVERED = /[*?_xXхХ•]/;
const COVERED_AFTER = /^[-(). ]{0,2}(?:[*•]|[?_xXхХ]{2})/;
const COVERED_BEFORE = /(?:[*•]|[?_xXхХ]{2})[-(). ]{0,2}$/;
/** A code in brackets is at most this long: `(863-42)`. */
const BRACKET_REACH = 7;
const LONG_RUN = 7;
const FULL_NUMBER = 10;

interface Draft {
  groups: DigitGroup[];
  plus: boolean;
  start: number;
  spoiled: Chain['spoiled'];
}

/** Finds the chains of a text from `maskText`, in order. */
export function scanChains(text: string): readonly Chain[] {
  const chains: Chain[] = [];
  let open: Draft | undefined;
  let droppedEnd = -1;
  for (const match of text.matchAll(DIGITS)) {
    const start = match.index;
    const end = start + match[0].length;
    const last = open?.groups.at(-1);
    const gap = last === undefined ? '' : text.slice(last.end, start);
    const joined = last !== undefined && !gap.includes('+') && JOINS.test(gap);
    const before = digitsSoFar(joined ? open : undefined);
    if (isInsideWord(text, { start, end, before })) {
      if (joined && open !== undefined && !gap.includes(' ')) open.spoiled = 'word';
      droppedEnd = end;
      continue;
    }
    if (open !== undefined && !joined) chains.push(closed(open, text));
    if (open === undefined || !joined) open = opened(text, start, droppedEnd);
    const bracketed = isBracketed(text, start, end);
    open.groups.push({ digits: match[0], start, end, bracketed, apart: /[ ()]/.test(gap) });
  }
  if (open !== undefined) chains.push(closed(open, text));
  return chains;
}

function digitsSoFar(draft: Draft | undefined): number {
  let sum = 0;
  for (const group of draft?.groups ?? []) sum += group.digits.length;
  return sum;
}

function opened(text: string, start: number, droppedEnd: number): Draft {
  const lead = LEAD.exec(text.slice(Math.max(0, start - 5), start))?.[0] ?? '';
  const tied = droppedEnd >= 0 && /^[-.()]{1,3}$/.test(text.slice(droppedEnd, start));
  const covered = COVERED_BEFORE.test(text.slice(Math.max(0, start - 4), start));
  return {
    groups: [],
    plus: lead.includes('+'),
    start: start - lead.length,
    spoiled: covered ? 'masked' : tied ? 'word' : undefined,
  };
}

function closed(draft: Draft, text: string): Chain {
  const last = draft.groups.at(-1)?.end ?? draft.start;
  const after = text.slice(last, last + 5);
  const covered = COVERED.test(after) && COVERED_AFTER.test(after);
  return {
    groups: draft.groups,
    plus: draft.plus,
    start: draft.start,
    end: last + (TAIL.exec(after)?.[0].length ?? 0),
    spoiled: covered ? 'masked' : draft.spoiled,
  };
}

function isBracketed(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - BRACKET_REACH), start);
  const open = before.lastIndexOf('(');
  return open >= 0 && !before.includes(')', open) && text.slice(end, end + BRACKET_REACH).includes(')');
}

/** Digits grown together with letters are a word (`9F4KD`, `кв15`), unless the word is a mark or the number is complete. */
function isInsideWord(
  text: string,
  run: { readonly start: number; readonly end: number; readonly before: number },
): boolean {
  const { start, end } = run;
  const letterBefore = start > 0 && LETTER.test(text.charAt(start - 1));
  const letterAfter = end < text.length && LETTER.test(text.charAt(end));
  if (!letterBefore && !letterAfter) return false;
  if (end - start >= LONG_RUN) return false;
  if (letterBefore && !isGluedMark(WORD_BEFORE.exec(text.slice(Math.max(0, start - 12), start))?.[0] ?? ''))
    return true;
  if (!letterAfter || run.before + end - start >= FULL_NUMBER) return false;
  return !isGluedMark(WORD_AFTER.exec(text.slice(end, end + 12))?.[0] ?? '');
}

/** All digits of groups, in order. */
export function digitsOf(groups: readonly DigitGroup[]): string {
  let digits = '';
  for (const group of groups) digits += group.digits;
  return digits;
}
