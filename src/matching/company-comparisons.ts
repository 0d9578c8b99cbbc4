import { jaroWinkler } from '../text/similarity.ts';
import { type Comparison, type Level, listComparison, singleComparison } from './comparison.ts';
import type { ReadColumn } from './feature-table.ts';
import { sharedWords, type WordShares } from './shared-words.ts';
import { differences, isOneSlip, nearChecked, nearCity, nearPostcode, nearStreet } from './near-values.ts';

type Columns = (name: string) => ReadColumn;

const shared = { cap: 15, expected: 1e-5, belief: 20_000, identifier: true } as const;

/** Weights in bits of `dedupe.md` 3.4 of the house documents, with those for addresses added. */
const levels = {
  name: [
    { name: 'equal', bits: -0.3, frequency: { cap: 15, expected: 1 / 3000, belief: 2000 } },
    { name: 'equal-generic', bits: 2, most: 4 },
    { name: 'other-order', bits: 7, most: 9 },
    { name: 'near', bits: 8, most: 9 },
    { name: 'same-words', bits: 6, most: 7 },
    { name: 'most-words', bits: 4, most: 5 },
    { name: 'alike', bits: 4, most: 5 },
    { name: 'beginning', bits: 5, most: 6 },
    { name: 'within', bits: 2, most: 3 },
    { name: 'contained', bits: -1, most: -1 },
    // One has a number or a word more that firms of a family are told apart by: Ромашка and Ромашка Плюс.
    { name: 'distinguished', bits: -3, most: -1 },
    { name: 'some-words', bits: -2, most: -1 },
    { name: 'differs', bits: -6, most: -5 },
  ],
  inn: [
    { name: 'equal', bits: 18 },
    { name: 'one-digit', bits: 8, most: 8 },
    { name: 'one-invalid', bits: -6, most: -6 },
    { name: 'differs', bits: -14, most: -14 },
  ],
  ogrn: [
    { name: 'equal', bits: 20 },
    { name: 'differs', bits: -8, most: -8 },
  ],
  phones: [
    { name: 'equal', bits: -0.3, frequency: shared },
    { name: 'one-digit', bits: 5, most: 8 },
    { name: 'differs', bits: -1 },
  ],
  domains: [
    { name: 'equal', bits: -0.3, frequency: shared },
    { name: 'differs', bits: -2 },
  ],
  emails: [
    { name: 'equal', bits: -0.3, frequency: shared },
    { name: 'differs', bits: -1 },
  ],
  cities: [
    { name: 'equal', bits: -0.3, frequency: { cap: 8, expected: 1 / 30, belief: 200 } },
    { name: 'near', bits: 2, most: 3 },
    { name: 'differs', bits: -3 },
    // A suburb or a district is named in place of the city.
    { name: 'differs-same-street', bits: -1 },
  ],
  streets: [
    { name: 'equal', bits: -0.3, frequency: shared },
    { name: 'near', bits: 9 },
    { name: 'neighbour', bits: 0 },
    { name: 'differs', bits: -6 },
  ],
  postcodes: [
    { name: 'equal', bits: -0.5, frequency: { cap: 8, expected: 1 / 300, belief: 200 } },
    { name: 'near', bits: 1 },
    { name: 'differs', bits: -2 },
  ],
  form: [
    { name: 'equal', bits: 0.5 },
    { name: 'differs', bits: -4, most: -4 },
  ],
  branch: [
    { name: 'equal', bits: 3 },
    { name: 'differs', bits: -12, most: -12 },
  ],
} as const satisfies Readonly<Record<string, readonly Level[]>>;

