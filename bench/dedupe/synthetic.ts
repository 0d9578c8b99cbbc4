import type { EntityData } from '../../src/model/entity.ts';
import type { Staged } from '../../src/model/staged.ts';

type Contact = EntityData['contact'];

/** What can be wrong with the second record of a person. */
export const dirt = [
  'typo',
  'swapped',
  'initials',
  'no-middle',
  'latin',
  'short-name',
  'phone-digit',
  'new-phone',
  'other-mail',
  'no-mail',
  'no-birth',
  'other-employer',
  'digit-in-name',
] as const;
export type Dirt = (typeof dirt)[number];

/** Seeded people: the same numbers give the same records, in any page and on any machine. */
export interface SyntheticPeople {
  /** Records in ascending `seq`, made when they are asked for. */
  readonly pages: () => Iterable<readonly Staged<'contact'>[]>;
  /** Entity of each record. */
  readonly truth: Uint32Array;
}

const male =
  'Александр Дмитрий Сергей Андрей Алексей Иван Михаил Николай Евгений Владимир Павел Олег Игорь Юрий Артём'.split(' ');
const short = 'Саша Дима Серёжа Андрюша Лёша Ваня Миша Коля Женя Вова Паша Олежка Игорёк Юра Тёма'.split(' ');
const female = 'Анна Мария Елена Ольга Наталья Татьяна Ирина Светлана Екатерина Юлия Марина Дарья'.split(' ');
const starts = 'Бар Вор Гор Дем Ерм Жар Зуб Кол Лам Мор Нос Пет Род Сид Тар Ус Фед Хар Чер Шар'.split(' ');
const middles = 'а е и о у ан ен ин он ар ер ор ал ел ов'.split(' ');
const ends = 'ков лев нов тов ров шин кин гин дов зин'.split(' ');
const cities =
  'Москва Санкт-Петербург Казань Тула Омск Пермь Самара Уфа Томск Тверь Рязань Курск Псков Орёл Сочи'.split(' ');
const latinLetters: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('абвгдеёжзийклмнопрстуфхцчшщъыьэюя').map((letter, index) => [
    letter,
    'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' ')[index] ?? '',
  ]),
);

interface Person {
  readonly last: string;
  readonly first: string;
  readonly middle: string;
  readonly short: string;
  readonly phone: string;
  readonly mail: string;
  readonly birth: string;
  readonly city: string;
  readonly employer: number;
}

/** A fifth of the records are second ones of a person; every twentieth person is a relative of the one before, with its phone. */
export function syntheticPeople(count: number, seed: number, errors: readonly Dirt[] = dirt): SyntheticPeople {
  const truth = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) truth[index] = isSecond(index, seed) ? (truth[index - 1] ?? 0) : index;
  return {
    truth,
    *pages() {
      for (let from = 0; from < count; from += 1000) {
        yield Array.from({ length: Math.min(1000, count - from) }, (_, at) =>
          recordOf({ index: from + at, person: truth[from + at] ?? 0, seed, errors }, count),
        );
      }
    },
  };
}

function isSecond(index: number, seed: number): boolean {
  return index > 0 && number(index, seed, 1) % 5 === 0;
}

