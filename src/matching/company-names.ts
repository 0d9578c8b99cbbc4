import { tailWords } from '../text/companies/company-words.ts';
import { jaroWinkler } from '../text/similarity.ts';
import type { Comparison, Level } from './comparison.ts';
import type { ReadColumn } from './feature-table.ts';
import { isOneSlip } from './near-values.ts';
import { sharedWords, type WordShares } from './shared-words.ts';

type Columns = (name: string) => ReadColumn;

/** Weights in bits of `dedupe.md` 3.4 of the house documents, with levels for words added. */
export const nameLevels = [
  { name: 'equal', bits: -0.3, frequency: { cap: 15, expected: 1 / 3000, belief: 2000 } },
  { name: 'equal-generic', bits: 2, most: 4 },
  { name: 'other-order', bits: 7, most: 9 },
  { name: 'near', bits: 8, most: 9 },
  { name: 'same-words', bits: 6, most: 7 },
  { name: 'most-words', bits: 5, most: 5 },
  { name: 'alike', bits: 4, most: 5 },
  { name: 'beginning', bits: 5, most: 6 },
  // The whole of one name and words more: Кречет and Кречет Мебель.
  { name: 'extended', bits: 5, most: 6 },
  { name: 'within', bits: 4, most: 4 },
  // Little is common, but a word that few other firms have: the unit or the brand of a long name.
  { name: 'rare-word', bits: 4, most: 4 },
  { name: 'contained', bits: -1, most: -1 },
  // One has a number or a word more that firms of a family are told apart by: Ромашка and Ромашка Плюс.
  { name: 'distinguished', bits: -3, most: -1 },
  { name: 'some-words', bits: -2, most: -1 },
  { name: 'differs', bits: -6, most: -5 },
] as const satisfies readonly Level[];

const levelOf = Object.fromEntries(nameLevels.map(({ name }, index) => [name, index + 1])) as Record<
  (typeof nameLevels)[number]['name'],
  number
>;
const SHORTEST_PREFIX = 4;

/** How the names of two companies are compared. */
export function compareNames(column: Columns): Comparison {
  const [core, sorted, numbers, tail] = [column('core'), column('sorted'), column('numbers'), column('tail')];
  const [generic, trader] = [column('generic'), column('trader')];
  const kinds = [column('outlet'), column('quarter')];
  const words = column('words');
  const { shared, besidesAddress } = sharedWords(words, column('streets'));
  const isOfWholeWords = wholeWords(words);
  const isOwnHouse = houseNumbers(column('streets'));
  const hasTailAlone = tailsAlone(core, tail, words);
  const gradeWords = (left: number, right: number): number => {
    const grade = gradeShares(shared(left, right));
    return grade <= levelOf['most-words'] ? grade : Math.min(grade, gradeShares(besidesAddress(left, right)));
  };
  const isDistinguished = (left: number, right: number): boolean => {
    if (tail.ids[left] !== tail.ids[right] && (hasTailAlone(left, right) || hasTailAlone(right, left))) return true;
    if (
      numbers.ids[left] !== numbers.ids[right] &&
      !isOwnHouse(left, right, [textOf(numbers, left), textOf(numbers, right)])
    )
      return true;
    return kinds.some((kind) => haveOtherKinds(kind, left, right));
  };
  let agreed = -1;
  const level = (left: number, right: number): number => {
    const a = core.ids[left] ?? -1;
    const b = core.ids[right] ?? -1;
    if (a === -1 || b === -1) return 0;
    if (trader.ids[left] !== -1 && trader.ids[right] !== -1) {
      const found = compareTraders(textOf(trader, left), textOf(trader, right));
      if (found !== levelOf.equal || a !== b) return found === levelOf.equal ? levelOf.near : found;
    }
    const distinguished = isDistinguished(left, right);
    if (a === b) {
      agreed = a;
      if (distinguished) return levelOf.distinguished;
      return generic.ids[left] === -1 ? levelOf.equal : levelOf['equal-generic'];
    }
    const [x, y] = [core.dictionary.text(a), core.dictionary.text(b)];
    if (isPrefix(x, y)) {
      if (distinguished || hasTailMore(x, y)) return levelOf.distinguished;
      return isOfWholeWords(left, right) ? levelOf.extended : levelOf.beginning;
    }
    if (distinguished) return Math.max(levelOf.distinguished, gradeWords(left, right));
    if (sorted.ids[left] !== -1 && sorted.ids[left] === sorted.ids[right]) return levelOf['other-order'];
    return Math.min(gradeCores(x, y), gradeWords(left, right));
  };
  return { field: 'name', column: core, needsBoth: true, levels: nameLevels, level, agreed: () => agreed };
}

function gradeShares({ ofBoth, ofShorter, shorter, rare }: WordShares): number {
  if (ofBoth >= 0.8) return levelOf['same-words'];
  if (ofBoth >= 0.5) return levelOf['most-words'];
  if (ofShorter >= 0.85 && shorter > 1) return levelOf.within;
  if (rare) return levelOf['rare-word'];
  if (ofShorter >= 0.85) return levelOf.contained;
  return ofBoth >= 0.2 || ofShorter >= 0.5 ? levelOf['some-words'] : levelOf.differs;
}

const LONG_CORE = 5;

