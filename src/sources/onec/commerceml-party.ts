import { contactKind, addressType } from '../../text/onec-contact-kind.ts';
import type { AddressParts } from '../../text/onec-contact-string.ts';
import type { ContactPoint } from '../../text/onec-contact.ts';
import { counterpartyKind, sameName, type CounterpartyKind, type KindRule } from '../../text/onec-kind.ts';
import { cleanText, dateText, identifier, taxNumbers, truth, type EntityCounter } from '../../text/onec-values.ts';
import { flatten } from './flatten.ts';
import type { BankAccount, Named, Party, Person } from './party.ts';
import { childOf, childrenOf, textOf, type XmlNode } from './xml-tree.ts';

/** Elements of a counterparty that have columns of their own; everything else goes to `extra`. */
const known = new Set([
  'Ид',
  'НомерВерсии',
  'ПометкаУдаления',
  'Наименование',
  'ПолноеНаименование',
  'ОфициальноеНаименование',
  'ОтображаемоеНаименование',
  'Фамилия',
  'Имя',
  'Отчество',
  'ДатаРождения',
  'Пол',
  'Роль',
  'ИНН',
  'КПП',
  'ОКПО',
  'КодПоОКПО',
  'ОГРН',
  'ЮридическийАдрес',
  'АдресРегистрации',
  'Адрес',
  'РасчетныеСчета',
  'Контакты',
  'Представители',
  'Комментарий',
  'Отношение',
]);

/** A counterparty of CommerceML 2 or 3. */
export function partyOf(node: XmlNode, counter: EntityCounter): Party {
  const text = (name: string): string => cleanText(textOf(node, name), counter);
  const { inn, kpp } = taxNumbers(text('ИНН'), text('КПП'));
  const named = namedOf(node, counter);
  const ogrn = text('ОГРН');
  const decision = kindOf(node, { named, inn, kpp, ogrn });
  const role = text('Роль');
  return {
    ...named,
    inn,
    key: named.key || partyKey(inn, kpp, named.name || named.fullName),
    ...decision,
    kpp,
    ogrn,
    okpo: text('КодПоОКПО') || text('ОКПО'),
    country: '',
    roles: role === '' ? [] : [role],
    groups: [],
    parent: '',
    accounts: accountsOf(childOf(node, 'РасчетныеСчета'), counter),
    own: false,
  };
}

/** How a counterparty without an identifier is known; empty when it has nothing to be known by. */
export function partyKey(inn: string, kpp: string, name: string): string {
  if (inn !== '') return kpp === '' ? `ИНН ${inn}` : `ИНН ${inn}/${kpp}`;
  return name === '' ? '' : `имя ${name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')}`;
}

/** The contact persons of a counterparty, in both forms: flat, and with a `Контрагент` inside that is no company. */
export function representativesOf(node: XmlNode, party: Party, counter: EntityCounter): readonly Person[] {
  return childrenOf(childOf(node, 'Представители'), 'Представитель').flatMap((representative) => {
    const inner = childOf(representative, 'Контрагент') ?? representative;
    const named = namedOf(inner, counter);
    const name = named.name || named.fullName || [named.lastName, named.firstName].join(' ').trim();
    if (name === '' && named.key === '') return [];
    const relation = cleanText(textOf(inner, 'Отношение') || textOf(representative, 'Отношение'), counter);
    return [
      {
        ...named,
        key: named.key || `${party.key} / ${name}`,
        owners: party.key === '' ? [] : [party.key],
        position: isRelationOnly.test(relation) ? '' : relation,
        extra: relation === '' ? named.extra : { ...named.extra, Отношение: relation },
        self: party.kind === 'person' && isSamePerson(name, party),
      },
    ];
  });
}

/** What every representative is, which is no position in the company. */
const isRelationOnly = /^(?:контактное лицо(?: контрагента)?|представитель)$/i;

function isSamePerson(name: string, party: Party): boolean {
  const parts = [party.lastName, party.firstName, party.middleName].filter((part) => part !== '').join(' ');
  return [party.name, party.fullName, parts].some((own) => own !== '' && sameName(own, name));
}

function namedOf(node: XmlNode, counter: EntityCounter): Named {
  const text = (name: string): string => cleanText(textOf(node, name), counter);
  const id = text('Ид');
  const sex = text('Пол').toLowerCase();
  return {
    key: stableId(id),
    id,
    line: node.line,
    name: text('Наименование'),
    fullName: text('ОфициальноеНаименование') || text('ПолноеНаименование') || text('ОтображаемоеНаименование'),
    lastName: text('Фамилия'),
    firstName: text('Имя'),
    middleName: text('Отчество'),
    birthDate: dateText(text('ДатаРождения')),
    sex: /^[мm1]/.test(sex) ? 'male' : /^[жf2]/.test(sex) ? 'female' : '',
    inn: text('ИНН'),
    points: [...contactsOf(node, counter), ...addressesOf(node, counter)],
    comment: text('Комментарий'),
    deleted: truth(text('ПометкаУдаления')) === 'true' || text('Статус') === 'Удален',
    extra: flatten(node, { skip: known, counter }),
  };
}

