import { seededRandom } from '../../src/emulators/seeded-random.ts';

export interface WholeRecords {
  readonly target: 'bitrix24' | 'amocrm';
  /** So many companies, contacts, deals and notes. */
  readonly count: number;
  readonly seed?: number;
  /** Text of a note and the number of its deal. */
  readonly note?: (index: number) => readonly [text: string, deal: number];
}

/**
 * Records with everything that hangs on them: requisites, addresses, accounts, links, products, notes. Creation dates ascend in no
 * order.
 */
export function wholeRecords({
  target,
  count,
  seed = 1,
  note = (i) => [`Запись ${i}`, i],
}: WholeRecords): Readonly<Record<string, string>> {
  const random = seededRandom(seed);
  const any = () => 1 + Math.floor(random() * count);
  const day = () => `2020-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-1${Math.floor(random() * 10)}`;
  const rows = (row: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => row(index + 1)).join('\n');
  return {
    'companies.csv': `Код;Название;Полное;Адрес;Счёт;БИК;Дата\n${rows((i) => `${i};Фирма ${letters(i)};Общество «${letters(i)}»;г. Москва, ул. Первая, ${i};407028100000000${10_000 + i};044525225;${day()}`)}\n`,
    'contacts.csv': `Код;Фамилия;Имя;Телефон;Компания\n${rows((i) => `${i};${['Иванов', 'Петров', 'Сидоров', 'Орлов'][i % 4]}${letters(i)};${['Анна', 'Олег', 'Вера'][i % 3]};+7916${1_000_000 + i};${any()}`)}\n`,
    'deals.csv': `Код;Название;Сумма;Компания;Контакт;Товар;Цена;Кол;Дата\n${rows((i) => `${i};Сделка ${i};${i}.50;${any()};${any()};Товар ${i};${i}.50;1;${day()}`)}\n`,
    'notes.csv': `Код;Текст;Сделка\n${rows((i) => `${i};${note(i).join(';')}`)}\n`,
    'perenos.yaml': mapping(target),
  };
}

function letters(index: number): string {
  return Array.from(String(index), (digit) => 'абвгдежзик'[Number(digit)]).join('');
}

const mapping = (target: string) => `perenos: 1
project: rehearsal
target: {type: ${target}, limits: {max_reject_share: 100%}}
dedupe: {contact: {mode: exact}, company: {mode: exact}}
sources:
  companies: {file: companies.csv, key: Код, system: old}
  contacts: {file: contacts.csv, key: Код, system: old}
  deals: {file: deals.csv, key: Код, system: old}
  notes: {file: notes.csv, key: Код, system: old}
load:
  companies:
    entity: company
    from: companies
    key: Код
    fields:
      name: {from: Название, required: true}
      legal_name: Полное
      addresses: [{from: Адрес, type: legal}]
      bank_accounts: [{account: Счёт, bik: БИК}]
      created_at: {from: Дата, do: [date]}
  contacts:
    entity: contact
    from: contacts
    key: Код
    fields:
      last_name: {from: Фамилия, required: true}
      first_name: Имя
      phones: [{from: Телефон, type: mobile, do: [phone]}]
      companies: [{ref: companies, by: Компания}]
  deals:
    entity: deal
    from: deals
    key: Код
    fields:
      title: {from: Название, required: true}
      amount: {from: Сумма, do: [{money: RUB}]}
      company: {ref: companies, by: Компания}
      contacts: [{ref: contacts, by: Контакт}]
      items: [{name: Товар, price: Цена, quantity: Кол}]
      created_at: {from: Дата, do: [date]}
  notes:
    entity: note
    from: notes
    key: Код
    fields:
      text: {from: Текст, required: true}
      links: [{ref: deals, by: Сделка}]
`;
