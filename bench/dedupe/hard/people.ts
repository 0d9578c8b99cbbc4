import type { EntityData } from '../../../src/model/entity.ts';
import type { Staged } from '../../../src/model/staged.ts';
import { retypeInLatin } from '../../../src/text/keyboard-layout.ts';
import { transliterate } from '../../../src/text/translit.ts';
import type { LabelledSet } from '../labelled-set.ts';
import { type Culture, cultures } from './cultures.ts';
import { createRandom, misspelt, type Random, swappedDigits, words } from './random.ts';

type Contact = EntityData['contact'];

interface Person {
  readonly culture: Culture;
  readonly isWoman: boolean;
  readonly last: string;
  readonly first: string;
  readonly middle: string;
  readonly father: string;
  readonly phone: string;
  readonly mail: string;
  readonly birth: string;
  readonly city: string;
  readonly street: string;
  readonly employer: string;
}

/** What a record was made for: a new person, or how it differs from a person before. */
export type PersonCase =
  | 'base'
  | 'dirty'
  | 'latin'
  | 'layout'
  | 'swapped-order'
  | 'one-surname'
  | 'maiden'
  | 'truncated'
  | 'swapped-columns'
  | 'no-patronymic'
  | 'mail-hint'
  | 'spouse'
  | 'father-son'
  | 'namesake-son'
  | 'twin'
  | 'colleague';

const samePerson: readonly PersonCase[] = [
  'dirty',
  'dirty',
  'dirty',
  'latin',
  'layout',
  'swapped-order',
  'one-surname',
  'maiden',
  'truncated',
  'swapped-columns',
  'no-patronymic',
  'mail-hint',
];
const otherPerson: readonly PersonCase[] = ['spouse', 'father-son', 'namesake-son', 'twin', 'colleague'];
const cities = words(
  'Москва Казань Алматы Ташкент Ереван Баку Тбилиси Минск Киев Тула Омск Пермь Самара Уфа Berlin Madrid Paris Ankara Hanoi',
);
const streets = words('Ленина Мира Абая Садовая Победы Навои Шевченко Гагарина Лесная Новая Школьная Советская');
const employers = words(
  'Ромашка Вектор Альянс Кречет Сириус Горизонт Импульс Меркурий Орион Прогресс Рассвет Спектр Титан Факел',
);

/** Seeded people of fifteen peoples with relatives, colleagues and second records; `missing`: share of the fields left empty. */
export function hardPeople(
  count: number,
  seed: number,
  missing: number,
): LabelledSet<'contact'> & { readonly cases: readonly PersonCase[]; readonly peoples: readonly string[] } {
  const random = createRandom(seed);
  const records: Staged<'contact'>[] = [];
  const truth: string[] = [];
  const cases: PersonCase[] = [];
  const peoples: string[] = [];
  const names = new Map<string, string>();
  const add = (entity: string, made: PersonCase, person: Person): void => {
    const data = dataOf(person, made, { random, missing });
    for (const { ref } of data.companies ?? []) names.set(ref.key, ref.key);
    records.push({ seq: records.length + 1, kind: 'contact', system: 'set', key: String(records.length), data });
    truth.push(entity);
    cases.push(made);
    peoples.push(person.culture.name);
  };
  while (records.length < count) {
    const person = personOf(random);
    const entity = `p${truth.length}`;
    add(entity, 'base', person);
    if (random.chance(0.35)) {
      const made = random.pick(samePerson);
      add(entity, made, changed(person, made, random));
      if (random.chance(0.2)) add(entity, 'dirty', changed(person, 'dirty', random));
    }
    if (random.chance(0.2)) {
      const made = random.pick(otherPerson);
      add(`p${truth.length}`, made, relative(person, made, random));
    }
  }
  return { name: `people ${seed} ${missing}`, kind: 'contact', records, truth, cases, peoples, companyNames: names };
}

function personOf(random: Random): Person {
  const culture = random.pick(cultures);
  const isWoman = random.chance(0.5);
  const surname = culture.surname(random);
  const father = random.pick(culture.male);
  const first = random.pick(isWoman ? culture.female : culture.male);
  const last = isWoman ? (culture.womanly?.(surname) ?? surname) : surname;
  return {
    culture,
    isWoman,
    last,
    first,
    father,
    middle: culture.patronymic?.(father, isWoman) ?? '',
    phone: `${culture.phone}${random.digits(12 - culture.phone.length)}`,
    mail: mailOf(last, first, random),
    birth: new Date(Date.UTC(1950, 0, 1 + random.below(20_000))).toISOString().slice(0, 10),
    city: random.pick(cities),
    street: `ул. ${random.pick(streets)}, д. ${1 + random.below(180)}, кв. ${1 + random.below(200)}`,
    employer: `${random.pick(employers)} ${random.pick(employers)}`,
  };
}

function mailOf(last: string, first: string, random: Random): string {
  const [surname, given] = [last, first].map((name) =>
    transliterate(name)
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/gu, ''),
  );
  const local = random.pick([
    `${surname}.${given}`,
    `${given?.charAt(0)}${surname}`,
    `${surname}${random.below(100)}`,
    `x${random.digits(6)}`,
    `user${random.digits(5)}`,
  ]);
  return `${local}@${random.pick(['mail.ru', 'yandex.ru', 'gmail.com', 'inbox.ru'])}`;
}

