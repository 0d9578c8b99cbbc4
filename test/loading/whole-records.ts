import { companiesOfContact, tableMapping } from '../../bench/loading/table-mapping.ts';
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

const createdAt = 'created_at: {from: Дата, do: [date]}';

const mapping = (target: string) =>
  tableMapping(target, {
    isExact: true,
    tables: {
      companies: [
        'legal_name: Полное',
        'addresses: [{from: Адрес, type: legal}]',
        'bank_accounts: [{account: Счёт, bik: БИК}]',
        createdAt,
      ],
      contacts: [companiesOfContact],
      deals: ['items: [{name: Товар, price: Цена, quantity: Кол}]', createdAt],
      notes: [],
    },
  });
