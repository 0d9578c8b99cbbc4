import { isMarkedValid } from './checked-number.ts';
import { companyComparisons } from './company-comparisons.ts';
import { levelNames } from './comparison.ts';
import { companyFeatures, companyLayout } from './company-features.ts';
import { companyKeys, companyKeyTypes } from './company-keys.ts';
import type { ReadColumn } from './feature-table.ts';
import { identifierConflict } from './identifier-conflict.ts';
import type { KindModel, PairRules } from './kind-model.ts';
import { sharedWords } from './shared-words.ts';

/** Companies: features, keys, comparisons and what must not be merged. */
export const companyModel: KindModel<'company'> = {
  name: 'company',
  layout: companyLayout,
  keyTypes: companyKeyTypes,
  features: (record, support) => companyFeatures(record.data, support),
  keys: companyKeys,
  comparisons: companyComparisons,
  // Units of one legal entity have KPPs of their own.
  ownNumbers: { features: ['inn', 'ogrn', 'tax'], isOwn: isMarkedValid, apart: ['kpp'] },
  sessions: [
    { agree: ['inn'], leaveOut: ['inn', 'ogrn', 'branch'] },
    { agree: ['phones'], leaveOut: ['phones'] },
    { agree: ['domain'], leaveOut: ['domain', 'emails'] },
    { agree: ['name'], leaveOut: ['name', 'legal_form'] },
  ],
  pairRules,
};

/** Names with words of their own, as firms of one owner have them; of a place, the phone and the house tell what it is. */
const otherNames: ReadonlySet<string> = new Set(['rare-word', 'contained', 'some-words', 'differs']);
/** The same, of legal entities. */
const otherFirms: ReadonlySet<string> = new Set([...otherNames, 'extended', 'most-words', 'within']);
/** Two digits in the other order are one number mistyped; lines side by side differ in a digit. */
const samePhone: ReadonlySet<string> = new Set(['equal', 'swapped-digits']);
const samePlace: ReadonlySet<string> = new Set(['equal', 'near', 'neighbour']);

/**
 * Two different valid identifiers are two companies, whatever else is equal (holdings share names, phones and sites); a
 * branch is no head office. One INN with two KPP is a legal entity with units: a person decides. So does a person where no
 * identifier is equal and the names differ by whole words or the legal forms differ: firms of one owner share phones, sites
 * and offices. Of places (no identifier, and a legal form on one side at most) the house and the phone, or the house and a rare
 * word of the name, tell which it is. Another house is another place, but for one name and phone a few houses on.
 */
function pairRules(column: (name: string) => ReadColumn): PairRules {
  const conflicts = ['inn', 'ogrn', 'tax'].map((name) => identifierConflict(column(name)));
  const branch = column('branch').ids;
  const kpp = column('kpp').ids;
  const inn = column('inn').ids;
  const identified = ['inn', 'ogrn', 'tax'].map((name) => column(name).ids);
  const forms = column('form').ids;
  const comparisons = companyComparisons(column);
  const [name, street, phone, form, ...numbers] = [
    'name',
    'street',
    'phones',
    'legal_form',
    'inn',
    'ogrn',
    'tax_id',
  ].map((field) => levelNames(comparisons, field));
  const { shared } = sharedWords(column('words'), column('streets'));
  const isIdentified = (record: number): boolean => identified.some((ids) => (ids[record] ?? -1) !== -1);
  const isTold = (left: number, right: number, named: string, place: string): boolean => {
    const formed = Number(forms[left] !== -1) + Number(forms[right] !== -1);
    if (formed === 2 || isIdentified(left) || isIdentified(right))
      return !otherFirms.has(named) && form?.(left, right) !== 'differs';
    if (formed === 1 && named === 'differs') return false;
    if (!(formed === 1 ? otherFirms : otherNames).has(named)) return true;
    return samePlace.has(place) && (shared(left, right).rare || samePhone.has(phone?.(left, right) ?? ''));
  };
  const isOtherFirm = (left: number, right: number): boolean => {
    const place = street?.(left, right) ?? '';
    const named = name?.(left, right) ?? '';
    if (place === 'same-block' && !(named === 'equal' && phone?.(left, right) === 'equal')) return true;
    if (place === 'same-number' && phone?.(left, right) !== 'equal') return true;
    return named === 'distinguished' || place === 'differs' || !isTold(left, right, named, place);
  };
  const otherUnit = (left: number, right: number): boolean =>
    kpp[left] !== kpp[right] && kpp[left] !== -1 && kpp[right] !== -1;
  return {
    forbidden: (left, right) =>
      conflicts.some((isConflict) => isConflict(left, right)) ||
      branch[left] !== branch[right] ||
      (branch[left] !== -1 && otherUnit(left, right)),
    doubtful: (left, right) =>
      (inn[left] === inn[right] && inn[left] !== -1 && otherUnit(left, right)) ||
      (isOtherFirm(left, right) && !numbers.some((number) => number(left, right) === 'equal')),
  };
}