/** The person as a second record tells it. */
function changed(person: Person, made: PersonCase, random: Random): Person {
  if (made === 'one-surname') return { ...person, last: person.last.split(/[ -]/u)[0] ?? person.last };
  if (made === 'maiden' && person.isWoman) {
    const other = person.culture.surname(random);
    return { ...person, last: person.culture.womanly?.(other) ?? other, mail: random.chance(0.5) ? person.mail : '' };
  }
  if (made === 'mail-hint') return { ...person, phone: '', birth: '' };
  if (made !== 'dirty') return person;
  let next = person;
  for (let draw = 0; draw < 2; draw += 1) {
    const fault = random.below(7);
    if (fault === 0) next = { ...next, last: misspelt(next.last, random) };
    if (fault === 1) next = { ...next, first: misspelt(next.first, random) };
    if (fault === 2 && next.phone !== '') next = { ...next, phone: swappedDigits(next.phone, random) };
    if (fault === 3)
      next = { ...next, first: `${next.first.charAt(0)}.`, middle: next.middle && `${next.middle.charAt(0)}.` };
    if (fault === 4)
      next = { ...next, phone: `${person.culture.phone}${random.digits(12 - person.culture.phone.length)}` };
    if (fault === 5) next = { ...next, mail: misspelt(next.mail, random) };
    if (fault === 6) next = { ...next, employer: `${random.pick(employers)} ${random.pick(employers)}` };
  }
  return next;
}

/** Another person who shares much with the one before. */
function relative(person: Person, made: PersonCase, random: Random): Person {
  const { culture, isWoman } = person;
  const stranger = personOf(random);
  const fresh = { mail: stranger.mail, birth: stranger.birth, employer: stranger.employer };
  const bare =
    person.isWoman && culture.womanly !== undefined
      ? person.last.replace(/ая$/u, 'ий').replace(/а$/u, '')
      : person.last;
  const nameOf = (woman: boolean): string => (woman ? (culture.womanly?.(bare) ?? bare) : bare);
  const other = (list: readonly string[], than: string): string => random.pick(list.filter((name) => name !== than));
  if (made === 'colleague') {
    const name = personOf(random);
    return { ...name, phone: person.phone, employer: person.employer, city: person.city, mail: '' };
  }
  if (made === 'twin') {
    const first = other(isWoman ? culture.female : culture.male, person.first);
    return { ...person, first, mail: fresh.mail, employer: fresh.employer };
  }
  if (made === 'spouse') {
    const father = random.pick(culture.male);
    const first = random.pick(isWoman ? culture.male : culture.female);
    const middle = culture.patronymic?.(father, !isWoman) ?? '';
    return { ...person, ...fresh, isWoman: !isWoman, last: nameOf(!isWoman), first, father, middle };
  }
  // A son, with the name of his father in the second case.
  const father = isWoman ? random.pick(culture.male) : person.first;
  const first = made === 'namesake-son' && !isWoman ? person.first : other(culture.male, person.first);
  const middle = culture.patronymic?.(father, false) ?? '';
  const birth = `${Number(person.birth.slice(0, 4)) + 20 + random.below(15)}${fresh.birth.slice(4)}`;
  return { ...person, ...fresh, birth, isWoman: false, last: nameOf(false), first, father, middle };
}

function dataOf(
  person: Person,
  made: PersonCase,
  given: { readonly random: Random; readonly missing: number },
): Contact {
  const { random, missing } = given;
  const keep = (text: string): string => (text !== '' && random.chance(missing) ? '' : text);
  const [last, first, middle] = written(person, made, random);
  const phone = keep(person.phone);
  const mail = made === 'mail-hint' ? person.mail : keep(person.mail);
  const birth = keep(person.birth);
  const [city, street, employer] = [person.city, person.street, person.employer].map(keep);
  const parts = person.culture.order === 'LFM' ? [last, first, middle] : [first, middle, last];
  const whole = (made === 'swapped-order' ? parts.toReversed() : parts).filter(Boolean).join(' ');
  const inOneCell = made === 'swapped-order' || made === 'truncated' || random.chance(0.3);
  const full = made === 'truncated' ? whole.slice(0, 20).trim() : whole;
  const fields =
    made === 'swapped-columns' ? { last_name: first, first_name: last } : { last_name: last, first_name: first };
  return {
    full_name: full,
    ...(!inOneCell && { ...fields, ...(middle !== '' && { middle_name: middle }) }),
    ...(phone !== '' && { phones: [{ value: phone, raw: phone, type: 'mobile', primary: true }] }),
    ...(mail !== '' && { emails: [{ value: mail, raw: mail, type: 'work', primary: true }] }),
    ...(birth !== '' && { birth_date: birth }),
    ...((city !== '' || street !== '') && {
      addresses: [{ text: [city, street].filter(Boolean).join(', '), type: 'other', ...(city && { city }) }],
    }),
    ...(employer && { companies: [{ ref: { system: 'set', key: employer }, primary: true }] }),
  };
}

function written(person: Person, made: PersonCase, random: Random): readonly [string, string, string] {
  const { last, first } = person;
  const middle = made === 'no-patronymic' || random.chance(0.25) ? '' : person.middle;
  if (made === 'latin') return [transliterate(last), transliterate(first), transliterate(middle)];
  if (made === 'layout') return [retypeInLatin(last), retypeInLatin(first), retypeInLatin(middle)];
  return [last, first, middle];
}