/** A well mixed number of 32 bits. */
function number(index: number, seed: number, salt: number): number {
  let mixed = Math.imul(index + 0x9e3779b9, 0x85ebca6b) ^ Math.imul(seed * 31 + salt, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function personOf(index: number, seed: number, count: number): Person {
  const pick = <T>(list: readonly T[], salt: number): T => list[number(index, seed, salt) % list.length] as T;
  const isRelative = index > 1 && number(index, seed, 2) % 20 === 0;
  const kin = isRelative ? personOf(index - 1, seed, count) : undefined;
  const isWoman = number(index, seed, 3) % 2 === 0;
  // Some surnames are frequent, most are rare.
  const rank = Math.floor((number(index, seed, 4) / 2 ** 32) ** 2 * starts.length * middles.length * ends.length);
  const stem = `${starts[rank % starts.length] ?? ''}${middles[Math.floor(rank / 20) % middles.length] ?? ''}${ends[Math.floor(rank / 300) % ends.length] ?? ''}`;
  const at = number(index, seed, 5) % male.length;
  const [first = '', shortName = ''] = isWoman ? [pick(female, 5), ''] : [male[at], short[at]];
  const father = pick(male, 6);
  const root = /[йь]$/u.test(father) ? `${father.slice(0, -1)}е` : `${father}о`;
  const day = number(index, seed, 7) % 20_000;
  return {
    last: (kin?.last.replace(/а$/u, '') ?? stem) + (isWoman ? 'а' : ''),
    first,
    middle: `${root}в${isWoman ? 'на' : 'ич'}`,
    short: shortName || first,
    phone: kin?.phone ?? `+79${String(number(index, seed, 8) % 1_000_000_000).padStart(9, '0')}`,
    mail: `${latin(stem)}${number(index, seed, 9) % 3000}@${pick(['mail.ru', 'yandex.ru', 'gmail.com'], 10)}`,
    birth: new Date(Date.UTC(1950, 0, 1 + day)).toISOString().slice(0, 10),
    city: kin?.city ?? cities[Math.floor((number(index, seed, 11) / 2 ** 32) ** 2 * cities.length)] ?? '',
    employer: number(index, seed, 12) % Math.max(1, Math.floor(count / 10)),
  };
}

function latin(text: string): string {
  return Array.from(text, (letter) => latinLetters[letter.toLowerCase()] ?? letter).join('');
}

interface Place {
  readonly index: number;
  readonly person: number;
  readonly seed: number;
  readonly errors: readonly Dirt[];
}

function recordOf({ index, person, seed, errors }: Place, count: number): Staged<'contact'> {
  const own = personOf(person, seed, count);
  const faults = new Set<Dirt>();
  if (index !== person) {
    for (let draw = 0; draw < 3; draw += 1) {
      const fault = errors[number(index, seed, 20 + draw) % errors.length];
      if (fault !== undefined) faults.add(fault);
    }
  }
  return {
    seq: index + 1,
    kind: 'contact',
    system: 'synthetic',
    key: String(index),
    data: dataOf(own, faults, number(index, seed, 30)),
  };
}

function dataOf(own: Person, faults: ReadonlySet<Dirt>, random: number): Contact {
  const has = (share: number, salt: number): boolean => number(random, salt, 40) % 100 < share;
  const [last, first, middle] = namesOf(own, faults, random);
  const phone = phoneOf(own.phone, faults, random);
  const mail = faults.has('other-mail') ? `x${random % 1_000_000}@mail.ru` : own.mail;
  const hasMail = !faults.has('no-mail') && has(60, 1);
  const employer = faults.has('other-employer') ? random % 5000 : own.employer;
  return {
    full_name: [last, first, middle].filter(Boolean).join(' '),
    ...(last && { last_name: last }),
    ...(first && { first_name: first }),
    ...(middle && { middle_name: middle }),
    phones: [{ value: phone, raw: phone, type: 'mobile', primary: true }],
    ...(hasMail && { emails: [{ value: mail, raw: mail, type: 'work', primary: true }] }),
    ...(!faults.has('no-birth') && has(40, 2) && { birth_date: own.birth }),
    ...(has(80, 3) && { addresses: [{ text: own.city, type: 'other', city: own.city }] }),
    ...(has(50, 4) && { companies: [{ ref: { system: 'synthetic', key: String(employer) }, primary: true }] }),
  };
}

function namesOf(own: Person, faults: ReadonlySet<Dirt>, random: number): readonly [string, string, string] {
  let { last, first, middle } = own;
  if (faults.has('short-name')) first = own.short;
  if (faults.has('typo')) last = misspelt(last, random);
  if (faults.has('no-middle')) middle = '';
  if (faults.has('digit-in-name')) last = `${last.slice(0, 2)}0${last.slice(3)}`;
  if (faults.has('latin')) [last, first, middle] = [latin(last), latin(first), latin(middle)];
  if (faults.has('initials')) [first, middle] = [`${first.charAt(0)}.`, middle && `${middle.charAt(0)}.`];
  return faults.has('swapped') ? [first, last, middle] : [last, first, middle];
}

function misspelt(word: string, random: number): string {
  const at = 1 + (random % Math.max(1, word.length - 2));
  const [a, b] = [word.charAt(at), word.charAt(at + 1)];
  if (random % 3 === 0) return word.slice(0, at) + word.slice(at + 1);
  return random % 3 === 1
    ? `${word.slice(0, at)}${b}${a}${word.slice(at + 2)}`
    : `${word.slice(0, at)}${a}${word.slice(at)}`;
}

function phoneOf(phone: string, faults: ReadonlySet<Dirt>, random: number): string {
  if (faults.has('new-phone')) return `+79${String(random % 1_000_000_000).padStart(9, '0')}`;
  return faults.has('phone-digit')
    ? `${phone.slice(0, 7)}${(Number(phone.charAt(7)) + 3) % 10}${phone.slice(8)}`
    : phone;
}
