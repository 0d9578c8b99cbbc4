import type { ReadColumn } from './feature-table.ts';
import type { Comparison } from './comparison.ts';
import { contactComparisons } from './contact-comparisons.ts';
import { contactFeatures, contactLayout } from './contact-features.ts';
import { contactKeys, contactKeyTypes } from './contact-keys.ts';
import { identifierConflict } from './identifier-conflict.ts';
import type { KindModel, PairRules } from './kind-model.ts';

/** People: features, keys, comparisons and what must not be merged. */
export const contactModel: KindModel<'contact'> = {
  name: 'contact',
  layout: contactLayout,
  keyTypes: contactKeyTypes,
  features: (record, support) => contactFeatures(record.data, support),
  keys: contactKeys,
  comparisons: contactComparisons,
  sessions: [
    { agree: ['phones'], leaveOut: ['phones'] },
    { agree: ['emails'], leaveOut: ['emails'] },
    { agree: ['last_name', 'first_name'], leaveOut: ['last_name', 'first_name', 'sex'] },
    { agree: ['birth_date'], leaveOut: ['birth_date', 'last_name', 'first_name', 'sex'] },
  ],
  pairRules,
};

/**
 * People with clearly different first names or surnames are asked about even when everything else is equal: families share
 * phones, addresses, mailboxes and surnames; colleagues share a company, a switchboard and sometimes a first name; a woman
 * may have changed her surname. Only an equal date of birth or personal number outweighs that.
 */
function pairRules(column: (name: string) => ReadColumn): PairRules {
  const [birth, inn] = [column('birth').ids, column('inn').ids];
  const comparisons = contactComparisons(column);
  const differing = ['first_name', 'last_name'].map((field) => differsIn(comparisons, field));
  return {
    forbidden: identifierConflict(column('inn')),
    doubtful: (left, right) => {
      if (inn[left] !== -1 && inn[left] === inn[right]) return false;
      if (birth[left] !== -1 && birth[left] === birth[right]) return false;
      return differing.some((differs) => differs(left, right));
    },
  };
}

function differsIn(comparisons: readonly Comparison[], field: string): (left: number, right: number) => boolean {
  const comparison = comparisons.find((one) => one.field === field);
  if (comparison === undefined) throw new RangeError(`no comparison of ${field}`);
  const { levels, level } = comparison;
  return (left, right) => levels[level(left, right) - 1]?.name.endsWith('differs') ?? false;
}
