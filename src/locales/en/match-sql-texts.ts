import type { MatchSqlTexts } from '../match-sql-texts.ts';

export const matchSqlTexts: MatchSqlTexts = {
  head: (kind, engine, cap) =>
    `Candidate pairs of ${kind === 'company' ? 'companies' : 'people'} for ${engine}; blocks of more than ${cap} records are left out.
Keys and features are computed by perenos, as hash functions differ between engines: here are equalities, comparisons of whole numbers and grouping only.
Likeness of texts and rarity of values are weighed by perenos as well and exported as numbers; SQL finds the pairs and sums their weights.
The tables are written by perenos match --print-sql ENGINE --export FOLDER.`,
  notRun: 'The statements were not run on this engine: it was only checked that they hold nothing but standard SQL.',
  keyTypes: 'The last five bits of a key are its type:',
  steps: {
    'record-key':
      'Filled by perenos: a row for each key of a record. block_key is 64 bits, moved so that the sign does not change the order.',
    'record-place':
      'Filled by perenos: the number by which a record goes in pairs. Exact repeats of other records are not here.',
    feature: 'Filled by perenos: features with one value, a row for each record; NULL where there is none.',
    'feature-value': 'Filled by perenos: features that are lists, a row for each value.',
    compared: 'How many records are compared.',
    block:
      'Blocks: two records or more that share a key. Weak ones say little: in large files they may have fewer records.',
    'block-member': 'The records of blocks within the limit.',
    candidate: 'Each pair once, with the smallest key that it shares.',
    pairs: 'The pairs in the order in which perenos weighs them.',
    'pair-features': 'The same pairs with the features of both records.',
    'pair-values': 'How many values of lists the two records share.',
    'record-source':
      'Filled by perenos: which record of the plan each one is; exact repeats have the place of the record they repeat.',
    'field-value':
      'Filled by perenos: what a record says in each field, as a number that is the same for equal features.',
    'field-usual': 'Filled by perenos: what two different values of a field weigh, in bits.',
    'field-term':
      'Filled by perenos: the weight of what two records say in a field, where it is not the usual one. Likeness of texts and rarity of values are in it.',
    'match-prior':
      'Filled by perenos: the log-odds in bits before any evidence, and the thresholds of questions and of merging.',
    load: 'Reads a file of `perenos match --export FOLDER`; run it in that folder.',
    'pair-term': 'What each field of a pair adds, in bits.',
    'asked-number':
      'Filled by perenos: right numbers that are given to one (INN, OGRN), where several records carry them, but five at most.',
    question: 'Pairs with one such number: they are asked about whatever they weigh.',
    edge: 'The weight of each pair: the sum of its terms.',
    edges:
      'Pairs to ask about and, from the second threshold on, to merge, the likeliest first. What must not meet (different tax numbers, head office and branch, decisions of people) and clusters are left to perenos.',
    oversized: 'Blocks that are left out: the report shows them.',
  },
};
