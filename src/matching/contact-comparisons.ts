import { isAlike } from '../text/similarity.ts';
import { type Comparison, listComparison, singleComparison } from './comparison.ts';
import { contactLevels as levels } from './contact-levels.ts';
import type { ReadColumn } from './feature-table.ts';
import { compareBirth, compareFirst, compareLast, comparePatronymic } from './name-comparisons.ts';
import { mailboxSigns, phoneSigns } from './value-signs.ts';
import { nearChecked, nearCity, nearMailbox, nearPhone, nearPostcode, nearStreet } from './near-values.ts';

type Columns = (name: string) => ReadColumn;

/** How two people are compared, field by field. */
export function contactComparisons(column: Columns): readonly Comparison[] {
  return [
    compareLast(column),
    compareFirst(column),
    comparePatronymic(column),
    listComparison({
      field: 'phones',
      column: column('phones'),
      levels: levels.phones,
      grade: nearPhone,
      signs: phoneSigns,
    }),
    compareEmails(column),
    compareBirth(column),
    listComparison({ field: 'companies', column: column('companies'), levels: levels.companies, grade: nearCompany }),
    listComparison({ field: 'city', column: column('cities'), levels: levels.cities, grade: nearCity }),
    compareSex(column),
    singleComparison({ field: 'inn', column: column('inn'), levels: levels.inn, grade: nearChecked }),
    listComparison({ field: 'postcode', column: column('postcodes'), levels: levels.postcodes, grade: nearPostcode }),
    listComparison({ field: 'street', column: column('streets'), levels: levels.streets, grade: nearStreet }),
    listComparison({ field: 'words', column: column('words'), levels: levels.words, grade: alike(0.9) }),
    singleComparison({ field: 'position', column: column('position'), levels: levels.position, grade: alike(0.9) }),
  ];
}

function alike(least: number): (left: string, right: string) => number {
  return (left, right) => (isAlike(left, right, least) ? 1 : 0);
}

const SHORTEST_CORE = 5;
const notDigits = /\D+/gu;

/** 1: one name is the beginning of the other, or nearly the other with the same numbers: "School 12" is not nearly "School 17". */
function nearCompany(left: string, right: string): number {
  if (left.startsWith('#') || right.startsWith('#')) return 0;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length >= SHORTEST_CORE && long.startsWith(short)) return 1;
  return isAlike(left, right, 0.93) && numbersIn(left) === numbersIn(right) ? 1 : 0;
}

function numbersIn(text: string): string {
  return text.replace(notDigits, ' ').trim();
}

/** The sexes of people of one name differ by a slip; otherwise they tell people apart. */
function compareSex(column: Columns): Comparison {
  const { ids } = column('sex');
  const first = column('first').ids;
  return {
    field: 'sex',
    levels: levels.sex,
    level: (left, right) => {
      const [a, b] = [ids[left] ?? -1, ids[right] ?? -1];
      if (a === -1 || b === -1) return 0;
      if (a === b) return 1;
      return first[left] !== -1 && first[left] === first[right] ? 3 : 2;
    },
  };
}

function compareEmails(column: Columns): Comparison {
  const derived = column('derived').ids;
  const plain = listComparison({
    field: 'emails',
    column: column('emails'),
    levels: levels.emails,
    grade: nearMailbox,
    signs: mailboxSigns,
  });
  return {
    ...plain,
    level: (left, right) => {
      const level = plain.level(left, right);
      return level === 2 && (derived[left] !== -1 || derived[right] !== -1) ? 3 : level;
    },
  };
}
