import type { CompanyName } from '../company-name.ts';
import type { PersonName } from '../person-name.ts';
import { foldKey, skeleton } from '../skeleton.ts';
import type { MarkedWords } from './company-marks.ts';
import type { CompanyWord } from './company-text.ts';
import { activityAt, genericWords, placeKinds, statusWords, tailWords } from './company-words.ts';

interface Core {
  readonly words: readonly CompanyWord[];
  readonly kinds: readonly string[];
}

/** The unmarked words; beside a quoted name, and behind a comma, kinds of shop are left out when something else is left. */
export function coreWords({ words, marks }: MarkedWords): Core {
  const open = words.filter((_, at) => marks[at] === undefined);
  if (open.length === 0) return { words: words.filter((_, at) => marks[at] !== 'filler'), kinds: [] };
  const hasQuotes = open.some((word) => word.quoted);
  const first = open[0]?.segment ?? 0;
  const aside = open.filter((word) => (hasQuotes ? !word.quoted : word.segment > first));
  if (aside.length === 0 || aside.length === open.length) return { words: open, kinds: [] };
  const isStatus = (word: CompanyWord): boolean => word.text.length > 3 && statusWords.has(word.skeleton);
  if (!aside.every((word) => isStatus(word) || placeKinds.has(word.skeleton))) return { words: open, kinds: [] };
  const kinds = aside.filter((word) => !isStatus(word)).map((word) => word.skeleton);
  return { words: open.filter((word) => !aside.includes(word)), kinds };
}

type CoreKeys = Pick<CompanyName, 'core' | 'coreSkeleton' | 'sortedSkeleton' | 'numbers' | 'tail' | 'generic'>;

const shortestName = 4;

/** The keys of a core: joined, sorted, its numbers and distinguishing words. */
export function coreOf(words: readonly CompanyWord[], person: PersonName | undefined): CoreKeys {
  if (person?.lastName !== undefined) return personCore(person);
  const skeletons = words.map((word) => word.skeleton);
  let tokens: string[] = [];
  /** Letters that are no marks: initials, and those of an abbreviation of one letter (`ССС`). */
  const initials = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const activity = activityAt(skeletons, at);
    const token = activity?.token ?? romanNumber(words, at) ?? skeletons[at] ?? '';
    if (activity !== undefined) at += activity.length - 1;
    else if (isNumberSign(words, at)) continue;
    if (token !== '') tokens.push(token);
    if (token.length === 1 && isInitial(words[at], words[0])) initials.add(token);
  }
  tokens = onceOnly(tokens);
  const numbers = words.flatMap((word, at) =>
    word.digits && !isOfRange(words, at) ? [word.text] : (romanNumber(words, at) ?? []),
  );
  while (tokens.length > 1 && tokens.at(-1) === 'i') tokens.pop();
  const isTail = (token: string, at: number): boolean =>
    at > 0 && tailWords.has(token) && (token.length > 1 || (isMark(tokens, at) && !initials.has(token)));
  const tail = [...new Set(tokens.filter(isTail))];
  const joined = joinTokens(tokens);
  const generic =
    words.reduce((length, word) => length + word.text.length, 0) < shortestName ||
    tokens.every((token) => genericWords.has(token));
  return {
    core: tokens.join(' '),
    coreSkeleton: joined,
    sortedSkeleton: tokens.length < 2 ? joined : joinTokens(tokens.toSorted()),
    numbers,
    tail,
    generic,
  };
}

const fewestRepeated = 2;
const shortestInflected = 5;
const longestEnding = 2;

/**
 * `Ромашка Поволжье - Ромашка Поволжье`, `Ромашка Поволжье - Ромашка Поволжье, касса`: a name of two words or more that was written
 * twice is taken once.
 */
function onceOnly(tokens: string[]): string[] {
  for (let length = Math.floor(tokens.length / 2); length >= fewestRepeated; length -= 1) {
    let same = 0;
    while (same < length && isRepeated(tokens[same] ?? '', tokens[same + length] ?? '')) same += 1;
    if (same === length) return tokens.slice(length);
  }
  return tokens;
}

/** The same word, or a long one with another ending: `Service`, `Services`. */
function isRepeated(token: string, again: string): boolean {
  if (token === again) return true;
  const [short, long] = token.length < again.length ? [token, again] : [again, token];
  return short.length >= shortestInflected && long.length - short.length <= longestEnding && long.startsWith(short);
}

/** Roman numbers that are no letters beside a name, as `V` and `I` may be. */
const romanNumbers: ReadonlyMap<string, string> = new Map(
  'II:2 III:3 IV:4 VI:6 VII:7 VIII:8 IX:9'.split(' ').map((pair) => pair.split(':') as [string, string]),
);

/** The digits of a Roman number behind a name: `Кречет II`. */
function romanNumber(words: readonly CompanyWord[], at: number): string | undefined {
  return at === 0 || at < words.length - 1 ? undefined : romanNumbers.get(words[at]?.text ?? '');
}

/** `0-3`, `24/7`: ages and hours, which number no firm. */
function isOfRange(words: readonly CompanyWord[], at: number): boolean {
  const isPair = (from: number): boolean => {
    const [first, second] = [words[from], words[from + 1]];
    if (first === undefined || second?.digits !== true || second.start - first.end !== 1) return false;
    return first.text === '0' || (first.text === '24' && second.text === '7');
  };
  return isPair(at) || isPair(at - 1);
}

/** `М.`, or a letter behind a comma. */
function isInitial(word: CompanyWord | undefined, first: CompanyWord | undefined): boolean {
  return word !== undefined && (word.dotted || word.text.length > 1 || word.segment !== first?.segment);
}

const mostWordsBeforeMark = 3;

/** A letter behind a short name tells firms apart (Кречет-М); behind a long one it is a person's initial or cut off. */
function isMark(tokens: readonly string[], at: number): boolean {
  return at === tokens.length - 1 && at <= mostWordsBeforeMark;
}

/** `No 5`, `N 5`: the sign before a number. */
function isNumberSign(words: readonly CompanyWord[], at: number): boolean {
  const word = words[at];
  return words[at + 1]?.digits === true && /^(?:no|n|№)$/i.test(word?.text ?? '');
}

/** Joins tokens as if they had been written together, so that a hyphen or space makes no difference; digits are kept. */
function joinTokens(tokens: readonly string[]): string {
  if (tokens.length === 1) return tokens[0] ?? '';
  let joined = '';
  let letters = '';
  for (const token of tokens) {
    if (isNumber(token)) {
      joined += foldKey(letters) + token;
      letters = '';
    } else letters += token;
  }
  return joined + foldKey(letters);
}

function isNumber(token: string): boolean {
  const code = token.charCodeAt(0);
  return code >= 48 && code <= 57 && /^\d+$/.test(token);
}

function personCore(person: PersonName): CoreKeys {
  const surname = skeleton(person.lastName ?? '').replaceAll(' ', '');
  const core = [surname, person.firstInitial, person.middleInitial].filter((part) => part !== '').join(' ');
  const joined = core.replaceAll(' ', '');
  return { core, coreSkeleton: joined, sortedSkeleton: joined, numbers: [], tail: [], generic: false };
}