/** How two companies are compared, field by field. */
export function companyComparisons(column: Columns): readonly Comparison[] {
  return [
    compareNames(column),
    singleComparison({ field: 'inn', column: column('inn'), levels: levels.inn, grade: nearChecked }),
    singleComparison({ field: 'ogrn', column: column('ogrn'), levels: levels.ogrn }),
    singleComparison({ field: 'tax_id', column: column('tax'), levels: levels.ogrn }),
    listComparison({
      field: 'phones',
      column: column('phones'),
      levels: levels.phones,
      grade: (left, right) => (differences(left, right) === 1 ? 1 : 0),
    }),
    listComparison({ field: 'domain', column: column('domains'), levels: levels.domains }),
    listComparison({ field: 'emails', column: column('emails'), levels: levels.emails }),
    compareCities(column),
    compareStreets(column),
    listComparison({ field: 'postcode', column: column('postcodes'), levels: levels.postcodes, grade: nearPostcode }),
    singleComparison({ field: 'legal_form', column: column('form'), levels: levels.form }),
    compareBranches(column),
  ];
}

function compareStreets(column: Columns): Comparison {
  return listComparison({ field: 'street', column: column('streets'), levels: levels.streets, grade: nearStreet });
}

function compareCities(column: Columns): Comparison {
  const street = compareStreets(column);
  const plain = singleOrList(column);
  return {
    ...plain,
    level: (left, right) => {
      const level = plain.level(left, right);
      return level === 3 && street.level(left, right) === 1 ? 4 : level;
    },
  };
}

function singleOrList(column: Columns): Comparison {
  const differs = levels.cities.slice(0, 3);
  const plain = listComparison({ field: 'city', column: column('cities'), levels: differs, grade: nearCity });
  return { ...plain, levels: levels.cities };
}

const levelOf = Object.fromEntries(levels.name.map(({ name }, index) => [name, index + 1])) as Record<
  (typeof levels.name)[number]['name'],
  number
>;
const SHORTEST_PREFIX = 4;

function compareNames(column: Columns): Comparison {
  const [core, sorted, numbers, tail] = [column('core'), column('sorted'), column('numbers'), column('tail')];
  const [generic, trader] = [column('generic'), column('trader')];
  const shareWords = sharedWords(column('words'));
  const gradeWords = (left: number, right: number): number => gradeShares(shareWords(left, right));
  let agreed = -1;
  const level = (left: number, right: number): number => {
    const a = core.ids[left] ?? -1;
    const b = core.ids[right] ?? -1;
    if (a === -1 || b === -1) return 0;
    if (trader.ids[left] !== -1 && trader.ids[right] !== -1) {
      const found = compareTraders(textOf(trader, left), textOf(trader, right));
      if (found !== levelOf.equal || a !== b) return found === levelOf.equal ? levelOf.near : found;
    }
    if (a === b) {
      agreed = a;
      return generic.ids[left] === -1 ? levelOf.equal : levelOf['equal-generic'];
    }
    const [x, y] = [core.dictionary.text(a), core.dictionary.text(b)];
    const distinguished = numbers.ids[left] !== numbers.ids[right] || tail.ids[left] !== tail.ids[right];
    if (isPrefix(x, y)) return distinguished ? levelOf.distinguished : levelOf.beginning;
    if (distinguished) return Math.max(levelOf.distinguished, gradeWords(left, right));
    if (sorted.ids[left] !== -1 && sorted.ids[left] === sorted.ids[right]) return levelOf['other-order'];
    return Math.min(gradeCores(x, y), gradeWords(left, right));
  };
  return { field: 'name', column: core, levels: levels.name, level, agreed: () => agreed };
}

function gradeShares({ ofBoth, ofShorter, shorter }: WordShares): number {
  if (ofBoth >= 0.8) return levelOf['same-words'];
  if (ofBoth >= 0.5) return levelOf['most-words'];
  if (ofShorter >= 0.85) return shorter > 1 ? levelOf.within : levelOf.contained;
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

function compareBranches(column: Columns): Comparison {
  const { ids } = column('branch');
  return {
    field: 'branch',
    levels: levels.branch,
    level: (left, right) => {
      const a = ids[left] ?? -1;
      const b = ids[right] ?? -1;
      if (a === -1 && b === -1) return 0;
      return a === b ? 1 : 2;
    },
  };
}
