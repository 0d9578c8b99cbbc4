import {
  amount,
  items,
  ofType,
  owner,
  personName,
  referred,
  registration,
  remarks,
  russianDate,
  text,
  type Column,
  type ImportTable,
} from './table.ts';

type Data = Parameters<Column['cell']>[0];

/** The exporter joins several numbers of one kind with a comma and a space; the importer takes them so. */
const several = ', ';

/** Headings are those of the vendor's own example file: the wizard maps them by itself. */
const reach = (whose: 'контакт' | 'компания', of: (data: Data) => Data): readonly Column[] => [
  { heading: `Рабочий телефон (${whose})`, cell: (data) => ofType(of(data), 'phones', ['work'], several) },
  ...(whose === 'контакт'
    ? [{ heading: `Домашний телефон (${whose})`, cell: (data: Data) => ofType(of(data), 'phones', ['home'], several) }]
    : []),
  { heading: `Мобильный телефон (${whose})`, cell: (data) => ofType(of(data), 'phones', ['mobile'], several) },
  { heading: `Факс (${whose})`, cell: (data) => ofType(of(data), 'phones', ['fax'], several) },
  { heading: `Другой телефон (${whose})`, cell: (data) => ofType(of(data), 'phones', ['other', 'pager'], several) },
  { heading: `Рабочий email (${whose})`, cell: (data) => ofType(of(data), 'emails', ['work'], several) },
  { heading: `Личный email (${whose})`, cell: (data) => ofType(of(data), 'emails', ['home'], several) },
  { heading: `Другой email (${whose})`, cell: (data) => ofType(of(data), 'emails', ['other'], several) },
];

const services = [
  ['ICQ', 'icq'],
  ['Jabber', 'jabber'],
  ['Google Talk', 'gtalk'],
  ['Skype', 'skype'],
  ['MSN', 'msn'],
] as const;

/** Messengers have columns for people only. */
const messengers: readonly Column[] = [
  ...services.map(([name, service]) => ({
    heading: `${name} (контакт)`,
    cell: (data: Data) =>
      items(data, 'messengers')
        .filter((item) => text(item, 'service').toLowerCase() === service)
        .map((item) => text(item, 'value'))
        .join(several),
  })),
  {
    heading: 'Другой IM (контакт)',
    cell: (data) =>
      items(data, 'messengers')
        .filter((item) => !services.some(([, service]) => service === text(item, 'service').toLowerCase()))
        .map(messenger)
        .join(several),
  },
];

function messenger(item: Data): string {
  return `${text(item, 'service')}: ${text(item, 'value')}`;
}

/** What has no column of its own, with the vendor's word for it. */
function named(name: string, value: string): string {
  return value === '' ? '' : `${name}: ${value}`;
}

/** A position in one line: the wizard has no columns for goods. */
function position(item: Data): string {
  const [price, total] = [amount(item, 'price'), amount(item, 'total')];
  const parts = [text(item, 'name'), [text(item, 'quantity'), text(item, 'unit')].filter(Boolean).join(' ')];
  return [...parts, price, total === '' ? '' : `= ${total}`].filter(Boolean).join('; ');
}

const tags = (data: Data) => (Array.isArray(data['tags']) ? (data['tags'] as readonly string[]).join(several) : '');
const firstAddress = (data: Data) => text(items(data, 'addresses')[0] ?? {}, 'text');
const sites = (data: Data) => (Array.isArray(data['urls']) ? (data['urls'] as readonly string[]).join(several) : '');
const wholeSum = (data: Data) => amount(data, 'amount').replace(/\..*$/, '');

/** Files for the import wizard of amoCRM: companies, people with their company, deals with their main contact and company. */
export const amocrmTables: readonly ImportTable[] = [
  {
    kind: 'company',
    name: 'companies',
    columns: [
      { heading: 'Название (компания)', cell: (data) => text(data, 'name') },
      { heading: 'Ответственный за компанию', cell: owner },
      { heading: 'Дата создания (компания)', cell: (data) => russianDate(text(data, 'created_at')) },
      { heading: 'Адрес (компания)', cell: firstAddress },
      { heading: 'Сайт компании', cell: sites },
      ...reach('компания', (data) => data),
      { heading: 'Тег компании', cell: tags },
      {
        heading: 'Примечание к компании',
        cell: (data) =>
          remarks({ ...data, tags: [] }, [
            text(data, 'legal_name'),
            registration(data),
            ...items(data, 'addresses')
              .slice(1)
              .map((address) => text(address, 'text')),
            ...items(data, 'messengers').map(messenger),
            text(data, 'industry'),
          ]),
      },
    ],
  },
  {
    kind: 'contact',
    name: 'contacts',
    columns: [
      { heading: 'Полное имя (контакт)', cell: personName },
      { heading: 'Должность (контакт)', cell: (data) => text(data, 'position') },
      {
        heading: 'Название (компания)',
        cell: (data, find) => text(referred(data, 'companies', 'company', find) ?? {}, 'name'),
      },
      { heading: 'Ответственный за контакт', cell: owner },
      { heading: 'Дата создания (контакт)', cell: (data) => russianDate(text(data, 'created_at')) },
      ...reach('контакт', (data) => data),
      ...messengers,
      { heading: 'Тег контакта', cell: tags },
      {
        heading: 'Примечание к контакту',
        cell: (data) =>
          remarks({ ...data, tags: [] }, [
            registration(data),
            named('Дата рождения', russianDate(text(data, 'birth_date'))),
            ...items(data, 'addresses').map((address) => text(address, 'text')),
            sites(data),
            named('Источник', text(data, 'source')),
          ]),
      },
    ],
  },
  {
    kind: 'deal',
    name: 'deals',
    columns: [
      { heading: 'Название сделки', cell: (data) => text(data, 'title') },
      // The wizard takes whole numbers only; the exact sum is in the note.
      { heading: 'Бюджет сделки', cell: wholeSum },
      { heading: 'Ответственный за сделку', cell: owner },
      {
        heading: 'Дата создания (сделка)',
        cell: (data) => russianDate(text(data, 'opened_at') || text(data, 'created_at')),
      },
      { heading: 'Тег сделки', cell: tags },
      {
        heading: 'Примечание к сделке',
        cell: (data) =>
          remarks({ ...data, tags: [] }, [
            amount(data, 'amount') === wholeSum(data) ? '' : amount(data, 'amount'),
            text(data, 'number'),
            named('Воронка', text(data, 'pipeline')),
            text(data, 'lost_reason'),
            named('Дата закрытия', russianDate(text(data, 'closed_at') || text(data, 'close_date'))),
            named('Источник', text(data, 'source')),
            ...items(data, 'items').map(position),
          ]),
      },
      { heading: 'Статус сделки', cell: (data) => text(data, 'stage') },
      {
        heading: 'Полное имя (контакт)',
        cell: (data, find) => personName(referred(data, 'contacts', 'contact', find) ?? {}),
      },
      {
        heading: 'Название (компания)',
        cell: (data, find) => text(referred(data, 'company', 'company', find) ?? {}, 'name'),
      },
    ],
  },
];
