import type { PhpMap } from '../php-parameters.ts';

/** One thing that happened in the demo portal: when, and the call that did it. */
export type DemoCall = readonly [time: string, method: string, params: PhpMap];

const days = (start: string, offset: number): string =>
  new Date(Date.parse(`${start}T09:00:00Z`) + offset * 86_400_000).toISOString();

/** INNs are made up with right check digits. */
const companies = [
  ['ООО «Северный ветер»', 'CUSTOMER', '+74951230001', 'info@sever.example', '7700000016', '770001001'],
  ['ООО "Вектор"', 'CUSTOMER', '8 (495) 123-00-02', 'office@vektor.example', '7700000023', '770001001'],
  ['АО «Металлстрой»', 'SUPPLIER', '+7 812 123-00-03', 'zakaz@metall.example', '7800000034', '780001001'],
  ['ИП Сомов А. П.', 'PARTNER', '+79161230004', 'somov@mail.example', '500000000413', ''],
  ['Ромашка', 'CUSTOMER', '+79161230005', '', '', ''],
  ['ООО «Вектор»', 'CUSTOMER', '+74951230002', '', '', ''],
] as const;

const people = [
  ['Анна', 'Петрова', 1, '+79260000011', 'petrova@sever.example'],
  ['Игорь', 'Лапин', 1, '+79260000012', ''],
  ['Мария', 'Ёлкина', 2, '8 926 000 00 13', 'elkina@vektor.example'],
  ['Пётр', 'Зуев', 3, '+79260000014', 'zuev@metall.example'],
  ['Алексей', 'Сомов', 4, '+79161230004', 'somov@mail.example'],
  ['Мария', 'Елкина', 6, '+79260000013', ''],
  ['Ольга', 'Бойко', 0, '+375291230016', 'boyko@mail.example'],
  ['Тимур', 'Ахметов', 0, '+77011230017', ''],
  ['', 'Кузнецов', 5, '', 'kuznetsov@romashka.example'],
  ['Вера', 'Соколова', 5, '+79260000020', 'sokolova@romashka.example'],
] as const;

const deals = [
  ['Поставка окон', 0, 'EXECUTING', '125000.50', 1, 1],
  ['Монтаж', 0, 'WON', '48000', 2, 3],
  ['Договор на год', 0, 'NEW', '990000', 3, 4],
  ['Разовый заказ', 0, 'LOSE', '1500', 5, 10],
  ['Выезд мастера', 1, 'C1:NEW', '3500', 1, 2],
  ['Гарантийный ремонт', 1, 'C1:WON', '0', 4, 5],
] as const;

/**
 * A small portal with what real ones have: three pipelines, people who have left, a field of its own, the same company and the
 * same person twice, a record without a first name. All of it is invented.
 */
export const demoCalls: readonly DemoCall[] = [
  ['2024-01-09T09:00:00Z', 'crm.category.add', { entityTypeId: 2, fields: { name: 'Сервис', sort: 400 } }],
  ['2024-01-09T09:00:00Z', 'crm.category.add', { entityTypeId: 2, fields: { name: 'Тендеры', sort: 500 } }],
  [
    '2024-01-09T09:10:00Z',
    'crm.contact.userfield.add',
    { fields: { USER_TYPE_ID: 'string', FIELD_NAME: 'DEPARTMENT', LABEL: 'Отдел' } },
  ],
  [
    '2024-01-09T09:11:00Z',
    'crm.deal.userfield.add',
    {
      fields: {
        USER_TYPE_ID: 'enumeration',
        FIELD_NAME: 'DELIVERY',
        LABEL: 'Доставка',
        LIST: [{ VALUE: 'Курьер' }, { VALUE: 'Самовывоз' }],
      },
    },
  ],
  ...companies.flatMap(([title, type, phone, email, inn, kpp], at): DemoCall[] => {
    const time = days('2024-01-10', at);
    const fields = { TITLE: title, COMPANY_TYPE: type, ...points(phone, email) };
    const preset = inn.length === 12 ? 2 : 1;
    const requisite = {
      ENTITY_TYPE_ID: 4,
      ENTITY_ID: at + 1,
      PRESET_ID: preset,
      NAME: title,
      RQ_INN: inn,
      RQ_KPP: kpp,
    };
    const add: DemoCall = [time, 'crm.company.add', { fields }];
    return inn === '' ? [add] : [add, [time, 'crm.requisite.add', { fields: requisite }]];
  }),
  ...people.map(([name, last, company, phone, email], at): DemoCall => {
    const own = {
      NAME: name,
      LAST_NAME: last,
      ASSIGNED_BY_ID: (at % 3) + 1,
      TYPE_ID: 'CLIENT',
      ...points(phone, email),
    };
    return [
      days('2024-02-01', at),
      'crm.contact.add',
      { fields: company === 0 ? own : { ...own, COMPANY_ID: company } },
    ];
  }),
  ...deals.map(([title, category, stage, sum, company, contact], at): DemoCall => {
    const own = { TITLE: title, CATEGORY_ID: category, STAGE_ID: stage, OPPORTUNITY: sum, COMPANY_ID: company };
    return [
      days('2024-03-01', at),
      'crm.deal.add',
      { fields: { ...own, CONTACT_ID: contact, IS_MANUAL_OPPORTUNITY: 'Y' } },
    ];
  }),
  [
    '2024-03-20T09:00:00Z',
    'crm.lead.add',
    { fields: { TITLE: 'Заявка с сайта', NAME: 'Кирилл', SOURCE_ID: 'WEB', ...points('+79990000031', '') } },
  ],
  [
    '2024-03-21T09:00:00Z',
    'crm.timeline.comment.add',
    { fields: { ENTITY_TYPE: 'deal', ENTITY_ID: 1, COMMENT: 'Звонили, ждут замер в пятницу' } },
  ],
];

function points(phone: string, email: string): PhpMap {
  return {
    ...(phone === '' ? {} : { PHONE: [{ VALUE: phone, VALUE_TYPE: 'WORK' }] }),
    ...(email === '' ? {} : { EMAIL: [{ VALUE: email, VALUE_TYPE: 'WORK' }] }),
  };
}
