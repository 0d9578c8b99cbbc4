import type { ReadColumn } from './feature-table.ts';
import { contactComparisons } from './contact-comparisons.ts';
import { contactFeatures, contactLayout } from './contact-features.ts';
import { contactKeys, contactKeyTypes } from './contact-keys.ts';
import type { KindModel, PairRules } from './kind-model.ts';

/** People: features, keys, comparisons and what must not be merged. */
export const contactModel: KindModel<'contact'> = {
  name: 'contact',
  layout: contactLayout,
  keyTypes: contactKeyTypes,
  features: (record, support) => contactFeatures(record.data, support),
  keys: contactKeys,
  comparisons: contactComparisons,
  pairRules,
};

function pairRules(column: (name: string) => ReadColumn): PairRules {
  const inn = column('inn').ids;
  const first = contactComparisons(column).find(({ field }) => field === 'first_name');
  const differs = first?.levels.findIndex(({ name }) => name === 'differs') ?? -1;
  return {
    forbidden: (left, right) => inn[left] !== inn[right] && inn[left] !== -1 && inn[right] !== -1,
    doubtful: (left, right) => first !== undefined && first.level(left, right) === differs + 1,
  };
}
