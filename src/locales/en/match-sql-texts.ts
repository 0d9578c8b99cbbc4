import type { MatchSqlTexts } from '../match-sql-texts.ts';

export const matchSqlTexts: MatchSqlTexts = {
  head: (kind, engine, cap) =>
    `Candidate pairs of ${kind === 'company' ? 'companies' : 'people'} for ${engine}; blocks of more than ${cap} records are left out.
Keys and features are computed by perenos, as hash functions differ between engines: here are equalities, comparisons of whole numbers and grouping only.
SQL does not weigh the pairs: likeness of texts and rarity of values are weighed by perenos, which is given the pairs of the last queries.`,
  notRun: 'The statements were not run on this engine: it was only checked that they hold nothing but standard SQL.',
  keyTypes: 'The last five bits of a key are its type:',
  steps: {
    'record-key':
      'Filled by perenos: a row for each key of a record. block_key is 64 bits, moved so that the sign does not change the order.',
    'record-place':
      'Filled by perenos: the number by which a record goes in pairs. Exact repeats of other records are not here.',
    feature: 'Filled by perenos: features with one value, a row for each record; NULL where there is none.',
    'feature-value': 'Filled by perenos: features that are lists, a row for each value.',
    block: 'Blocks: two records or more that share a key.',
    'block-member': 'The records of blocks within the limit.',
    candidate: 'Each pair once, with the smallest key that it shares.',
    pairs: 'The pairs in the order in which perenos weighs them.',
    'pair-features': 'The same pairs with the features of both records.',
    'pair-values': 'How many values of lists the two records share.',
    oversized: 'Blocks that are left out: the report shows them.',
  },
};
