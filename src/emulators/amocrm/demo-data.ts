import type { JsonObject } from './json.ts';

export interface DemoCall {
  /** When it was entered. */
  readonly time: string;
  /** Below `/api/v4`. */
  readonly path: string;
  readonly elements: readonly JsonObject[];
}

/** Numbers come in this order, one after another: that of the first contact and company, and of the first lead. */
const [firstElement, firstLead] = [40_400_001, 28_700_001];

const phone = (value: string, kind: string): JsonObject => ({
  field_code: 'PHONE',
  values: [{ value, enum_code: kind }],
});
const email = (value: string): JsonObject => ({ field_code: 'EMAIL', values: [{ value, enum_code: 'WORK' }] });
const text = (code: string, value: string): JsonObject => ({ field_code: code, values: [{ value }] });

const fields: readonly DemoCall[] = [
  {
    time: '2025-02-03T09:00:00Z',
    path: '/companies/custom_fields',
    elements: [
      { name: 'ИНН', type: 'text', code: 'INN' },
      { name: 'Реквизиты', type: 'legal_entity', code: 'LEGAL_ENTITY' },
    ],
  },
  {
    time: '2025-02-03T09:05:00Z',
    path: '/contacts/custom_fields',
    elements: [{ name: 'День рождения', type: 'birthday', code: 'BIRTHDAY' }],
  },
  {
    time: '2025-02-03T09:10:00Z',
    path: '/leads/custom_fields',
    elements: [
      {
        name: 'Источник',
        type: 'select',
        code: 'SOURCE',
        enums: [{ value: 'Сайт' }, { value: 'Выставка' }, { value: 'Рекомендация' }],
      },
      { name: 'Номер договора', type: 'text', code: 'CONTRACT' },
    ],
  },
  {
    time: '2025-02-03T09:20:00Z',
    path: '/leads/loss_reasons',
    elements: [{ name: 'Дорого' }, { name: 'Выбрали другого' }],
  },
  {
    time: '2025-02-03T09:30:00Z',
    path: '/leads/pipelines',
    elements: [
      {
        name: 'Повторные продажи',
        sort: 2,
        is_main: false,
        is_unsorted_on: false,
        _embedded: {
          statuses: [
            { name: 'Напомнить', sort: 20, color: '#fffeb2' },
            { name: 'Счёт выставлен', sort: 30, color: '#d6eaff' },
          ],
        },
      },
    ],
  },
];

const people: readonly DemoCall[] = [
  {
    time: '2025-03-11T08:15:00Z',
    path: '/companies',
    elements: [
      {
        name: 'ООО «Северный лес»',
        responsible_user_id: 504_142,
        custom_fields_values: [
          text('INN', '7707083893'),
          phone('8 (812) 555-01-10', 'WORK'),
          text('WEB', 'https://les.rehearsal.example'),
        ],
        _embedded: { tags: [{ name: 'опт' }] },
      },
      { name: 'ИП Кузнецова А. В.', custom_fields_values: [phone('+7 921 555-01-22', 'MOB')] },
    ],
  },
  {
    time: '2025-03-11T08:40:00Z',
    path: '/contacts',
    elements: [
      {
        first_name: 'Пётр',
        last_name: 'Лосев',
        responsible_user_id: 504_142,
        custom_fields_values: [
          text('POSITION', 'Директор'),
          phone('8-921-555-01-33', 'MOB'),
          email('losev@les.rehearsal.example'),
        ],
      },
      {
        first_name: 'Алла',
        last_name: 'Кузнецова',
        custom_fields_values: [phone('89215550122', 'MOB'), email('Alla@Kuznetsova.example')],
      },
      { name: 'Лосев Петр Ильич', custom_fields_values: [phone('+79215550133', 'WORK')] },
    ],
  },
  {
    time: '2025-03-11T08:45:00Z',
    path: '/contacts/link',
    elements: [
      { entity_id: firstElement + 2, to_entity_id: firstElement, to_entity_type: 'companies' },
      { entity_id: firstElement + 3, to_entity_id: firstElement + 1, to_entity_type: 'companies' },
    ],
  },
];

const work: readonly DemoCall[] = [
  {
    time: '2025-03-12T10:00:00Z',
    path: '/leads',
    elements: [
      {
        name: 'Поставка доски',
        price: 480_000,
        responsible_user_id: 504_142,
        custom_fields_values: [text('SOURCE', 'Выставка'), text('CONTRACT', '17/25')],
        _embedded: { contacts: [{ id: firstElement + 2 }], companies: [{ id: firstElement }] },
      },
      {
        name: 'Беседка',
        price: 95_000,
        status_id: 142,
        closed_at: 1_742_300_000,
        _embedded: { contacts: [{ id: firstElement + 3 }], companies: [{ id: firstElement + 1 }] },
      },
    ],
  },
  {
    time: '2025-03-12T10:30:00Z',
    path: '/leads/notes',
    elements: [{ entity_id: firstLead, note_type: 'common', params: { text: 'Просит отсрочку на 14 дней' } }],
  },
  {
    time: '2025-03-12T10:35:00Z',
    path: '/tasks',
    elements: [
      {
        text: 'Отправить договор',
        complete_till: 1_742_371_200,
        entity_id: firstLead,
        entity_type: 'leads',
        task_type_id: 1,
      },
    ],
  },
];

/** What the people of the demo have entered, in order. Nobody in it exists. */
export const demoCalls: readonly DemoCall[] = [...fields, ...people, ...work];
