import { soundKey } from '../text/surname.ts';
import { companyLayout } from './company-features.ts';
import type { EmitKey, FeatureRow } from './feature-layout.ts';
import { houseOf } from './near-values.ts';

/** Names of the key types; the numbers below are places in this list. */
export const companyKeyTypes = [
  'inn',
  'ogrn',
  'tax-id',
  'phone',
  'domain',
  'email',
  'name+city',
  'sound+city',
  'name',
  'name-start+city',
  'inn-start',
  'sorted-name',
  'street',
  'postcode+name-start',
  'phone-tail+name-start',
  'house+street-start',
] as const;

const type = Object.fromEntries(companyKeyTypes.map((name, index) => [name, index])) as Record<
  (typeof companyKeyTypes)[number],
  number
>;

const at = Object.fromEntries(companyLayout.single.map((name, index) => [name, index])) as Record<
  (typeof companyLayout.single)[number],
  number
>;

const START = 5;
const TAIL = 7;
const INN_START = 9;

const streetWord = /[^\d\s]{4}/u;

/** The number and the first letters of the street: `3434 pea` of every spelling of 3434 Peachtree Road. */
function houseAndStart(street: string): string | undefined {
  const number = houseOf(street);
  const word = streetWord.exec(street)?.[0];
  return number === undefined || word === undefined ? undefined : `${number} ${word}`;
}

/** The blocking keys of a company (`dedupe.md` 3.3 of the house documents, and some for addresses). */
export function companyKeys(row: FeatureRow, emit: EmitKey): void {
  const [phones = [], domains = [], emails = [], cities = [], streets = [], postcodes = []] = row.many;
  const core = row.single[at.core] ?? '';
  const inn = (row.single[at.inn] ?? '').slice(1);
  const ogrn = (row.single[at.ogrn] ?? '').slice(1);
  const tax = (row.single[at.tax] ?? '').slice(1);
  if (inn !== '') emit(type.inn, inn);
  if (inn !== '') emit(type['inn-start'], inn.slice(0, INN_START));
  if (ogrn !== '') emit(type.ogrn, ogrn);
  if (tax !== '') emit(type['tax-id'], tax);
  for (const domain of domains) emit(type.domain, domain);
  for (const email of emails) emit(type.email, email);
  for (const street of streets) {
    emit(type.street, street);
    const start = houseAndStart(street);
    if (start !== undefined) emit(type['house+street-start'], start);
  }
  for (const phone of phones) {
    emit(type.phone, phone);
    if (core !== '') emit(type['phone-tail+name-start'], phone.slice(-TAIL), core.slice(0, 3));
  }
  if (core === '') return;
  const start = core.slice(0, START);
  const sorted = row.single[at.sorted] ?? '';
  emit(type.name, core);
  if (sorted !== '') emit(type['sorted-name'], sorted);
  for (const postcode of postcodes) emit(type['postcode+name-start'], postcode, start);
  for (const city of cities) {
    emit(type['name+city'], core, city);
    emit(type['sound+city'], soundKey(core), city);
    emit(type['name-start+city'], start, city);
  }
}
