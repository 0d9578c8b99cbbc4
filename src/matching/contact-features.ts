import type { EntityData } from '../model/entity.ts';
import { isInn } from '../text/identifiers.ts';
import { parsePersonFields, type PersonName } from '../text/person-name.ts';
import { detached } from '../text/detached.ts';
import { RecentValues } from '../text/recent-values.ts';
import { skeleton } from '../text/skeleton.ts';
import { checkedNumber } from './checked-number.ts';
import { cityKey, cityOf, distinct, postalKey, streetOf } from './address-values.ts';
import { companyFeature } from './company-core.ts';
import { isPlaceholderEmail, isPlaceholderPhone, isRoleMailbox, mailboxOf } from './contact-values.ts';
import { givenNameHead } from './given-name-variants.ts';
import type { FeatureLayout, FeatureRow } from './feature-layout.ts';
import type { FeatureSupport } from './kind-model.ts';

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
  const name = nameOf(data);
  const emails = emailsOf(data, support);
  const isPerson = name.problem !== 'not-a-person';
  const single = [
    isPerson ? name.lastStem : '',
    isPerson ? firstNameOf(name) : '',
    isPerson ? keyOf(name.firstName ?? '') : '',
    alternativeOf(name),
    name.patronymicRoot === undefined ? '' : keyOf(name.patronymicRoot),
    isPerson ? name.firstInitial : '',
    isPerson ? firstLetterOf(name) : '',
    isPerson ? name.middleInitial : '',
    data.sex ?? name.sex ?? '',
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

/** First names, patronymics and posts repeat. */
const keys = new RecentValues<string>(10_000);
const LONGEST_KEPT = 24;

function keyOf(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const key = skeleton(text);
  if (text.length <= LONGEST_KEPT) keys.set(detached(text), key);
  return key;
}

/**
 * Separate fields are believed before the full name, which may hold titles, second names and places; but where a field holds
 * a title only (`Sir`), the full name tells what it is the title of.
 */
function nameOf(data: Contact): PersonName {
  const [last, first, middle] = [data.last_name, data.first_name, data.middle_name].map(withoutDigitSlips);
  const full = withoutDigitSlips(data.full_name);
  if (last === undefined || first === undefined) return parsePersonFields({ last, first, middle, full });
  const name = parsePersonFields({ last, first, middle });
  if (name.lastStem !== '' && name.firstNameId !== undefined) return name;
  const whole = parsePersonFields({ last, full });
  return whole.lastStem !== '' && whole.firstNameId !== undefined ? whole : name;
}

const someDigit = /\d/u;
/** One digit among the letters of a word: at its edge it is a number (`Такси1`, `Такси2`) and tells people apart. */
const digitSlip = /(?<=\p{L}{2})\d(?=\p{L})|(?<=\p{L})\d(?=\p{L}{2})/gu;

/** A digit among the letters of a name is a slip of the hand: the name without it is nearly the right one. */
function withoutDigitSlips(text: string | undefined): string | undefined {
  return text !== undefined && someDigit.test(text) ? text.replace(digitSlip, '') : text;
}

function firstLetterOf(name: PersonName): string {
  return (name.firstName ?? name.initials).charAt(0).toLowerCase();
}

function firstNameOf(name: PersonName): string {
  if (name.firstNameId === undefined) return '';
  const listed = name.firstNameFull !== undefined || name.alternativeId !== undefined;
  return `${listed ? '=' : ''}${keyOf(name.firstNameId)}`;
}

/** Another name the person may go by, in the form of the feature `first`. */
function alternativeOf(name: PersonName): string {
  if (name.alternativeId !== undefined) return `=${keyOf(name.alternativeId)}`;
  const full = givenNameHead(name.firstName ?? '');
  return full === undefined ? '' : firstNameOf(parsePersonFields({ first: full }));
}

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
function isDerived(emails: readonly string[], name: PersonName): boolean {
  const starts = [name.lastStem.slice(0, 5), keyOf(name.firstName ?? '').slice(0, 5)].filter(
    (start) => start.length > 2,
  );
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
function wordsBeside(data: Contact, name: PersonName): string[] {
  const parts = [name.lastName, name.firstName, name.middleName, data.last_name, data.first_name, data.middle_name];
  const known = parts.join(' ').length;
  // The usual case: the name is its parts and nothing else.
  if (name.initials === '' && data.full_name.length <= name.fullName.length && known > 0) return [];
  const keys = new Set(parts.flatMap((part) => (part === undefined ? [] : skeleton(part).split(' '))));
  const words = skeleton(data.full_name).split(' ');
  return words.length <= keys.size ? [] : distinct(words.filter((word) => word.length > 2 && !keys.has(word)));
}
