import { jaroWinkler } from '../text/similarity.ts';
import { type Comparison, type Level, listComparison, singleComparison } from './comparison.ts';
import { coreOfFeature } from './company-core.ts';
import type { ReadColumn } from './feature-table.ts';
import { nearBirth, nearChecked, nearCity, nearMailbox, nearPhone, nearPostcode, nearStreet } from './near-values.ts';

type Columns = (name: string) => ReadColumn;

/** Weights in bits of `dedupe.md` 3.4 of the house documents, with those for addresses, posts and words added. */
const levels = {
  last: [
    { name: 'equal', bits: -0.4, frequency: { cap: 13, expected: 1 / 2000, belief: 1000 } },
    { name: 'near', bits: 7, most: 7 },
    { name: 'alike', bits: 3 },
    { name: 'swapped', bits: 6, most: 6 },
    { name: 'differs', bits: -6, most: -5 },
  ],
  first: [
    { name: 'equal', bits: -0.4, frequency: { cap: 9, expected: 1 / 60, belief: 200 } },
    { name: 'diminutive', bits: 4, least: 2.5 },
    { name: 'initial', bits: 2 },
    { name: 'near', bits: 4 },
    { name: 'swapped', bits: 4, most: 4 },
    { name: 'initial-differs', bits: -10, most: -8 },
    { name: 'differs', bits: -11, most: -11 },
    { name: 'other-same-birth', bits: -4, most: -3 },
    // A name that no list knows may be misspelt beyond likeness, or no name at all.
    { name: 'unlisted-differs', bits: -7, most: -6 },
  ],
  patronymic: [
    { name: 'equal', bits: 5 },
    { name: 'near', bits: 3 },
    { name: 'initial', bits: 3 },
    { name: 'initial-differs', bits: -5, most: -4 },
    { name: 'differs', bits: -5, most: -5 },
  ],
  phones: [
    { name: 'equal', bits: -1.5, frequency: { cap: 18, expected: 1e-5, belief: 20_000, identifier: true } },
    { name: 'one-digit', bits: 9, most: 9 },
    { name: 'tail', bits: 5, most: 8 },
    { name: 'differs', bits: -2 },
  ],
  emails: [
    { name: 'equal', bits: -1.5, frequency: { cap: 18, expected: 1e-5, belief: 20_000, identifier: true } },
    { name: 'near', bits: 9, most: 9 },
    { name: 'near-derived', bits: 2, most: 2 },
    { name: 'differs', bits: -2.5 },
  ],
  birth: [
    { name: 'equal', bits: 0, frequency: { cap: 12, expected: 1 / 20_000, belief: 200 } },
    { name: 'near', bits: 3, most: 6 },
    { name: 'differs', bits: -6, most: -6 },
  ],
  companies: [
    { name: 'equal', bits: -1, frequency: { cap: 13, expected: 1 / 3000, belief: 200, identifier: true } },
    { name: 'near', bits: 7, most: 7 },
    { name: 'differs', bits: -2.5 },
  ],
  cities: [
    { name: 'equal', bits: -0.3, frequency: { cap: 8, expected: 1 / 30, belief: 200 } },
    { name: 'near', bits: 1.5, most: 3 },
    { name: 'differs', bits: -2 },
  ],
  sex: [
    { name: 'equal', bits: 0.5 },
    { name: 'differs', bits: -5, most: -5 },
  ],
  inn: [
    { name: 'equal', bits: 18 },
    { name: 'one-digit', bits: 8, most: 8 },
    { name: 'one-invalid', bits: -6, most: -6 },
    { name: 'differs', bits: -14, most: -14 },
  ],
  postcodes: [
    { name: 'equal', bits: -0.5, frequency: { cap: 13, expected: 1 / 500, belief: 200 } },
    { name: 'near', bits: 2 },
    { name: 'differs', bits: -1.5 },
  ],
  streets: [
    { name: 'equal', bits: -0.5, frequency: { cap: 12, expected: 1e-4, belief: 10_000, identifier: true } },
    { name: 'near', bits: 6 },
    { name: 'differs', bits: -1.5 },
  ],
  words: [
    { name: 'equal', bits: -0.5, frequency: { cap: 11, expected: 1 / 200, belief: 200 } },
    { name: 'near', bits: 3 },
    { name: 'differs', bits: -1 },
  ],
  position: [
    { name: 'equal', bits: -0.3, frequency: { cap: 4, expected: 1 / 10, belief: 200 } },
    { name: 'near', bits: 1 },
    { name: 'differs', bits: -0.5 },
  ],
} as const satisfies Readonly<Record<string, readonly Level[]>>;

