import type { CounterpartyKind, KindRule } from '../../text/onec-kind.ts';
import { personOf } from '../../text/onec-kind.ts';
import type { ContactPoint } from '../../text/onec-contact.ts';
import { putPoints } from './contact-cells.ts';
import type { Put } from './row-table.ts';
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

const kindsOfPhones = ['Рабочий', 'Мобильный', 'Домашний', 'Факс', 'Другой'].map((kind) => `Телефон.${kind}`);
const allPhones = ['Телефон.Значение'];

/** Phones stand in a list of their own and by kinds; comments to them stand in the notes; what decided and where it was seen is told. */
export const repeatedColumns: Readonly<Record<string, readonly string[]>> = {
  'Телефон.Значение': kindsOfPhones,
  'Телефон.Вид': kindsOfPhones,
  'Телефон.Комментарий': ['Телефон.Примечания'],
  ...Object.fromEntries(kindsOfPhones.map((column) => [column, allPhones])),
  'Телефон.Примечания': ['Телефон.Комментарий'],
  ВидПравило: ['Вид'],
  // Phones seen in texts that are read are told one by one.
  'ВозможныйТелефон.Значение': ['Наименование', 'Комментарий'],
  'ВозможныйТелефон.Где': ['Наименование', 'Комментарий'],
};

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
  'Безымянный',
];

/** Columns every table of contact persons has. */
export const personColumns: readonly string[] = [
  ...commonColumns,
  'Контрагент',
  'Должность',
  'Отношение',
  'СамКонтрагент',
];

export function putParty(party: Party, put: Put): void {
  const isPerson = party.kind === 'person' || party.kind === 'entrepreneur';
  putNamed(party, isPerson ? fullPersonName(party) : '', put);
  put('Вид', party.kind);
  put('ВидПравило', party.rule);
  put('КПП', party.kpp);
  put('ОГРН', party.ogrn);
  put('ОКПО', party.okpo);
  put('Страна', party.country);
  put('Роль', party.roles);
  put('Группы', party.groups);
  put('Головной', party.parent);
  if (party.accounts.length > 0) {
    put(
      'Счет.Номер',
      party.accounts.map(({ number }) => number),
    );
    put(
      'Счет.БИК',
      party.accounts.map(({ bik }) => bik),
    );
    put(
      'Счет.Банк',
      party.accounts.map(({ bank }) => bank),
    );
    put(
      'Счет.КоррСчет',
      party.accounts.map(({ correspondent }) => correspondent),
    );
  }
  put('СвояОрганизация', String(party.own));
  put('Безымянный', String(isNameless(party)));
  putExtra(party.extra, put);
}

/** Nothing but an identifier is known: there is nothing to make a record of. */
function isNameless(party: Party): boolean {
  const { name, fullName, lastName, inn, points, accounts, comment } = party;
  const texts = [name, fullName, lastName, inn, comment];
  return texts.every((text) => text === '') && points.length === 0 && accounts.length === 0;
}

export function putPerson(person: Person, put: Put): void {
  putNamed(person, fullPersonName(person), put);
  put('Контрагент', person.owners);
  put('Должность', person.position);
  put('СамКонтрагент', String(person.self));
  putExtra(person.extra, put);
}

function putExtra(extra: Named['extra'], put: Put): void {
  for (const column in extra) put(column, extra[column] ?? null);
}

function fullPersonName(named: Named): string {
  const parts = [named.lastName, named.firstName, named.middleName].filter((part) => part !== '');
  const whole = personOf(named.name, named.fullName) || named.name;
  return parts.length > 1 && !addsPatronymic(whole, parts) ? parts.join(' ') : whole;
}

/** Three words, the parts among them: the patronymic stands in the whole name only. */
function addsPatronymic(whole: string, parts: readonly string[]): boolean {
  const words = whole.toLowerCase().replaceAll('ё', 'е').split(/\s+/);
  const isKnown = (part: string): boolean => words.includes(part.toLowerCase().replaceAll('ё', 'е'));
  return parts.length === 2 && words.length === 3 && parts.every(isKnown);
}

function putNamed(named: Named, personName: string, put: Put): void {
  put('Ключ', named.key);
  put('Ид', named.id);
  put('Наименование', named.name);
  put('НаименованиеПолное', named.fullName);
  put('ФИО', personName);
  put('Фамилия', named.lastName);
  put('Имя', named.firstName);
  put('Отчество', named.middleName);
  put('ДатаРождения', named.birthDate);
  put('Пол', named.sex);
  put('ИНН', named.inn);
  putPoints(named.points, put);
  put('Комментарий', named.comment);
  put('ПометкаУдаления', String(named.deleted));
}

/** A phone in a name or a comment. */
export interface HiddenPhone {
  readonly phone: string;
  /** Column of the text. */
  readonly where: string;
}

const noPhones: readonly HiddenPhone[] = [];

/** Phones in names and comments: suggested, never moved. */
export function hiddenPhones({ name, fullName, comment, points }: Named): readonly HiddenPhone[] {
  if (!hasDigits.test(name) && !hasDigits.test(fullName) && !hasDigits.test(comment)) return noPhones;
  const places = { Наименование: name, НаименованиеПолное: fullName, Комментарий: comment };
  const seen = new Set(points.map(({ value }) => value.replace(/\D/g, '').slice(-10)));
  const found: HiddenPhone[] = [];
  for (const [where, text] of Object.entries(places)) {
    for (const phone of phonesIn(text)) {
      const digits = phone.replace(/\D/g, '').slice(-10);
      if (!seen.has(digits)) found.push({ phone, where });
      seen.add(digits);
    }
  }
  return found;
}

const hasDigits = /\d.*\d/;
