import { levelNames } from './comparison.ts';
import { contactComparisons } from './contact-comparisons.ts';
import type { ReadColumn } from './feature-table.ts';
import { identifierConflict } from './identifier-conflict.ts';
import type { PairRules } from './kind-model.ts';
import { digitsApart } from './near-values.ts';

type Columns = (name: string) => ReadColumn;
type PairTest = (left: number, right: number) => boolean;
type LevelOf = (left: number, right: number) => string;

/**
 * People with clearly different first names or surnames are asked about even when everything else is equal: families share
 * phones, addresses, mailboxes and surnames; colleagues share a company, a switchboard and sometimes a first name; a woman
 * may have changed her surname, unless phone and mailbox are both equal. An equal date of birth outweighs that unless both first
 * names are on the list of names, as those of twins are; a date that differs by a slip outweighs another surname. Mailboxes that
 * differ in digits only are asked about unless a phone or the date of birth is equal. So are phones that differ in one digit, unless
 * something else agrees that few people share, or patronymic and city do: a slip of the pen and two namesakes with numbers of one
 * row look the same. Fathers and sons of one name are told by the patronymic, by dates of birth a generation apart, or by mailboxes
 * and companies of their own, unless a mailbox is equal; twins whose names no list knows by the phone they share or by what each
 * has of his own. Names alone decide only where they are much rarer than needed. An equal personal number outweighs all.
 */
export function contactPairRules(column: Columns): PairRules {
  const inn = column('inn').ids;
  const comparisons = contactComparisons(column);
  const level = (field: string): LevelOf => levelNames(comparisons, field);
  const hasOtherNames = otherNames(column, level);
  const areTwins = twins(level);
  const areNamesakes = namesakes(level);
  const haveNamesOnly = namesOnly(level);
  return {
    forbidden: identifierConflict(column('inn')),
    doubtful: (left, right, spare) => {
      if (inn[left] !== -1 && inn[left] === inn[right]) return false;
      return (
        areTwins(left, right) ||
        hasOtherNames(left, right) ||
        areNamesakes(left, right) ||
        (spare < NAMES_ALONE && haveNamesOnly(left, right))
      );
    },
  };
}

/** Another first name or surname; where both agree, a phone, mailbox or patronymic that speaks for a namesake. */
function otherNames(column: Columns, level: (field: string) => LevelOf): PairTest {
  const [first, last, birth] = [level('first_name'), level('last_name'), level('birth_date')];
  const [phones, emails, patronymic] = [level('phones'), level('emails'), level('middle_name')];
  const areOfTwoGenerations = yearsApart(column('birth'));
  const isPhoneOther = slippedPhones(level);
  const isSameHere = (left: number, right: number): boolean => {
    const born = birth(left, right);
    const phone = phones(left, right);
    if (phone === 'one-digit' && isPhoneOther(left, right)) return false;
    const mail = emails(left, right);
    if (mail === 'other-digits' && born !== 'equal' && phone !== 'equal') return false;
    if (mail === 'equal') return true;
    const father = patronymic(left, right);
    if (father.endsWith('differs')) return born === 'equal';
    return father === 'equal' || !areOfTwoGenerations(left, right);
  };
  return (left, right) => {
    const isFirstOther = first(left, right).endsWith('differs');
    if (!isFirstOther && last(left, right) !== 'differs') return !isSameHere(left, right);
    const born = birth(left, right);
    if (born === 'equal') return false;
    if (isFirstOther) return true;
    // A woman who married keeps her phone and her mailbox.
    const isOneName = oneName.has(first(left, right));
    if (isOneName && phones(left, right) === 'equal' && emails(left, right) === 'equal') return false;
    return born !== 'near';
  };
}

const oneName: ReadonlySet<string> = new Set(['equal', 'diminutive']);

/** Two first names of people born on one day. */
function twins(level: (field: string) => LevelOf): PairTest {
  const [first, last, phones] = [level('first_name'), level('last_name'), level('phones')];
  const own = [level('emails'), level('companies')];
  return (left, right) => {
    const name = first(left, right);
    if (name === 'same-birth-differs') return true;
    const isOther = otherFirst.has(name) || (name === 'near' && last(left, right) === 'differs');
    if (!isOther) return false;
    return sharedPhone.has(phones(left, right)) || own.some((one) => one(left, right) === 'differs');
  };
}

const otherFirst: ReadonlySet<string> = new Set(['other-same-birth', 'initial-differs']);
const sharedPhone: ReadonlySet<string> = new Set(['equal', 'one-digit']);

/** People of one name and one home who have a mailbox and a company of their own each. */
function namesakes(level: (field: string) => LevelOf): PairTest {
  const [patronymic, birth] = [level('middle_name'), level('birth_date')];
  const own = [level('emails'), level('companies')];
  return (left, right) =>
    own.every((one) => one(left, right) === 'differs') &&
    patronymic(left, right) !== 'equal' &&
    !agreeing.has(birth(left, right));
}

/**
 * Bits that names must be worth more when nothing else of two people is known or nothing that is known of both: first names and
 * surnames of one people go together, so that namesakes are commoner than the two are rare.
 */
const NAMES_ALONE = 1;
const besides = ['phones', 'emails', 'birth_date', 'companies', 'city', 'postcode', 'street', 'words', 'position'];

/** Names that agree, patronymics aside, and nothing else to compare. */
function namesOnly(level: (field: string) => LevelOf): PairTest {
  const patronymic = level('middle_name');
  const levels = besides.map(level);
  return (left, right) => patronymic(left, right) !== 'equal' && levels.every((one) => one(left, right) === '');
}

const GENERATION = 15;
const DIGIT_SLIPS = 2;

/**
 * True when two people were born so many years apart that one may be a parent of the other. Days that differ in one or two digits
 * (1861-04-05 and 1881-04-02) are misread: children are born on any day.
 */
function yearsApart({ ids, dictionary }: ReadColumn): PairTest {
  const dateOf = (record: number): string => {
    const id = ids[record] ?? -1;
    return id === -1 ? '' : dictionary.text(id);
  };
  return (left, right) => {
    const [one, other] = [dateOf(left), dateOf(right)];
    if (one === '' || other === '') return false;
    const years = Math.abs(Number(one.slice(0, 4)) - Number(other.slice(0, 4)));
    return years >= GENERATION && digitsApart(one, other) > DIGIT_SLIPS;
  };
}

/** What belongs to one person, or to few: where one of these agrees, a phone with another digit is the same phone. */
const confirmingFields = ['birth_date', 'emails', 'companies', 'street', 'postcode'] as const;
const agreeing: ReadonlySet<string> = new Set(['equal', 'near']);

/** True where nothing confirms that two phones with another digit are one. */
function slippedPhones(level: (field: string) => LevelOf): PairTest {
  const confirming = confirmingFields.map(level);
  const [patronymic, city] = [level('middle_name'), level('city')];
  return (left, right) =>
    !confirming.some((one) => agreeing.has(one(left, right))) &&
    !(patronymic(left, right) === 'equal' && city(left, right) === 'equal');
}
