import type { EntityData } from '../model/entity.ts';
import { isInn } from '../text/identifiers.ts';
import { skeleton } from '../text/skeleton.ts';
import { checkedNumber } from './checked-number.ts';
import { cityKey, cityOf, distinct, postalKey, streetOf } from './address-values.ts';
import { companyFeature } from './company-core.ts';
import { isPlaceholderEmail, isPlaceholderPhone, isRoleMailbox, mailboxOf } from './contact-values.ts';
import type { FeatureLayout, FeatureRow } from './feature-layout.ts';
import type { FeatureSupport } from './kind-model.ts';
import { isSpelled, keyOf, type PersonNames, personNames } from './person-names.ts';

/** Features of a person. Texts are skeletons, so equal for every spelling. */
export const contactLayout = {
  single: [
    'last',
    /** `=` before names of the dictionary: those are never taken for misspellings of each other. */
    'first',
    /** The first name as written, for finding misspellings. */
    'given',
    'alternative',
    'patronymic',
    'firstInitial',
    /** The first letter of the first name or initial as written: `c` for Charles, whose sound is another. */
    'firstLetter',
    'middleInitial',
    'sex',
    'birth',
    'inn',
    /** `1` when a mailbox is made of the name, so that it says no more than the name. */
    'derived',
    'position',
  ],
  many: ['phones', 'emails', 'companies', 'cities', 'streets', 'postcodes', 'words'],
} as const satisfies FeatureLayout;

type Contact = EntityData['contact'];

/** The features of one person. */
export function contactFeatures(data: Contact, support: FeatureSupport): FeatureRow {
  const name = personNames(data);
  const emails = emailsOf(data, support);
  const { isPerson } = name;
  const single = [
    isPerson ? name.lastStem : '',
    isPerson ? name.first : '',
    isPerson ? name.given : '',
    name.alternative,
    name.patronymic,
    isPerson ? name.firstInitial : '',
    isPerson ? name.firstLetter : '',
    isPerson ? name.middleInitial : '',
    data.sex ?? name.sex,
    data.birth_date ?? '',
    checkedNumber(data.inn, isInn),
    isDerived(emails, name) ? '1' : '',
    data.position === undefined ? '' : keyOf(data.position),
  ];
  const { addresses = none } = data;
  const many = [
    phonesOf(data, support),
    emails,
    companiesOf(data, support),
    distinct(addresses.map((address) => cityKey(cityOf(address)))),
    distinct(addresses.map(streetOf)),
    distinct(addresses.map(({ postal_code }) => (postal_code === undefined ? '' : postalKey(postal_code)))),
    isPerson ? wordsBeside(data, name) : none,
  ];
  return { single, many };
}

const none: readonly never[] = [];

function phonesOf(data: Contact, support: FeatureSupport): string[] {
  const phones = (data.phones ?? none).filter(
    ({ value }) => !isPlaceholderPhone(value) && !support.placeholders.has(value),
  );
  return distinct(phones.map(({ value, ext }) => (ext === undefined ? value : `${value}x${ext}`)));
}

function emailsOf(data: Contact, support: FeatureSupport): string[] {
  const found: string[] = [];
  for (const { value } of data.emails ?? none) {
    const mailbox = mailboxOf(value);
    if (mailbox === undefined || isRoleMailbox(mailbox.local)) continue;
    if (isPlaceholderEmail(mailbox.local, mailbox.domain)) continue;
    const address = `${mailbox.local}@${mailbox.domain}`;
    if (!support.placeholders.has(address)) found.push(address);
  }
  return distinct(found);
}

/** True when a mailbox holds the first five letters of the surname, or the first name, so that it says no more than they do. */
function isDerived(emails: readonly string[], name: PersonNames): boolean {
  if (emails.length === 0) return false;
  const starts = [name.lastStem.slice(0, 5), name.given.slice(0, 5)].filter((start) => start.length > 2);
  if (starts.length === 0) return false;
  return emails.some((email) => {
    const local = skeleton(email.slice(0, email.indexOf('@'))).replaceAll(' ', '');
    return starts.some((start) => local.includes(start));
  });
}

function companiesOf(data: Contact, support: FeatureSupport): string[] {
  return distinct((data.companies ?? none).map(({ ref }) => companyFeature(support.companyOf(ref))));
}

/** Words of the full name that are none of its parts: titles, second names, places. */
function wordsBeside(data: Contact, name: PersonNames): readonly string[] {
  const { last_name: last, first_name: first, middle_name: middle, full_name: full } = data;
  if (isSpelled({ last, first, middle, full })) return none;
  const told = [name.lastName, name.firstName, name.middleName].filter((part) => part !== '');
  const parts = [...told, last, first, middle];
  const known = parts.join(' ').length;
  // The usual case: the name is its parts and nothing else.
  if (name.initials === '' && full.length <= name.length && known > 0) return none;
  const keys = new Set(parts.flatMap((part) => (part === undefined ? [] : skeleton(part).split(' '))));
  const words = skeleton(full).split(' ');
  return words.length <= keys.size ? none : distinct(words.filter((word) => word.length > 2 && !keys.has(word)));
}
