import {
  amount,
  currency,
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

/** Several values stand in one cell with a semicolon between them. */
const several = ';';

const phones: readonly Column[] = [
  ['PHONE_WORK', 'work'],
  ['PHONE_MOBILE', 'mobile'],
  ['PHONE_FAX', 'fax'],
  ['PHONE_HOME', 'home'],
  ['PHONE_PAGER', 'pager'],
  ['PHONE_OTHER', 'other'],
].map(([heading = '', type = '']) => ({ heading, cell: (data) => ofType(data, 'phones', [type], several) }));

const emails: readonly Column[] = [
  ['EMAIL_WORK', 'work'],
  ['EMAIL_HOME', 'home'],
  ['EMAIL_OTHER', 'other'],
].map(([heading = '', type = '']) => ({ heading, cell: (data) => ofType(data, 'emails', [type], several) }));

const known = ['TELEGRAM', 'VK', 'FACEBOOK', 'VIBER', 'INSTAGRAM', 'SKYPE'] as const;

const messengers: readonly Column[] = [
  ...known.map((name) => ({
    heading: `IM_${name}`,
    cell: (data: Parameters<Column['cell']>[0]) =>
      items(data, 'messengers')
        .filter((item) => text(item, 'service').toUpperCase() === name)
        .map((item) => text(item, 'value'))
        .join(several),
  })),
  {
    heading: 'IM_OTHER',
    cell: (data) =>
      items(data, 'messengers')
        .filter((item) => !(known as readonly string[]).includes(text(item, 'service').toUpperCase()))
        .map((item) => `${text(item, 'service')}: ${text(item, 'value')}`)
        .join(several),
  },
];

const reach: readonly Column[] = [
  ...phones,
  ...emails,
  {
    heading: 'WEB_WORK',
    cell: (data) => (Array.isArray(data['urls']) ? (data['urls'] as readonly string[]).join(several) : ''),
  },
  ...messengers,
];

const addresses = (data: Parameters<Column['cell']>[0]) =>
  items(data, 'addresses').map((address) => text(address, 'text'));
const common: readonly Column[] = [{ heading: 'ASSIGNED_BY_ID', cell: owner }];

/**
 * Files for the import wizard of Bitrix24: headings are field codes, which no language changes; companies first, then people, who
 * are tied to them by their titles.
 */
export const bitrix24Tables: readonly ImportTable[] = [
  {
    kind: 'company',
    name: 'companies',
    columns: [
      { heading: 'TITLE', cell: (data) => text(data, 'name') },
      { heading: 'INDUSTRY', cell: (data) => text(data, 'industry') },
      { heading: 'REVENUE', cell: (data) => amount(data, 'revenue') },
      { heading: 'CURRENCY_ID', cell: (data) => currency(data, 'revenue') },
      ...common,
      ...reach,
      { heading: 'BANKING_DETAILS', cell: registration },
      {
        heading: 'COMMENTS',
        cell: (data) => remarks(data, [text(data, 'legal_name'), text(data, 'employees'), ...addresses(data)]),
      },
    ],
  },
  {
    kind: 'contact',
    name: 'contacts',
    columns: [
      { heading: 'NAME', cell: (data) => text(data, 'first_name') },
      {
        heading: 'LAST_NAME',
        cell: (data) => text(data, 'last_name') || (text(data, 'first_name') === '' ? text(data, 'full_name') : ''),
      },
      { heading: 'SECOND_NAME', cell: (data) => text(data, 'middle_name') },
      { heading: 'HONORIFIC', cell: (data) => text(data, 'salutation') },
      { heading: 'BIRTHDATE', cell: (data) => russianDate(text(data, 'birth_date')) },
      { heading: 'COMPANY_ID', cell: (data, find) => text(referred(data, 'companies', 'company', find) ?? {}, 'name') },
      { heading: 'POST', cell: (data) => text(data, 'position') },
      ...common,
      ...reach,
      { heading: 'SOURCE_DESCRIPTION', cell: (data) => text(data, 'source') },
      { heading: 'COMMENTS', cell: (data) => remarks(data, [registration(data), ...addresses(data)]) },
    ],
  },
  {
    kind: 'lead',
    name: 'leads',
    columns: [
      { heading: 'TITLE', cell: (data) => text(data, 'title') },
      { heading: 'NAME', cell: (data) => text(data, 'first_name') },
      { heading: 'LAST_NAME', cell: (data) => text(data, 'last_name') },
      { heading: 'SECOND_NAME', cell: (data) => text(data, 'middle_name') },
      { heading: 'COMPANY_TITLE', cell: (data) => text(data, 'company_name') },
      { heading: 'POST', cell: (data) => text(data, 'position') },
      { heading: 'STATUS_ID', cell: (data) => text(data, 'status') },
      { heading: 'OPPORTUNITY', cell: (data) => amount(data, 'amount') },
      { heading: 'CURRENCY_ID', cell: (data) => currency(data, 'amount') },
      ...common,
      ...reach,
      { heading: 'SOURCE_DESCRIPTION', cell: (data) => text(data, 'source') },
      { heading: 'COMMENTS', cell: (data) => remarks(data, addresses(data)) },
    ],
  },
  {
    kind: 'deal',
    name: 'deals',
    // A row for each position; the number tells which rows are one deal.
    rows: (data) => {
      const positions = items(data, 'items');
      return positions.length === 0 ? [data] : positions.map((position) => ({ ...data, position }));
    },
    columns: [
      { heading: 'ID', cell: (data) => text(data, '#') },
      { heading: 'TITLE', cell: (data) => text(data, 'title') },
      { heading: 'PROBABILITY', cell: (data) => text(data, 'probability') },
      { heading: 'COMPANY_ID', cell: (data, find) => text(referred(data, 'company', 'company', find) ?? {}, 'name') },
      { heading: 'CONTACT_ID', cell: (data, find) => personName(referred(data, 'contacts', 'contact', find) ?? {}) },
      { heading: 'OPPORTUNITY', cell: (data) => amount(data, 'amount') },
      { heading: 'CURRENCY_ID', cell: (data) => currency(data, 'amount') },
      { heading: 'PRODUCT_ID', cell: (data) => text((data['position'] as typeof data | undefined) ?? {}, 'name') },
      {
        heading: 'PRODUCT_PRICE',
        cell: (data) => amount((data['position'] as typeof data | undefined) ?? {}, 'price'),
      },
      {
        heading: 'PRODUCT_QUANTITY',
        cell: (data) => text((data['position'] as typeof data | undefined) ?? {}, 'quantity'),
      },
      { heading: 'CATEGORY_ID', cell: (data) => text(data, 'pipeline') },
      { heading: 'STAGE_ID', cell: (data) => text(data, 'stage') },
      { heading: 'BEGINDATE', cell: (data) => russianDate(text(data, 'opened_at')) },
      { heading: 'CLOSEDATE', cell: (data) => russianDate(text(data, 'closed_at') || text(data, 'close_date')) },
      ...common,
      { heading: 'SOURCE_DESCRIPTION', cell: (data) => text(data, 'source') },
      { heading: 'COMMENTS', cell: (data) => remarks(data, [text(data, 'number'), text(data, 'lost_reason')]) },
    ],
  },
];