/** How two people are compared, field by field. */
export function contactComparisons(column: Columns): readonly Comparison[] {
  return [
    compareLast(column),
    compareFirst(column),
    comparePatronymic(column),
    listComparison({ field: 'phones', column: column('phones'), levels: levels.phones, grade: nearPhone }),
    compareEmails(column),
    compareBirth(column),
    listComparison({ field: 'companies', column: column('companies'), levels: levels.companies, grade: nearCompany }),
    listComparison({ field: 'city', column: column('cities'), levels: levels.cities, grade: nearCity }),
    singleComparison({ field: 'sex', column: column('sex'), levels: levels.sex }),
    singleComparison({ field: 'inn', column: column('inn'), levels: levels.inn, grade: nearChecked }),
    listComparison({ field: 'postcode', column: column('postcodes'), levels: levels.postcodes, grade: nearPostcode }),
    listComparison({ field: 'street', column: column('streets'), levels: levels.streets, grade: nearStreet }),
    listComparison({ field: 'words', column: column('words'), levels: levels.words, grade: alike(0.9) }),
    singleComparison({ field: 'position', column: column('position'), levels: levels.position, grade: alike(0.9) }),
  ];
}

function alike(least: number): (left: string, right: string) => number {
  return (left, right) => (jaroWinkler(left, right) >= least ? 1 : 0);
}

const SHORTEST_CORE = 5;

function nearCompany(left: string, right: string): number {
  const [a, b] = [coreOfFeature(left), coreOfFeature(right)];
  if (a === '' || b === '') return 0;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= SHORTEST_CORE && long.startsWith(short)) return 1;
  return jaroWinkler(a, b) >= 0.93 ? 1 : 0;
}

const NEAR_FIRST = 0.88;

/** True when the surname of one record stands as the first name of the other, and the other way round if it has one. */
function swappedNames(column: Columns): (left: number, right: number) => boolean {
  const [last, given] = [column('last'), column('given')];
  const isLike = (surname: string, name: string): boolean =>
    surname !== '' && (surname === name || jaroWinkler(surname, name) >= NEAR_FIRST);
  return (left, right) => {
    const [a, b] = [textOf(last, left), textOf(last, right)];
    if (a === '' && b === '') return false;
    return (b === '' || isLike(b, textOf(given, left))) && (a === '' || isLike(a, textOf(given, right)));
  };
}

function textOf({ ids, dictionary }: ReadColumn, record: number): string {
  const id = ids[record] ?? -1;
  return id === -1 ? '' : dictionary.text(id);
}

function compareLast(column: Columns): Comparison {
  const isSwapped = swappedNames(column);
  const plain = singleComparison({
    field: 'last_name',
    column: column('last'),
    levels: levels.last,
    grade: (left, right) => {
      const similarity = jaroWinkler(left, right);
      return similarity >= 0.94 ? 1 : similarity >= 0.86 ? 2 : 0;
    },
  });
  return {
    ...plain,
    level: (left, right) => {
      const level = plain.level(left, right);
      return level === levels.last.length && isSwapped(left, right) ? 4 : level;
    },
  };
}

/** Different first names speak against one person, less so when the dates of birth agree: relatives are born apart. */
function compareFirst(column: Columns): Comparison {
  const birth = compareBirth(column);
  const [first, given, alternative] = [column('first'), column('given'), column('alternative')];
  const initial = column('firstInitial');
  const isSwapped = swappedNames(column);
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
      if (a === -1 || b === -1) return initialLevel(initial, { left, right, equal: 3, differs: 6 });
      if (a === b) {
        agreed = a;
        return 1;
      }
      if (isAlternative(left, right) || isAlternative(right, left)) return 2;
      const [x, y] = [first.dictionary.text(a), first.dictionary.text(b)];
      const bothListed = x.startsWith('=') && y.startsWith('=');
      if (!bothListed && jaroWinkler(textOf(given, left), textOf(given, right)) >= NEAR_FIRST) return 4;
      if (isSwapped(left, right)) return 5;
      const born = birth.level(left, right);
      if (born === 1 || born === 2) return 8;
      return bothListed ? 7 : 9;
    },
  };
}

function comparePatronymic(column: Columns): Comparison {
  const initial = column('middleInitial');
  const plain = singleComparison({
    field: 'middle_name',
    column: column('patronymic'),
    levels: levels.patronymic,
    grade: alike(0.88),
  });
  return {
    ...plain,
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

function compareBirth(column: Columns): Comparison {
  return singleComparison({ field: 'birth_date', column: column('birth'), levels: levels.birth, grade: nearBirth });
}

function compareEmails(column: Columns): Comparison {
  const derived = column('derived').ids;
  const plain = listComparison({
    field: 'emails',
    column: column('emails'),
    levels: levels.emails,
    grade: nearMailbox,
  });
  return {
    ...plain,
    level: (left, right) => {
      const level = plain.level(left, right);
      return level === 2 && (derived[left] !== -1 || derived[right] !== -1) ? 3 : level;
    },
  };
}