/** Sites write `<number>#<login>#<name>`; only the number stays when the user changes their name. */
export function stableId(id: string): string {
  return /^\d+#/.exec(id)?.[0] ?? identifier(id);
}

function kindOf(
  node: XmlNode,
  known: { readonly named: Named; readonly inn: string; readonly kpp: string; readonly ogrn: string },
): { readonly kind: CounterpartyKind; readonly rule: KindRule } {
  const { named, inn, kpp, ogrn } = known;
  const personal = named.lastName !== '' || named.firstName !== '' || textOf(node, 'ПолноеНаименование').trim() !== '';
  const official = textOf(node, 'ОфициальноеНаименование').trim() !== '';
  const evidence = { name: named.name, fullName: named.fullName, inn, kpp, ogrn };
  // Sites write private persons with the element meant for companies: three words that are a person's name outweigh it.
  const decision = counterpartyKind(evidence);
  if (decision.rule !== 'none' && decision.rule !== 'name-pattern') return decision;
  if (personal) return { kind: 'person', rule: 'element' };
  if (decision.rule === 'name-pattern') return decision;
  return official ? { kind: 'legal', rule: 'element' } : decision;
}

function contactsOf(node: XmlNode, counter: EntityCounter): readonly ContactPoint[] {
  return childrenOf(childOf(node, 'Контакты'), 'Контакт').flatMap((contact) => {
    const value = cleanText(textOf(contact, 'Значение') || textOf(contact, 'Представление'), counter);
    if (value === '') return [];
    const name = cleanText(textOf(contact, 'Тип') || textOf(contact, 'ТипСвязи'), counter);
    const { medium, type } = contactKind(name, value);
    const comment = cleanText(textOf(contact, 'Комментарий'), counter);
    return [{ medium, type: medium === 'other' ? name : type, value, ...(comment === '' ? {} : { comment }) }];
  });
}

const addressElements = ['ЮридическийАдрес', 'АдресРегистрации', 'Адрес'] as const;

function addressesOf(node: XmlNode, counter: EntityCounter): readonly ContactPoint[] {
  return addressElements.flatMap((element) => {
    const address = childOf(node, element);
    if (address === undefined) return [];
    const fields = childrenOf(address, 'АдресноеПоле').map(
      (field) => [cleanText(textOf(field, 'Тип'), counter), cleanText(textOf(field, 'Значение'), counter)] as const,
    );
    const whole = cleanText(textOf(address, 'Представление') || address.text, counter);
    const value =
      whole ||
      fields
        .map(([, text]) => text)
        .filter((text) => text !== '')
        .join(', ');
    if (value === '') return [];
    const parts = partsOf(new Map(fields));
    const type = element === 'Адрес' ? 'actual' : addressType(element);
    return [{ medium: 'address' as const, type, value, ...(parts === undefined ? {} : { parts }) }];
  });
}

/** Address fields hold whatever the operator typed: parts are taken only when the index is one and the country is not. */
function partsOf(fields: ReadonlyMap<string, string>): AddressParts | undefined {
  const get = (name: string): string => fields.get(name) ?? '';
  const country = get('Страна');
  if (/\d/.test(country) || (get('Почтовый индекс') !== '' && !/^\d{5,6}$/.test(get('Почтовый индекс'))))
    return undefined;
  const parts = {
    country,
    postalCode: get('Почтовый индекс'),
    region: get('Регион'),
    city: get('Город') || get('Населенный пункт'),
    street: get('Улица'),
    house: [get('Дом'), get('Корпус')].filter((text) => text !== '').join(', '),
    flat: get('Квартира'),
  };
  if (parts.city === '' && parts.region === '') return undefined;
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== '')) as AddressParts;
}

function accountsOf(node: XmlNode | undefined, counter: EntityCounter): readonly BankAccount[] {
  return childrenOf(node, 'РасчетныйСчет').flatMap((account) => {
    const bank = childOf(account, 'Банк');
    const text = (from: XmlNode | undefined, name: string): string => cleanText(textOf(from, name), counter);
    const number = text(account, 'НомерСчета') || text(account, 'Номер');
    return number === ''
      ? []
      : [
          {
            number,
            bik: text(bank, 'БИК') || text(account, 'БИК'),
            bank: text(bank, 'Наименование'),
            correspondent: text(bank, 'СчетКорреспондентский'),
          },
        ];
  });
}
