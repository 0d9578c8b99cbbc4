import { companyComparisons } from './company-comparisons.ts';
import { companyFeatures, companyLayout } from './company-features.ts';
import { companyKeys, companyKeyTypes } from './company-keys.ts';
import type { ReadColumn } from './feature-table.ts';
import type { KindModel, PairRules } from './kind-model.ts';

/** Companies: features, keys, comparisons and what must not be merged. */
export const companyModel: KindModel<'company'> = {
  name: 'company',
  layout: companyLayout,
  keyTypes: companyKeyTypes,
  features: (record, support) => companyFeatures(record.data, support),
  keys: companyKeys,
  comparisons: companyComparisons,
  pairRules,
};

/**
 * Two different valid identifiers are two companies, whatever else is equal (holdings share names, phones and sites); a
 * branch is no head office. One INN with two KPP is a legal entity with units: a person decides.
 */
function pairRules(column: (name: string) => ReadColumn): PairRules {
  const [inn, ogrn, tax, kpp, branch] = ['inn', 'ogrn', 'tax', 'kpp', 'branch'].map(column);
  const isOther = (one: ReadColumn | undefined, left: number, right: number): boolean =>
    one !== undefined && one.ids[left] !== one.ids[right] && isValid(one, left) && isValid(one, right);
  return {
    forbidden: (left, right) =>
      isOther(inn, left, right) ||
      isOther(ogrn, left, right) ||
      isOther(tax, left, right) ||
      branch?.ids[left] !== branch?.ids[right],
    doubtful: (left, right) => {
      const [a, b] = [kpp?.ids[left] ?? -1, kpp?.ids[right] ?? -1];
      return a !== -1 && b !== -1 && a !== b;
    },
  };
}

function isValid({ ids, dictionary }: ReadColumn, record: number): boolean {
  const id = ids[record] ?? -1;
  return id !== -1 && dictionary.text(id).startsWith('+');
}
