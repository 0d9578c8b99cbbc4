import { isAlike, jaroWinkler } from '../text/similarity.ts';
import { type Comparison, singleComparison } from './comparison.ts';
import { contactLevels as levels } from './contact-levels.ts';
import type { ReadColumn } from './feature-table.ts';
import { isOneSlip, nearBirth } from './near-values.ts';
import { rememberPairs } from './pair-memo.ts';
import { dateSigns } from './value-signs.ts';

type Columns = (name: string) => ReadColumn;

const NEAR_FIRST = 0.88;
const SHORTEST_FIRST = 3;

/** True for one name and a misspelling or a shortening of it. */
function isNearGiven(left: string, right: string): boolean {
  if (isAlike(left, right, NEAR_FIRST)) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length < SHORTEST_FIRST) return false;
  return (
    long.startsWith(short) ||
    ((short.length > SHORTEST_FIRST || short.length === long.length) && isOneSlip(left, right))
  );
}

/** True when the surname of one record stands as the first name of the other, and the other way round if it has one. */
function swappedNames(column: Columns): (left: number, right: number) => boolean {
  const [last, given] = [column('last'), column('given')];
  const isLike = rememberPairs(Math.max(last.dictionary.size, given.dictionary.size), (surname, name) =>
    name !== -1 && isAlike(last.dictionary.text(surname), given.dictionary.text(name), NEAR_FIRST) ? 1 : 0,
  );
  return (left, right) => {
    const a = last.ids[left] ?? -1;
    const b = last.ids[right] ?? -1;
    if (a === -1 && b === -1) return false;
    return (
      (b === -1 || isLike(b, given.ids[left] ?? -1) === 1) && (a === -1 || isLike(a, given.ids[right] ?? -1) === 1)
    );
  };
}

function textOf(column: ReadColumn, record: number): string {
  return textAt(column, column.ids[record] ?? -1);
}

function textAt({ dictionary }: ReadColumn, id: number): string {
  return id === -1 ? '' : dictionary.text(id);
}

const LONG_SURNAME = 6;

/** True when a name of one record is a word of the full name of another. */
function amongWords(column: Columns): (names: ReadColumn, one: number, other: number) => boolean {
  const words = column('words');
  return (names, one, other) => {
    if (words.starts[other] === words.starts[other + 1]) return false;
    const name = textOf(names, one);
    if (name === '') return false;
    for (let at = words.starts[other] ?? 0; at < (words.starts[other + 1] ?? 0); at += 1) {
      const word = words.dictionary.text(words.ids[at] ?? 0);
      if (word === name || (word.length >= LONG_SURNAME && isAlike(word, name, 0.94))) return true;
    }
    return false;
  };
}

export function compareLast(column: Columns): Comparison {
  const isSwapped = swappedNames(column);
  const last = column('last');
  const plain = singleComparison({
    field: 'last_name',
    column: last,
    levels: levels.last,
    grade: (left, right) => {
      if (!isAlike(left, right, 0.86)) return 0;
      if (jaroWinkler(left, right) >= 0.94) return 1;
      return Math.min(left.length, right.length) >= LONG_SURNAME && isOneSlip(left, right) ? 1 : 2;
    },
  });
  const isAmong = amongWords(column);
  return {
    ...plain,
    level: (left, right) => {
      const level = plain.level(left, right);
      if (level !== levels.last.length) return level;
      if (isSwapped(left, right)) return 4;
      return isAmong(last, left, right) || isAmong(last, right, left) ? 5 : 6;
    },
  };
}

const firstLevel = Object.fromEntries(levels.first.map(({ name }, index) => [name, index + 1])) as Record<
  (typeof levels.first)[number]['name'],
  number
>;

export function compareBirth(column: Columns): Comparison {
  return singleComparison({
    field: 'birth_date',
    column: column('birth'),
    levels: levels.birth,
    grade: nearBirth,
    signs: dateSigns,
  });
}

/** Different first names speak against one person, less so when the dates of birth agree: relatives are born apart. */
export function compareFirst(column: Columns): Comparison {
  const birth = compareBirth(column);
  const [first, given, alternative] = [column('first'), column('given'), column('alternative')];
  const [initial, letter, last] = [column('firstInitial'), column('firstLetter').ids, column('last')];
  const isSwapped = swappedNames(column);
  const isAmong = amongWords(column);
  const isNear = rememberPairs(given.dictionary.size, (left, right) =>
    isNearGiven(textAt(given, left), textAt(given, right)) ? 1 : 0,
  );
  let agreed = -1;
  const isAlternative = (left: number, right: number): boolean => {
    const other = textOf(alternative, left);
    return other !== '' && (other === textOf(first, right) || other === textOf(alternative, right));
  };
  return {
    field: 'first_name',
    column: first,
    levels: levels.first,
    agreed: () => agreed,
    level: (left, right) => {
      const a = first.ids[left] ?? -1;
      const b = first.ids[right] ?? -1;
      if (a === -1 || b === -1) {
        const sameLetter = letter[left] !== -1 && letter[left] === letter[right];
        const differs = firstLevel[sameLetter ? 'initial' : 'initial-differs'];
        return initialLevel(initial, { left, right, equal: firstLevel.initial, differs });
      }
      if (a === b) {
        agreed = a;
        return 1;
      }
      if (isAlternative(left, right) || isAlternative(right, left)) return 2;
      const [x, y] = [first.dictionary.text(a), first.dictionary.text(b)];
      const bothListed = x.startsWith('=') && y.startsWith('=');
      if (!bothListed && isNear(given.ids[left] ?? -1, given.ids[right] ?? -1) === 1) return firstLevel.near;
      if (isSwapped(left, right)) {
        return firstLevel[last.ids[left] === -1 || last.ids[right] === -1 ? 'surname-only' : 'swapped'];
      }
      if (isAmong(given, left, right) || isAmong(given, right, left)) return firstLevel['among-words'];
      const born = birth.level(left, right);
      if (born === 1 || born === 2) return firstLevel[bothListed ? 'same-birth-differs' : 'other-same-birth'];
      return firstLevel[bothListed ? 'differs' : 'unlisted-differs'];
    },
  };
}

export function comparePatronymic(column: Columns): Comparison {
  const initial = column('middleInitial');
  const plain = singleComparison({
    field: 'middle_name',
    column: column('patronymic'),
    levels: levels.patronymic,
    grade: (left, right) => (isAlike(left, right, NEAR_FIRST) ? 1 : 0),
  });
  return {
    ...plain,
    needsBoth: false,
    level: (left, right) => plain.level(left, right) || initialLevel(initial, { left, right, equal: 3, differs: 4 }),
  };
}

/** The level of two initials, when a name is not written out on a side. */
function initialLevel(
  { ids }: ReadColumn,
  given: { readonly left: number; readonly right: number; readonly equal: number; readonly differs: number },
): number {
  const a = ids[given.left] ?? -1;
  const b = ids[given.right] ?? -1;
  if (a === -1 || b === -1) return 0;
  return a === b ? given.equal : given.differs;
}
