import type { MultiValue } from '../../../src/emulators/bitrix24/item-table.ts';
import { portalStage } from '../portal-stage.ts';
import { deedsIn, timelineDeeds, type Call } from './bitrix24-deeds.ts';
import { cellsOf, type Cell, type World } from './cell.ts';
import { emailOf, mappingFor, phoneOf, taxNumber, text } from './table.ts';

/** A portal with three people, and every column that it has a place for. */
export async function portalWorld(): Promise<World> {
  const webhooks = [
    { userId: 1, secret: 'matrix' },
    { userId: 2, secret: 'person' },
  ];
  const { emulator, stage } = await portalStage({ webhooks });
  emulator.state.users = [...emulator.state.users, ...colleagues];
  const call = caller(`${emulator.url}/rest/2/person/`);
  return {
    name: 'bitrix24',
    stage,
    mapping: mappingFor('bitrix24'),
    words: { owner: 'admin@rehearsal.example', stage: 'Подготовка документов', status: 'В работе', cents: '.50' },
    cells: [...companies(call), ...contacts(call), ...leads(call), ...deals(call), ...timeline(call)],
    shown: () => shown(emulator.state.dump()),
    isThere: (kind, id) => isThere(call, kind, id),
  };
}

const colleague = { isActive: true, name: 'Иван', position: '' };
const colleagues = [
  { ...colleague, id: 2, lastName: 'Второй', email: 'second@rehearsal.example' },
  { ...colleague, id: 3, lastName: 'Третий', email: 'third@rehearsal.example' },
];

function caller(address: string): Call {
  return async <T>(method: string, parameters: object): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${address}${method}`, { method: 'POST', headers, body: JSON.stringify(parameters) });
    const body = (await answer.json()) as { readonly result: T; readonly error_description?: string };
    if (!answer.ok) throw new Error(`${method}: ${body.error_description}`);
    return body.result;
  };
}

async function isThere(call: Call, kind: string, id: string): Promise<boolean> {
  const method = id.startsWith('comment:')
    ? 'crm.timeline.comment.get'
    : id.startsWith('todo:')
      ? 'crm.activity.get'
      : `crm.${kind}.get`;
  return call(method, { id: Number(id.split(':').at(-1)) }).then(
    () => true,
    () => false,
  );
}

function common(call: Call, kind: 'company' | 'contact' | 'lead' | 'deal'): readonly Cell[] {
  const { set } = deedsIn(call, kind);
  return cellsOf(kind, [
    ['Ответственный', 'owner', 'second@rehearsal.example', set({ ASSIGNED_BY_ID: 3 })],
    ['Комментарий', 'comment', text('Иначе сказано'), set({ COMMENTS: 'Человек сказал' }), set({ COMMENTS: '' })],
  ]);
}

function points(call: Call, kind: 'company' | 'contact' | 'lead'): readonly Cell[] {
  const { multi, address } = deedsIn(call, kind);
  const gone = { VALUE: '', DELETE: 'Y' };
  return cellsOf(kind, [
    ['Телефон', 'phones', phoneOf('925'), multi('PHONE', { VALUE: '+79990000000' }), multi('PHONE', gone)],
    ['Почта', 'emails', emailOf('new'), multi('EMAIL', { VALUE: 'x@example.org' }), multi('EMAIL', gone)],
    [
      'Сайт',
      'urls',
      (number) => `https://new${number}.example.com`,
      multi('WEB', { VALUE: 'https://example.org' }),
      multi('WEB', gone),
    ],
    ['Телеграм', 'messengers', (number) => `new_${number}`, multi('IM', { VALUE: 'person' }), multi('IM', gone)],
    ['Адрес', 'addresses', text('Тверь, улица'), address('update', { ADDRESS_1: 'Переехали' }), address('delete', {})],
  ]);
}

function companies(call: Call): readonly Cell[] {
  const kind = 'company';
  const { set, setRequisite: details, account } = deedsIn(call, kind);
  return [
    ...cellsOf(kind, [
      ['Название', 'name', text('АО Иначе'), set({ TITLE: 'Человек назвал' })],
      [
        'Полное',
        'legal_name',
        text('Общество Иное'),
        details({ RQ_COMPANY_FULL_NAME: 'Человек' }),
        details({ RQ_COMPANY_FULL_NAME: '' }),
      ],
      [
        'ИНН',
        'inn',
        (number) => taxNumber(500_000 + number),
        details({ RQ_INN: '7707083893' }),
        details({ RQ_INN: '' }),
      ],
      ['КПП', 'kpp', '770101001', details({ RQ_KPP: '770201001' }), details({ RQ_KPP: '' })],
      [
        'Счёт',
        'bank_accounts',
        (number) => `4070281000000${String(5_000_000 + number)}`,
        account('update', { RQ_BIK: '044525974' }),
        account('delete', {}),
      ],
      ['Отрасль', 'industry', 'Финансы', set({ INDUSTRY: 'DELIVERY' }), set({ INDUSTRY: '' })],
    ]),
    ...points(call, kind),
    ...common(call, kind),
  ];
}

