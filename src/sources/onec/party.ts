import type { Cell } from '../../model/row.ts';
import type { CounterpartyKind, KindRule } from '../../text/onec-kind.ts';
import { personOf } from '../../text/onec-kind.ts';
import type { AddressParts } from '../../text/onec-contact-string.ts';
import type { ContactPoint } from '../../text/onec-contact.ts';
import { countryCode } from '../../text/onec-values.ts';
import { phonesIn } from '../../text/onec-contact-kind.ts';

export interface BankAccount {
  readonly number: string;
  readonly bik: string;
  readonly bank: string;
  readonly correspondent: string;
}

/** What persons and counterparties have in common. Empty text means the file has no value. */
export interface Named {
  /** What references use: the identifier without what changes about it. */
  readonly key: string;
  /** The identifier as the file has it. */
  readonly id: string;
  readonly line: number;
  readonly name: string;
  readonly fullName: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly inn: string;
  readonly points: readonly ContactPoint[];
  readonly comment: string;
  readonly deleted: boolean;
  /** Everything else the file says, by the name of the column it gets. */
  readonly extra: Readonly<Record<string, string | readonly string[]>>;
}

/** A counterparty, whatever kind of 1C file it came from. */
export interface Party extends Named {
  readonly kind: CounterpartyKind;
  readonly rule: KindRule;
  readonly kpp: string;
  readonly ogrn: string;
  readonly okpo: string;
  readonly country: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly parent: string;
  readonly accounts: readonly BankAccount[];
  /** One of the exporter's own companies. */
  readonly own: boolean;
}

/** A contact person of counterparties. */
export interface Person extends Named {
  /** Keys of the counterparties. */
  readonly owners: readonly string[];
  readonly position: string;
  /** The counterparty is this very person: a private customer who is their own representative. */
  readonly self: boolean;
}

const commonColumns = [
  'Ключ',
  'Ид',
  'Наименование',
  'НаименованиеПолное',
  'ФИО',
  'Фамилия',
  'Имя',
  'Отчество',
  'ДатаРождения',
  'Пол',
  'ИНН',
  'Телефон.Значение',
  'Телефон.Вид',
  'Телефон.Комментарий',
  'Телефон.Рабочий',
  'Телефон.Мобильный',
  'Телефон.Домашний',
  'Телефон.Факс',
  'Телефон.Другой',
  'Телефон.Примечания',
  'Почта.Значение',
  'Почта.Вид',
  'Сайт.Значение',
  'Мессенджер.Значение',
  'Мессенджер.Вид',
  'Мессенджер.Telegram',
  'Мессенджер.WhatsApp',
  'Мессенджер.Skype',
  'Адрес.Значение',
  'Адрес.Вид',
  'Адрес.Индекс',
  'Адрес.Страна',
  'Адрес.Регион',
  'Адрес.Город',
  'Адрес.Улица',
  'Адрес.Дом',
  'Адрес.Квартира',
  'Прочее.Значение',
  'Прочее.Вид',
  'ВозможныйТелефон.Значение',
  'ВозможныйТелефон.Где',
  'Комментарий',
  'ПометкаУдаления',
] as const;

/** Columns every table of counterparties has, whatever the file says. */
export const partyColumns: readonly string[] = [
  ...commonColumns,
  'Вид',
  'ВидПравило',
  'КПП',
  'ОГРН',
  'ОКПО',
  'Страна',
  'Роль',
  'Группы',
  'Головной',
  'Счет.Номер',
  'Счет.БИК',
  'Счет.Банк',
  'Счет.КоррСчет',
  'СвояОрганизация',
];

/** Columns every table of contact persons has. */
export const personColumns: readonly string[] = [...commonColumns, 'Контрагент', 'Должность', 'СамКонтрагент'];

type Entry = readonly [string, Cell];

export function partyCells(party: Party): readonly Entry[] {
  const person = party.kind === 'person' || party.kind === 'entrepreneur';
  return [
    ...namedCells(party, person ? fullPersonName(party) : ''),
    ['Вид', party.kind],
    ['ВидПравило', party.rule],
    ['КПП', party.kpp],
    ['ОГРН', party.ogrn],
    ['ОКПО', party.okpo],
    ['Страна', party.country],
    ['Роль', party.roles],
    ['Группы', party.groups],
    ['Головной', party.parent],
    ['Счет.Номер', party.accounts.map(({ number }) => number)],
    ['Счет.БИК', party.accounts.map(({ bik }) => bik)],
    ['Счет.Банк', party.accounts.map(({ bank }) => bank)],
    ['Счет.КоррСчет', party.accounts.map(({ correspondent }) => correspondent)],
    ['СвояОрганизация', String(party.own)],
    ...Object.entries(party.extra),
  ];
}

export function personCells(person: Person): readonly Entry[] {
  return [
    ...namedCells(person, fullPersonName(person)),
    ['Контрагент', person.owners],
    ['Должность', person.position],
    ['СамКонтрагент', String(person.self)],
    ...Object.entries(person.extra),
  ];
}

