import { soundKey } from '../text/surname.ts';
import type { WeakKeys } from './block-limits.ts';
import { contactLayout } from './contact-features.ts';
import type { EmitKey, FeatureRow } from './feature-layout.ts';

/** Names of the key types; the numbers below are places in this list. */
export const contactKeyTypes = [
  'phone',
  'email',
  'name',
  'name+patronymic',
  'name+city',
  'name+company',
  'birth+initial',
  'birth+surname',
  'phone-tail+name',
  'mailbox',
  'surname+patronymic+city',
  'surname+initial+city',
  'first-name+patronymic+company',
  'inn',
  'postcode+name',
  'street+name',
  'name+word',
  'birth+postcode',
  'birth+city',
  'birthday+surname',
  'surname+postal-area',
  'birth-year+surname',
  'birthday+first-name',
  'postcode',
  'birth-part+city',
] as const;

const type = Object.fromEntries(contactKeyTypes.map((name, index) => [name, index])) as Record<
  (typeof contactKeyTypes)[number],
  number
>;

/**
 * Half a date of birth beside a name or a city, and the beginning of a surname: in small files they find what nothing else does, but
 * in a million records (measured on constructed ones) half of all pairs came from large blocks of them, and one in ten thousand
 * of the duplicates. Large blocks of a name, alone or with a city, brought a quarter of the pairs that were left, and six in ten thousand
 * of the duplicates: the others have a phone, a mailbox or a patronymic in common.
 */
export const weakContactKeys: readonly WeakKeys[] = [
  {
    types: [
      type['surname+patronymic+city'],
      type['birthday+surname'],
      type['birth-year+surname'],
      type['birthday+first-name'],
      type['birth-part+city'],
    ],
    records: 100_000,
  },
  { types: [type.name, type['name+city']], records: 400_000 },
];

const at = Object.fromEntries(contactLayout.single.map((name, index) => [name, index])) as Record<
  (typeof contactLayout.single)[number],
  number
>;

const START = 5;

/** The blocking keys of a person (`dedupe.md` 3.3 of the house documents, and four for addresses and words). */
export function contactKeys(row: FeatureRow, emit: EmitKey): void {
  const [phones = [], emails = [], companies = [], cities = [], streets = [], postcodes = [], words = []] = row.many;
  const last = row.single[at.last] ?? '';
  const inn = row.single[at.inn] ?? '';
  for (const phone of phones) emit(type.phone, phone);
  for (const email of emails) {
    emit(type.email, email);
    const local = email.slice(0, email.indexOf('@'));
    if (local.length >= 4) emit(type.mailbox, local);
  }
  if (inn !== '') emit(type.inn, inn);
  const alone = last === '' ? (row.single[at.given] ?? '') : last;
  const sound = alone === '' ? '' : soundKey(alone);
  nameKeys(row, emit, { sound, cities, companies });
  birthKeys(row, emit, { sound, postcodes, cities });
  const firsts = firstNames(row);
  for (const phone of phones) {
    const tail = phone.replace(/x.*$/u, '').slice(-7);
    if (sound !== '') emit(type['phone-tail+name'], tail, sound);
    for (const first of firsts) emit(type['phone-tail+name'], tail, first);
  }
  for (const postcode of postcodes) {
    emit(type.postcode, postcode);
    if (sound !== '') emit(type['surname+postal-area'], sound, postcode.slice(0, Math.ceil(postcode.length / 2)));
    if (last !== '') emit(type['postcode+name'], postcode, last.slice(0, START));
    for (const first of firsts) emit(type['postcode+name'], postcode, first);
  }
  for (const street of streets) {
    if (sound !== '') emit(type['street+name'], street, sound);
    for (const first of firsts) emit(type['street+name'], street, first);
  }
  for (const word of words) {
    if (last !== '') emit(type['name+word'], last, word);
    for (const first of firsts) emit(type['name+word'], first, word);
  }
}

function firstNames(row: FeatureRow): readonly string[] {
  return [row.single[at.first] ?? '', row.single[at.alternative] ?? ''].filter((name) => name !== '');
}

function nameKeys(
  row: FeatureRow,
  emit: EmitKey,
  given: { readonly sound: string; readonly cities: readonly string[]; readonly companies: readonly string[] },
): void {
  const { sound, cities, companies } = given;
  const last = row.single[at.last] ?? '';
  const patronymic = row.single[at.patronymic] ?? '';
  const initial = row.single[at.firstInitial] ?? '';
  const start = last.slice(0, START);
  for (const first of firstNames(row)) {
    if (sound !== '') {
      emit(type.name, sound, first);
      if (patronymic !== '') emit(type['name+patronymic'], sound, first, patronymic);
      for (const city of cities) emit(type['name+city'], sound, first, city);
    }
    for (const company of companies) {
      emit(type['name+company'], first, company);
      if (patronymic !== '') emit(type['first-name+patronymic+company'], first, patronymic, company);
    }
  }
  if (last === '') return;
  for (const company of companies) emit(type['name+company'], start, initial, company);
  for (const city of cities) {
    if (patronymic !== '') emit(type['surname+patronymic+city'], start, patronymic, city);
    if (initial !== '') emit(type['surname+initial+city'], last, initial, city);
  }
}

function birthKeys(
  row: FeatureRow,
  emit: EmitKey,
  given: { readonly sound: string; readonly postcodes: readonly string[]; readonly cities: readonly string[] },
): void {
  const birth = row.single[at.birth] ?? '';
  const initial = row.single[at.firstInitial] ?? '';
  if (birth === '') return;
  if (initial !== '') emit(type['birth+initial'], birth, initial);
  if (given.sound !== '') {
    emit(type['birth+surname'], birth, given.sound);
    emit(type['birthday+surname'], birth.slice(5), given.sound);
    emit(type['birthday+surname'], birth.slice(0, 7), given.sound);
    emit(type['birth-year+surname'], birth.slice(0, 4), given.sound);
  }
  for (const first of firstNames(row)) {
    emit(type['birthday+first-name'], birth.slice(5), first);
    emit(type['birthday+first-name'], birth.slice(0, 7), first);
  }
  for (const city of given.cities) {
    emit(type['birth+city'], birth, city);
    if (initial === '') continue;
    emit(type['birth-part+city'], birth.slice(0, 4), initial, city);
    emit(type['birth-part+city'], birth.slice(5), initial, city);
  }
  for (const postcode of given.postcodes) emit(type['birth+postcode'], birth, postcode);
}
