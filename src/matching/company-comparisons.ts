import { compareNames, nameLevels } from './company-names.ts';
import { type Comparison, type Level, listComparison, singleComparison } from './comparison.ts';
import type { ReadColumn } from './feature-table.ts';
import { nearChecked, nearCity, nearLine, nearPostcode, nearPremises } from './near-values.ts';

type Columns = (name: string) => ReadColumn;

const shared = { cap: 15, expected: 1e-5, belief: 20_000, identifier: true } as const;

/** Weights in bits of `dedupe.md` 3.4 of the house documents, with those for addresses added. */
const levels = {
  name: nameLevels,
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
    // Two digits in the other order: mistyped. One other digit may be the next line of an office.
    { name: 'swapped-digits', bits: 9, most: 10 },
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
    { name: 'neighbour', bits: 2 },
    // A few houses on in the same street: what it says depends on the name and the phone.
    { name: 'same-block', bits: -6 },
    // The number of the house alone, a long one: a corner, or a street misread.
    { name: 'same-number', bits: -2 },
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
      grade: nearLine,
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
  return listComparison({ field: 'street', column: column('streets'), levels: levels.streets, grade: nearPremises });
}

function compareCities(column: Columns): Comparison {
  const street = compareStreets(column);
  const plain = singleOrList(column);
  return {
    ...plain,
    level: (left, right) => {
      const level = plain.level(left, right);
      if (level !== 3) return level;
      const house = street.level(left, right);
      return house === 1 || house === 2 ? 4 : 3;
    },
  };
}

function singleOrList(column: Columns): Comparison {
  const differs = levels.cities.slice(0, 3);
  const plain = listComparison({ field: 'city', column: column('cities'), levels: differs, grade: nearCity });
  return { ...plain, levels: levels.cities };
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
