import type { ContactPoint } from '../../text/onec-contact.ts';
import type { BankAccount, Named, Party, Person } from './party.ts';

/** A value of a repeated record that lost to the first one seen. */
export interface Difference {
  readonly column: string;
  readonly kept: string;
  readonly other: string;
}

/** Two write-ups of one counterparty: the first non-empty value stays, lists are united. The kind of the first stays: others refer to it. */
export function mergeParties(first: Party, second: Party, differs: (difference: Difference) => void): Party {
  return {
    ...first,
    ...mergeNamed(first, second, differs),
    kpp: pick('КПП', first.kpp, second.kpp, differs),
    ogrn: pick('ОГРН', first.ogrn, second.ogrn, differs),
    okpo: pick('ОКПО', first.okpo, second.okpo, differs),
    country: first.country || second.country,
    roles: unite(first.roles, second.roles),
    groups: unite(first.groups, second.groups),
    parent: first.parent || second.parent,
    accounts: uniteBy(first.accounts, second.accounts, ({ number, bik }: BankAccount) => `${number}|${bik}`),
    own: first.own && second.own,
  };
}

/** Two write-ups of one contact person. */
export function mergePersons(first: Person, second: Person, differs: (difference: Difference) => void): Person {
  return {
    ...first,
    ...mergeNamed(first, second, differs),
    owners: unite(first.owners, second.owners),
    position: pick('Должность', first.position, second.position, differs),
    self: first.self && second.self,
  };
}

function mergeNamed(first: Named, second: Named, differs: (difference: Difference) => void): Named {
  return {
    key: first.key,
    id: first.id,
    line: first.line,
    name: pick('Наименование', first.name, second.name, differs),
    fullName: pick('НаименованиеПолное', first.fullName, second.fullName, differs),
    lastName: pick('Фамилия', first.lastName, second.lastName, differs),
    firstName: pick('Имя', first.firstName, second.firstName, differs),
    middleName: pick('Отчество', first.middleName, second.middleName, differs),
    birthDate: pick('ДатаРождения', first.birthDate, second.birthDate, differs),
    sex: first.sex || second.sex,
    inn: pick('ИНН', first.inn, second.inn, differs),
    points: uniteBy(first.points, second.points, ({ medium, value }: ContactPoint) => `${medium}|${value}`),
    comment: pick('Комментарий', first.comment, second.comment, differs),
    deleted: first.deleted && second.deleted,
    extra: { ...second.extra, ...first.extra },
  };
}

function pick(column: string, first: string, second: string, differs: (difference: Difference) => void): string {
  if (first === '') return second;
  if (second !== '' && second !== first) differs({ column, kept: first, other: second });
  return first;
}

function unite(first: readonly string[], second: readonly string[]): readonly string[] {
  return uniteBy(first, second, (text) => text);
}

function uniteBy<T>(first: readonly T[], second: readonly T[], key: (item: T) => string): readonly T[] {
  if (second.length === 0) return first;
  const seen = new Set(first.map((item) => key(item)));
  const added = second.filter((item) => !seen.has(key(item)));
  return added.length === 0 ? first : [...first, ...added];
}