function fullPersonName(named: Named): string {
  const parts = [named.lastName, named.firstName, named.middleName].filter((part) => part !== '');
  return parts.length > 1 ? parts.join(' ') : personOf(named.name, named.fullName);
}

function namedCells(named: Named, personName: string): readonly Entry[] {
  const hidden = hiddenPhones(named);
  return [
    ['Ключ', named.key],
    ['Ид', named.id],
    ['Наименование', named.name],
    ['НаименованиеПолное', named.fullName],
    ['ФИО', personName],
    ['Фамилия', named.lastName],
    ['Имя', named.firstName],
    ['Отчество', named.middleName],
    ['ДатаРождения', named.birthDate],
    ['Пол', named.sex],
    ['ИНН', named.inn],
    ...pointCells(named.points),
    ['ВозможныйТелефон.Значение', hidden.map(({ phone }) => phone)],
    ['ВозможныйТелефон.Где', hidden.map(({ where }) => where)],
    ['Комментарий', named.comment],
    ['ПометкаУдаления', String(named.deleted)],
  ];
}

/** Phones in names and comments: suggested, never moved. */
export function hiddenPhones(named: Named): readonly { readonly phone: string; readonly where: string }[] {
  const places: readonly Entry[] = [
    ['Наименование', named.name],
    ['НаименованиеПолное', named.fullName],
    ['Комментарий', named.comment],
  ];
  const seen = new Set(named.points.map(({ value }) => value.replace(/\D/g, '').slice(-10)));
  return places.flatMap(([where, text]) =>
    phonesIn(String(text)).flatMap((phone) => {
      const digits = phone.replace(/\D/g, '').slice(-10);
      if (seen.has(digits)) return [];
      seen.add(digits);
      return [{ phone, where }];
    }),
  );
}

const byType = [
  ['Телефон.Рабочий', 'work'],
  ['Телефон.Мобильный', 'mobile'],
  ['Телефон.Домашний', 'home'],
  ['Телефон.Факс', 'fax'],
  ['Телефон.Другой', 'other'],
] as const;

const services = [
  ['Мессенджер.Telegram', 'telegram'],
  ['Мессенджер.WhatsApp', 'whatsapp'],
  ['Мессенджер.Skype', 'skype'],
] as const;

/** Phones of one type; pagers are among the others. */
function phonesOf(phones: readonly ContactPoint[], wanted: string): readonly string[] {
  return values(phones.filter(({ type }) => type === wanted || (type === 'pager' && wanted === 'other')));
}

/** What people wrote beside phones, with the phone it belongs to. */
function phoneNotes(phones: readonly ContactPoint[]): readonly string[] {
  return phones.flatMap(({ value, comment }) => (comment === undefined ? [] : [`${value}: ${comment}`]));
}

/** Lists: parallel ones, one entry a contact point, and one for every type of phone and every messenger. */
export function pointCells(points: readonly ContactPoint[]): readonly Entry[] {
  if (points.length === 0) return [];
  const phones = points.filter(({ medium }) => medium === 'phone');
  const emails = points.filter(({ medium }) => medium === 'email');
  const messengers = points.filter(({ medium }) => medium === 'messenger');
  const addresses = points.filter(({ medium }) => medium === 'address');
  const others = points.filter(({ medium }) => medium === 'other');
  const part = (name: keyof AddressParts): Cell => addresses.map(({ parts }) => parts?.[name] ?? null);
  return [
    ['Телефон.Значение', values(phones)],
    ['Телефон.Вид', types(phones)],
    ['Телефон.Комментарий', phones.map(({ comment }) => comment ?? null)],
    ...byType.map(([column, type]): Entry => [column, phonesOf(phones, type)]),
    ['Телефон.Примечания', phoneNotes(phones)],
    ['Почта.Значение', values(emails)],
    ['Почта.Вид', types(emails)],
    ['Сайт.Значение', values(points.filter(({ medium }) => medium === 'url'))],
    ['Мессенджер.Значение', values(messengers)],
    ['Мессенджер.Вид', types(messengers)],
    ...services.map(([column, service]): Entry => [column, values(messengers.filter(({ type }) => type === service))]),
    ['Адрес.Значение', values(addresses)],
    ['Адрес.Вид', types(addresses)],
    ['Адрес.Индекс', part('postalCode')],
    ['Адрес.Страна', addresses.map(({ parts }) => countryCode(parts?.country ?? ''))],
    ['Адрес.Регион', part('region')],
    ['Адрес.Город', part('city')],
    ['Адрес.Улица', part('street')],
    ['Адрес.Дом', part('house')],
    ['Адрес.Квартира', part('flat')],
    ['Прочее.Значение', values(others)],
    ['Прочее.Вид', types(others)],
  ];
}

function values(points: readonly ContactPoint[]): readonly string[] {
  return points.map(({ value }) => value);
}

function types(points: readonly ContactPoint[]): readonly string[] {
  return points.map(({ type }) => type);
}