function gradeCores(a: string, b: string): number {
  const similarity = jaroWinkler(a, b);
  if (similarity >= 0.96) return levelOf.near;
  if (Math.min(a.length, b.length) >= LONG_CORE && isOneSlip(a, b)) return levelOf.near;
  return similarity >= 0.91 ? levelOf.alike : levelOf.differs;
}

function isPrefix(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= SHORTEST_PREFIX && long.startsWith(short);
}

/** True when the longer of two names is the shorter one and a distinguishing word that is written together with it. */
function hasTailMore(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const more = long.slice(short.length);
  return more.length > 1 && tailWords.has(more);
}

/** True when all words of the record with fewer of them are words of the other. */
function wholeWords({ ids, starts }: ReadColumn): (left: number, right: number) => boolean {
  const wordsOf = (record: number): Int32Array => ids.subarray(starts[record], starts[record + 1]);
  return (left, right) => {
    const [a, b] = [wordsOf(left), wordsOf(right)];
    const [few, many] = a.length < b.length ? [a, b] : [b, a];
    return few.length < many.length && few.every((word) => many.includes(word));
  };
}

const LONGEST_ENDING = 2;
const SHORTEST_MISSPELT = 4;

/** True for a distinguishing word and itself with another ending (`Service`, `Services`) or misspelt (`регион`, `ргеион`). */
function isMarkAgain(mark: string, word: string): boolean {
  if (word.startsWith(mark) && word.length - mark.length <= LONGEST_ENDING) return true;
  return Math.min(mark.length, word.length) >= SHORTEST_MISSPELT && !tailWords.has(word) && isOneSlip(mark, word);
}

/** True when a record has a distinguishing word that is no word of the other one, as it stands or nearly so. */
function tailsAlone(core: ReadColumn, tail: ReadColumn, words: ReadColumn): (one: number, other: number) => boolean {
  const isWordOf = (record: number, mark: string): boolean => {
    for (let at = words.starts[record] ?? 0; at < (words.starts[record + 1] ?? 0); at += 1) {
      if (isMarkAgain(mark, words.dictionary.text(words.ids[at] ?? 0))) return true;
    }
    return false;
  };
  return (one, other) => {
    const marks = textOf(tail, one);
    if (marks === '') return false;
    // Written together or apart, equal letters are equal words; but a letter is lost in the one before: `Экопром М`.
    const isSame = core.ids[one] === core.ids[other];
    const others = textOf(tail, other).split(' ');
    const isAlone = (mark: string): boolean => mark.length === 1 || (!isSame && !isWordOf(other, mark));
    return marks.split(' ').some((mark) => !others.includes(mark) && isAlone(mark));
  };
}

/** True when both records tell a kind and have none in common: café and hotel, north and west. */
function haveOtherKinds(kinds: ReadColumn, left: number, right: number): boolean {
  const [kind, other] = [kinds.ids[left] ?? -1, kinds.ids[right] ?? -1];
  return kind !== other && kind !== -1 && other !== -1 && !haveCommonWord(textOf(kinds, left), textOf(kinds, right));
}

function haveCommonWord(a: string, b: string): boolean {
  const words = new Set(a.split(' '));
  return b.split(' ').some((word) => words.has(word));
}

/** True when two names differ only in numbers that are the house both stand in: `Carole Robertson Center 2929`, 2929 W 19th. */
function houseNumbers({
  ids,
  starts,
  dictionary,
}: ReadColumn): (left: number, right: number, numbers: readonly [string, string]) => boolean {
  const wordsOf = (record: number): Set<string> => {
    const words = new Set<string>();
    for (let at = starts[record] ?? 0; at < (starts[record + 1] ?? 0); at += 1)
      for (const word of dictionary.text(ids[at] ?? 0).split(' ')) words.add(word);
    return words;
  };
  return (left, right, [a, b]) => {
    if (starts[left] === starts[left + 1] || starts[right] === starts[right + 1]) return false;
    const other = wordsOf(right);
    const both = new Set([...wordsOf(left)].filter((word) => other.has(word)));
    const besides = (numbers: string): string =>
      numbers
        .split(' ')
        .filter((one) => !both.has(one))
        .join(' ');
    return besides(a) === besides(b);
  };
}

/** Sole traders are people: surname, then first name and patronymic or their initials. */
function compareTraders(left: string, right: string): number {
  const [last = '', first = '', middle = ''] = left.split(' ');
  const [otherLast = '', otherFirst = '', otherMiddle = ''] = right.split(' ');
  const similarity = last === otherLast ? 1 : jaroWinkler(last, otherLast);
  if (similarity < 0.88 || !mayBeOne(first, otherFirst) || !mayBeOne(middle, otherMiddle)) return levelOf.differs;
  if (similarity === 1) return first === otherFirst && middle === otherMiddle ? levelOf.equal : levelOf.near;
  return similarity >= 0.94 ? levelOf.near : levelOf.alike;
}

/** True when one of the names is missing, the initial of the other, or nearly the other. */
function mayBeOne(a: string, b: string): boolean {
  if (a === b || a === '' || b === '') return true;
  if (a.length === 1 || b.length === 1) return a.charAt(0) === b.charAt(0);
  return jaroWinkler(a, b) >= 0.88;
}

function textOf({ ids, dictionary }: ReadColumn, record: number): string {
  const id = ids[record] ?? -1;
  return id === -1 ? '' : dictionary.text(id);
}
