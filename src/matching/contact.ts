import type { ReadColumn } from './feature-table.ts';
import { levelNames } from './comparison.ts';
import { contactComparisons } from './contact-comparisons.ts';
import { contactFeatures, contactLayout } from './contact-features.ts';
import { contactKeys, contactKeyTypes, weakContactKeys } from './contact-keys.ts';
import { identifierConflict } from './identifier-conflict.ts';
import type { KindModel, PairRules } from './kind-model.ts';

/** People: features, keys, comparisons and what must not be merged. */
export const contactModel: KindModel<'contact'> = {
  name: 'contact',
  layout: contactLayout,
  keyTypes: contactKeyTypes,
  weakKeys: weakContactKeys,
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
 * may have changed her surname. An equal date of birth outweighs that unless both first names are on the list of names, as
 * those of twins are; a date that differs by a slip outweighs another surname. Mailboxes that differ in digits only are asked
 * about unless a phone or the date of birth is equal. So are phones that differ in one digit, unless something else agrees
 * that few people share, or patronymic and city do: a slip of the pen and two namesakes with numbers of one row look the same. An equal personal number outweighs
 * all. Fathers and sons of one name are told by the patronymic or by dates of birth a generation apart, unless a mailbox is
 * equal; twins whose names no list knows by the phone they share.
 */
function pairRules(column: (name: string) => ReadColumn): PairRules {
  const inn = column('inn').ids;
  const comparisons = contactComparisons(column);
  const [first, last, birth, phones, emails] = ['first_name', 'last_name', 'birth_date', 'phones', 'emails'].map(
    (field) => levelNames(comparisons, field),
  );
  const [patronymic, cities] = [levelNames(comparisons, 'middle_name'), levelNames(comparisons, 'city')];
  const areOfTwoGenerations = yearsApart(column('birth'));
  const confirming = confirmingFields.map((field) => levelNames(comparisons, field));
  const isConfirmed = (left: number, right: number): boolean =>
    confirming.some((level) => agreeing.has(level(left, right))) ||
    (patronymic(left, right) === 'equal' && cities(left, right) === 'equal');
  return {
    forbidden: identifierConflict(column('inn')),
    doubtful: (left, right) => {
      if (inn[left] !== -1 && inn[left] === inn[right]) return false;
      const name = first?.(left, right) ?? '';
      if (name === 'same-birth-differs') return true;
      if (name === 'other-same-birth' && phones?.(left, right) === 'equal') return true;
      const isFirstOther = name.endsWith('differs');
      const born = birth?.(left, right);
      if (!isFirstOther && last?.(left, right) !== 'differs') {
        const phone = phones?.(left, right);
        if (phone === 'one-digit' && !isConfirmed(left, right)) return true;
        const mail = emails?.(left, right);
        const isNumbered = mail === 'other-digits';
        if (isNumbered && born !== 'equal' && phone !== 'equal') return true;
        if (mail === 'equal') return false;
        const father = patronymic(left, right);
        if (father.endsWith('differs')) return born !== 'equal';
        return father !== 'equal' && born === 'differs' && areOfTwoGenerations(left, right);
      }
      return born !== 'equal' && (isFirstOther || born !== 'near');
    },
  };
}

const GENERATION = 15;

/** True when two people were born so many years apart that one may be a parent of the other. */
function yearsApart({ ids, dictionary }: ReadColumn): (left: number, right: number) => boolean {
  const yearOf = (record: number): number => {
    const id = ids[record] ?? -1;
    return id === -1 ? Number.NaN : Number(dictionary.text(id).slice(0, 4));
  };
  return (left, right) => Math.abs(yearOf(left) - yearOf(right)) >= GENERATION;
}

/** What belongs to one person, or to few: where one of these agrees, a phone with another digit is the same phone. */
const confirmingFields = ['birth_date', 'emails', 'companies', 'street', 'postcode'] as const;
const agreeing: ReadonlySet<string> = new Set(['equal', 'near']);