function contacts(call: Call): readonly Cell[] {
  const kind = 'contact';
  const { set } = deedsIn(call, kind);
  return [
    ...cellsOf(kind, [
      ['Фамилия', 'last_name', text('Новая'), set({ LAST_NAME: 'Человекова' })],
      ['Имя', 'first_name', 'Вера', set({ NAME: 'Зоя' })],
      ['Отчество', 'middle_name', 'Олеговна', set({ SECOND_NAME: 'Ильинична' }), set({ SECOND_NAME: '' })],
      ['Должность', 'position', text('Иной'), set({ POST: 'Человек' }), set({ POST: '' })],
      ['Родился', 'birth_date', '1991-02-03', set({ BIRTHDATE: '1980-12-31' }), set({ BIRTHDATE: '' })],
      ['Обращение', 'salutation', 'г-н', undefined, set({ HONORIFIC: '' })],
      ['Компания', 'companies', 'B', set({ COMPANY_IDS: [2] }), set({ COMPANY_IDS: [] })],
      ['Источник', 'source', 'Выставка', set({ SOURCE_ID: 'STORE' }), set({ SOURCE_ID: '' })],
    ]),
    ...points(call, kind),
    ...common(call, kind),
  ];
}

function leads(call: Call): readonly Cell[] {
  const kind = 'lead';
  const { set } = deedsIn(call, kind);
  return [
    ...cellsOf(kind, [
      ['Название', 'title', text('Заявка иная'), set({ TITLE: 'Человек назвал' })],
      ['Статус', 'status', 'Обработан', set({ STATUS_ID: 'JUNK' })],
      ['Сумма', 'amount', (number) => `${number}.75`, set({ OPPORTUNITY: 5 }), 'optional'],
      ['Фирма', 'company_name', text('Иная'), set({ COMPANY_TITLE: 'Человек' }), set({ COMPANY_TITLE: '' })],
      ['Фамилия', 'last_name', text('Новая'), set({ LAST_NAME: 'Человекова' })],
      ['Источник', 'source', 'Выставка', set({ SOURCE_ID: 'STORE' }), set({ SOURCE_ID: '' })],
    ]),
    ...points(call, kind),
    ...common(call, kind),
  ];
}

function deals(call: Call): readonly Cell[] {
  const kind = 'deal';
  const { set, rows } = deedsIn(call, kind);
  return [
    ...cellsOf(kind, [
      ['Название', 'title', text('Поставка иная'), set({ TITLE: 'Человек назвал' })],
      ['Этап', 'stage', 'Финальный счёт', set({ STAGE_ID: 'EXECUTING' })],
      ['Сумма', 'amount', (number) => `${number}.75`, set({ OPPORTUNITY: 5 })],
      ['Вероятность', 'probability', '90', set({ PROBABILITY: 10 })],
      ['Закрытие', 'close_date', '2027-05-06', set({ CLOSEDATE: '2028-01-01' })],
      ['Товар', 'items', text('Иной товар'), rows([{ productName: 'Человек', price: 1, quantity: 1 }]), rows([])],
      ['Цена', 'items', '77.10'],
      ['Компания', 'company', 'B', set({ COMPANY_ID: 2 }), set({ COMPANY_ID: 0 })],
      ['Контакт', 'contacts', 'B', set({ CONTACT_IDS: [2] }), set({ CONTACT_IDS: [] })],
      ['Источник', 'source', 'Выставка', set({ SOURCE_ID: 'STORE' }), set({ SOURCE_ID: '' })],
    ]),
    ...common(call, kind),
  ];
}

function timeline(call: Call): readonly Cell[] {
  const { todo, comment } = timelineDeeds(call);
  return [
    ...cellsOf('activity', [
      ['Тема', 'subject', text('Перезвонить'), todo({ title: 'Человек' })],
      ['Текст', 'body', text('Подробнее'), todo({ description: 'Человек' }), todo({ description: '' })],
      ['Срок', 'due_at', '2027-05-06T10:00:00Z', todo({ deadline: '2027-08-01T10:00:00+03:00' })],
      ['Ответственный', 'owner', 'second@rehearsal.example', todo({ responsibleId: 3 })],
    ]),
    ...cellsOf('note', [['Текст', 'text', text('Договорились иначе'), comment('Человек сказал')]]),
  ];
}

/** Without numbers of rows and values, times and authors of changes, and what is empty. */
function shown(dump: unknown): unknown {
  return JSON.parse(
    JSON.stringify(dump, (name, value: unknown) => {
      const isEmpty = value === '' || value === null || (name === 'COMPANY_ID' && value === 0);
      if (isEmpty || hidden.has(name)) return undefined;
      if (name === 'multi')
        return (value as readonly MultiValue[])
          .map(({ kind, type, value: shownValue }) => [kind, type, shownValue].join(' '))
          .toSorted();
      if (!rowNames.has(name)) return value;
      return (value as { readonly rows: readonly { readonly values: object }[] }).rows
        .map(({ values }) => Object.entries(values).filter(([key, inner]) => inner !== '' && key !== 'DATE_CREATE'))
        .map((entries) => JSON.stringify(entries))
        .toSorted();
    }),
  );
}

const hidden = new Set(
  'DATE_MODIFY MODIFY_BY_ID lastId lastMultiId automations listedFrom MOVED_TIME MOVED_BY_ID LAST_ACTIVITY_TIME'.split(
    ' ',
  ),
);
const rowNames = new Set(['productRows', 'addresses', 'bankDetails']);
