import type { EntityData } from '../model/entity.ts';
import type { Address } from '../model/field.ts';
import { type CompanyName, parseCompanyName } from '../text/company-name.ts';
import { outletsOf, quartersOf } from '../text/companies/company-words.ts';
import { placeKey } from '../text/companies/places.ts';
import { isInn, isOgrn, isOgrnip } from '../text/identifiers.ts';
import { parsePersonName, type PersonName } from '../text/person-name.ts';
import { skeleton } from '../text/skeleton.ts';
import { taxIdFits } from '../text/tax-ids.ts';
import { checkedNumber } from './checked-number.ts';
import { bareCity, cityOf, distinct, postalKey, streetOf } from './address-values.ts';
import { isFreeProvider, isPlaceholderEmail, isPlaceholderPhone, mailboxOf } from './contact-values.ts';
import type { FeatureLayout, FeatureRow } from './feature-layout.ts';
import type { FeatureSupport } from './kind-model.ts';

/** Features of a company. Identifiers begin with `+` when their check digits are right, with `-` when not. */
export const companyLayout = {
  single: [
    /** The core name joined; of a sole trader surname stem and initials. */
    'core',
    /** Its words in alphabetic order. */
    'sorted',
    'numbers',
    /** Distinguishing words behind the first one: плюс, сервис. */
    'tail',
    'form',
    /** `@` and the place, for units of a company. */
    'branch',
    'inn',
    'kpp',
    'ogrn',
    'tax',
    /** `1`: the name is so common that equal names alone say little. */
    'generic',
    /** Kinds of place in the name: `cafe`, `bar hotel`. */
    'outlet',
    /** Quarters of the compass in the name or in brackets behind it: `n w`. */
    'quarter',
    /** A sole trader: canonical first name, or its initial, and the patronymic or its initial. */
    'trader',
  ],
  many: ['phones', 'domains', 'emails', 'cities', 'streets', 'postcodes', 'words'],
} as const satisfies FeatureLayout;

const MOST_WORDS = 10;

type Company = EntityData['company'];

/** The features of one company. */
export function companyFeatures(data: Company, support: FeatureSupport): FeatureRow {
  const name = parseCompanyName(data.name);
  const legal = data.legal_name === undefined ? name : parseCompanyName(data.legal_name);
  const person = traderOf(name);
  const inn = data.inn ?? name.identifiers.find(({ kind }) => kind === 'инн' || kind === 'inn')?.value;
  const branch = data.type === 'branch' ? (name.branch ?? { place: name.place ?? '' }) : name.branch;
  const words = name.core.split(' ');
  const single = [
    person === undefined ? name.coreSkeleton : traderCore(person),
    person === undefined ? name.sortedSkeleton : '',
    name.numbers.join(' '),
    name.tail.toSorted().join(' '),
    name.formClass ?? legal.formClass ?? (person === undefined ? '' : 'SP'),
    branch === undefined ? '' : `@${branch.place}`,
    checkedNumber(inn, isInn),
    data.kpp ?? '',
    checkedNumber(data.ogrn, (value) => isOgrn(value) || isOgrnip(value)),
    taxOf(data),
    name.generic ? '1' : '',
    person === undefined ? outletsOf([...words, ...name.kinds]) : '',
    person === undefined
      ? quartersOf([...words, ...name.remarks.flatMap((remark) => skeleton(remark).split(' '))])
      : '',
    person === undefined ? '' : traderNames(person),
  ];
  return { single, many: placesAndPoints(data, name, support) };
}

function placesAndPoints(data: Company, name: CompanyName, support: FeatureSupport): string[][] {
  const addresses = data.addresses ?? [];
  const { domains, emails } = mailOf(data, support);
  const phones = (data.phones ?? []).map(({ value }) => value);
  return [
    distinct(phones.filter((phone) => !isPlaceholderPhone(phone) && !support.placeholders.has(phone))),
    domains,
    emails,
    distinct([...addresses.map(placeOf), name.place ?? '']),
    distinct(addresses.map(streetOf)),
    distinct(addresses.map(({ postal_code }) => postalKey(postal_code ?? ''))),
    [...new Set(name.core.split(' '))].filter((word) => word.length > 1).slice(0, MOST_WORDS),
  ];
}

function placeOf(address: Address): string {
  const city = cityOf(address);
  return city === '' ? '' : placeKey(bareCity(city));
}

function taxOf({ tax_id: id, tax_country: country }: Company): string {
  const marked = checkedNumber(id, (value) => country === undefined || taxIdFits(country, value) !== 'invalid');
  return marked === '' ? '' : `${marked.charAt(0)}${country ?? ''} ${marked.slice(1)}`;
}

const CERTAIN = 0.9;
const cyrillic = /\p{Script=Cyrillic}/u;

/** The person a company is: a sole trader, or a name without a legal form that is surely a person's. */
function traderOf(name: CompanyName): PersonName | undefined {
  if (name.person !== undefined || name.formClass !== undefined) return name.person;
  const person = parsePersonName(name.bareName);
  if (!cyrillic.test(name.bareName)) return undefined;
  const whole = person.lastStem !== '' && person.firstInitial !== '' && person.certainty >= CERTAIN;
  return whole && (person.middleInitial !== '' || person.patronymicRoot !== undefined) ? person : undefined;
}

function traderCore(person: PersonName): string {
  return `${person.lastStem || skeleton(person.fullName).replaceAll(' ', '')}${person.firstInitial}${person.middleInitial}`;
}

function traderNames(person: PersonName): string {
  const first = person.firstNameId === undefined ? person.firstInitial : skeleton(person.firstNameId);
  const patronymic = person.patronymicRoot === undefined ? person.middleInitial : skeleton(person.patronymicRoot);
  return `${person.lastStem} ${first} ${patronymic}`;
}

function mailOf(data: Company, support: FeatureSupport): { domains: string[]; emails: string[] } {
  const domains = (data.urls ?? []).map(hostOf);
  const emails: string[] = [];
  for (const { value } of data.emails ?? []) {
    const mailbox = mailboxOf(value);
    if (mailbox === undefined || isPlaceholderEmail(mailbox.local, mailbox.domain)) continue;
    const address = `${mailbox.local}@${mailbox.domain}`;
    if (support.placeholders.has(address)) continue;
    if (isFreeProvider(mailbox.domain)) emails.push(address);
    else domains.push(mailbox.domain);
  }
  return { domains: distinct(domains), emails: distinct(emails) };
}

const notOwnSites =
  /^(?:vk\.com|vk\.ru|ok\.ru|t\.me|instagram\.com|facebook\.com|youtube\.com|youtu\.be|wa\.me|2gis\.ru|avito\.ru|yandex\.ru|google\.com|taplink\.cc|linkedin\.com|twitter\.com|x\.com)$/u;

/** The host of a site without `www.`; nothing for pages on sites of others. */
function hostOf(url: string): string {
  const host = /^(?:[a-z]+:\/\/)?(?:www\.)?([^/?#:\s]+)/iu.exec(url.trim())?.[1]?.toLowerCase() ?? '';
  return host.includes('.') && !notOwnSites.test(host) ? host : '';
}
