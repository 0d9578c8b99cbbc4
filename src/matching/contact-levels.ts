import type { Level } from './comparison.ts';

/** Weights in bits of `dedupe.md` 3.4 of the house documents, with those for addresses, posts and words added. */
export const contactLevels = {
  last: [
    { name: 'equal', bits: -0.4, frequency: { cap: 13, expected: 1 / 2000, belief: 1000 } },
    { name: 'near', bits: 7, most: 7 },
    { name: 'alike', bits: 3 },
    { name: 'swapped', bits: 6, most: 6 },
    // A second or former surname that the other record has elsewhere in its name.
    { name: 'among-words', bits: 4, most: 5 },
    { name: 'differs', bits: -6, most: -5 },
  ],
  first: [
    { name: 'equal', bits: -0.4, frequency: { cap: 9, expected: 1 / 60, belief: 200 } },
    { name: 'diminutive', bits: 4, least: 2.5 },
    { name: 'initial', bits: 2 },
    { name: 'near', bits: 4 },
    { name: 'swapped', bits: 4, most: 4 },
    // One record has one name only, and it is the surname of the other.
    { name: 'surname-only', bits: 7, most: 8 },
    // One of several given names, which the other record has elsewhere in its name.
    { name: 'among-words', bits: 1, most: 3 },
    { name: 'initial-differs', bits: -10, most: -8 },
    { name: 'differs', bits: -11, most: -11 },
    { name: 'other-same-birth', bits: -4, most: -3 },
    // Twins have two names of the list and one date of birth.
    { name: 'same-birth-differs', bits: -6, most: -5 },
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
    { name: 'other-digits', bits: 0, most: 0 },
    { name: 'differs', bits: -2.5 },
  ],
  birth: [
    { name: 'equal', bits: 0, frequency: { cap: 12, expected: 1 / 20_000, belief: 200 } },
    { name: 'near', bits: 4.5, most: 6 },
    { name: 'two-digits', bits: -2, most: -1 },
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
    // A slip in one of the records: namesakes of the other sex are rare.
    { name: 'differs-same-name', bits: -2, most: -2 },
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
