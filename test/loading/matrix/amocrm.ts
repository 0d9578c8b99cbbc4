import { defaultToken } from '../../../src/emulators/amocrm/settings.ts';
import { emptyAccount } from '../../../src/emulators/amocrm/snapshot.ts';
import { amocrm } from '../../../src/targets/amocrm.ts';
import { accessTo, connected, valueOf, type Connected } from '../../targets/amocrm/account.ts';
import type { Loose } from '../../emulators/amocrm-client.ts';
import { cellsOf, type Cell, type Deed, type MatrixKind, type World } from './cell.ts';
import { emailOf, mappingFor, phoneOf, taxNumber, text } from './table.ts';

/** An account with three people, and every column that it has a place for. */
export async function accountWorld(): Promise<World> {
  const start = emptyAccount();
  const [admin] = start.users;
  const colleagues = ['second', 'third'].map((name, at) => ({
    ...admin,
    id: 504_200 + at,
    name,
    email: `${name}@perenos.example`,
  }));
  const opened = await connected(
    { state: { ...start, users: [...start.users, ...colleagues] } },
    { options: { project: 'rehearsal' } },
  );
  const { emulator } = opened;
  const options = { project: 'rehearsal', portal: emulator.url };
  return {
    name: 'amocrm',
    stage: {
      target: amocrm,
      clock: emulator.clock,
      connect: (context) => amocrm.connect(options, context, accessTo(defaultToken)),
    },
    mapping: mappingFor('amocrm'),
    words: { owner: 'admin@perenos.example', stage: 'Offer made', status: 'Offer made', cents: '' },
    cells: [...companies(opened), ...contacts(opened), ...leads(opened), ...deals(opened), ...timeline(opened)],
    shown: () => shown(emulator.state.dump()),
    isThere: (kind, id) => isThere(opened, kind, id),
  };
}

const collectionOf = { company: 'companies', contact: 'contacts', lead: 'leads', deal: 'leads' } as const;
type RecordKind = keyof typeof collectionOf;

/** Nothing is deleted: what was taken back carries a tag and no marker, a task is done, a note stays. */
async function isThere({ get }: Connected, kind: MatrixKind, id: string): Promise<boolean> {
  if (kind === 'note') return true;
  if (kind === 'activity') return (await get(`/tasks/${id.split(':').at(-1)}`)).is_completed === false;
  const row = await get(`/${collectionOf[kind]}/${id}`);
  const isTagged = row._embedded.tags.some(({ name }: Loose) => String(name).startsWith('perenos-undo-'));
  if (isTagged === (valueOf(row, 'PERENOS_ID') !== undefined)) throw new Error(`${kind} ${id}: tag and marker`);
  return !isTagged;
}

function deedsIn({ emulator, get }: Connected, kind: RecordKind) {
  const of = collectionOf[kind];
  const send = async (path: string, body: unknown, method = 'PATCH'): Promise<void> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${defaultToken}` };
    const answer = await fetch(`${emulator.url}/api/v4${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  };
  const set =
    (body: object): Deed =>
    async (id) =>
      send(`/${of}/${id}`, body);
  const field =
    (name: string, values: readonly object[] | null): Deed =>
    async (id) => {
      const fields = (await get(`/${of}/custom_fields?limit=250`))._embedded.custom_fields;
      const found = fields.find((one: Loose) => one.code === name || one.name === name);
      await send(`/${of}/${id}`, { custom_fields_values: [{ field_id: found.id, values }] });
    };
  /** The note that holds the comment. */
  const remark =
    (said: string): Deed =>
    async (id) => {
      const { notes } = (await get(`/${of}/${id}/notes`))._embedded;
      await send(`/${of}/notes`, [{ id: notes[0].id, note_type: 'common', params: { text: `💬 ${said}` } }]);
    };
  const bond =
    (verb: 'link' | 'unlink', toType: 'companies' | 'contacts', to: () => Promise<number>): Deed =>
    async (id) =>
      send(`/${of}/${id}/${verb}`, [{ to_entity_id: await to(), to_entity_type: toType }], 'POST');
  return { set, field, remark, bond, send };
}

/** Of the records that others belong to: that of the row A or B. */
async function parent({ rows }: Connected, of: 'companies' | 'contacts', key: 'A' | 'B'): Promise<number> {
  const found = (await rows(of)).find((row) => String(valueOf(row, 'PERENOS_ID')).endsWith(`:${key}`));
  return Number(found.id);
}

function common(opened: Connected, kind: RecordKind): readonly Cell[] {
  const { set, remark } = deedsIn(opened, kind);
  return cellsOf(kind, [
    ['Ответственный', 'owner', 'second@perenos.example', set({ responsible_user_id: 504_201 })],
    ['Комментарий', 'comment', text('Иначе сказано'), remark('Человек сказал'), 'optional'],
  ]);
}

function points(opened: Connected, kind: 'company' | 'contact'): readonly Cell[] {
  const { field } = deedsIn(opened, kind);
  const one = (value: string) => [{ value, enum_code: 'OTHER' }];
  return cellsOf(kind, [
    ['Телефон', 'phones', phoneOf('925'), field('PHONE', one('+79990000000')), field('PHONE', null)],
    ['Почта', 'emails', emailOf('new'), field('EMAIL', one('x@example.org')), field('EMAIL', null)],
  ]);
}

function companies(opened: Connected): readonly Cell[] {
  const kind = 'company';
  const { set, field } = deedsIn(opened, kind);
  const value = (said: string) => [{ value: said }];
  return [
    ...cellsOf(kind, [
      ['Название', 'name', text('АО Иначе'), set({ name: 'Человек назвал' })],
      ['Полное', 'comment', text('Общество Иное')],
      ['ИНН', 'inn', (number) => taxNumber(500_000 + number), field('ИНН', value('7707083893')), field('ИНН', null)],
      ['КПП', 'kpp', '770101001', field('КПП', value('770201001')), field('КПП', null)],
      [
        'Сайт',
        'urls',
        (number) => `https://new${number}.example.com`,
        field('WEB', value('https://example.org')),
        field('WEB', null),
      ],
      ['Адрес', 'addresses', text('Тверь, улица'), field('ADDRESS', value('Переехали')), field('ADDRESS', null)],
      ['Счёт', 'comment', (number) => `4070281000000${String(5_000_000 + number)}`],
      ['Телеграм', 'comment', (number) => `new_${number}`],
    ]),
    ...points(opened, kind),
    ...common(opened, kind),
  ];
}

function contacts(opened: Connected): readonly Cell[] {
  const kind = 'contact';
  const { set, field, bond } = deedsIn(opened, kind);
  const company = (key: 'A' | 'B') => () => parent(opened, 'companies', key);
  return [
    ...cellsOf(kind, [
      ['Фамилия', 'last_name', text('Новая'), set({ last_name: 'Человекова' })],
      ['Имя', 'first_name', 'Вера', set({ first_name: 'Зоя' })],
      ['Должность', 'position', text('Иной'), field('POSITION', [{ value: 'Человек' }]), field('POSITION', null)],
      ['Компания', 'companies', 'B', undefined, bond('unlink', 'companies', company('A'))],
      [
        'Телеграм',
        'messengers',
        (number) => `new_${number}`,
        field('IM', [{ value: 'person', enum_code: 'SKYPE' }]),
        field('IM', null),
      ],
      ['Сайт', 'comment', (number) => `https://new${number}.example.com`],
      ['Адрес', 'comment', text('Тверь, улица')],
    ]),
    ...points(opened, kind),
    ...common(opened, kind),
  ];
}

function leads(opened: Connected): readonly Cell[] {
  const kind = 'lead';
  const { set } = deedsIn(opened, kind);
  return [
    ...cellsOf(kind, [
      ['Название', 'title', text('Заявка иная'), set({ name: 'Человек назвал' })],
      ['Статус', 'status', 'Negotiation', set({ status_id: 32_392_159 })],
      ['Сумма', 'amount', (number) => `${number + 7}`, set({ price: 5 }), 'optional'],
    ]),
    ...common(opened, kind),
  ];
}

function deals(opened: Connected): readonly Cell[] {
  const kind = 'deal';
  const { set, bond } = deedsIn(opened, kind);
  return [
    ...cellsOf(kind, [
      ['Название', 'title', text('Поставка иная'), set({ name: 'Человек назвал' })],
      ['Этап', 'stage', 'Negotiation', set({ status_id: 32_392_159 })],
      ['Сумма', 'amount', (number) => `${number + 7}`, set({ price: 5 }), 'optional'],
      ['Товар', 'comment', text('Иной товар')],
      ['Цена', 'comment', '77.10'],
      ['Компания', 'company', 'B', undefined, bond('unlink', 'companies', () => parent(opened, 'companies', 'A'))],
      ['Контакт', 'contacts', 'B', undefined, bond('unlink', 'contacts', () => parent(opened, 'contacts', 'A'))],
    ]),
    ...common(opened, kind),
  ];
}

function timeline(opened: Connected): readonly Cell[] {
  const { send } = deedsIn(opened, 'deal');
  const task =
    (change: object): Deed =>
    async (id) =>
      send(`/tasks/${id.split(':').at(-1)}`, change);
  const retitled: Deed = async (id) => {
    const path = `/tasks/${id.split(':').at(-1)}`;
    const [, ...body] = String((await opened.get(path)).text).split('\n');
    await send(path, { text: ['☑ Человек', ...body].join('\n') });
  };
  const note: Deed = async (id) => {
    const [of, number] = id.split(':');
    await send(`/${of}/notes`, [{ id: Number(number), note_type: 'common', params: { text: 'Человек сказал' } }]);
  };
  return [
    ...cellsOf('activity', [
      ['Тема', 'subject', text('Перезвонить'), retitled],
      ['Текст', 'body', text('Подробнее')],
      ['Срок', 'due_at', '2027-05-06T10:00:00Z', task({ complete_till: 1_900_000_000 })],
      ['Ответственный', 'owner', 'second@perenos.example', task({ responsible_user_id: 504_201 })],
    ]),
    ...cellsOf('note', [['Текст', 'text', text('Договорились иначе'), note]]),
  ];
}

/** Without times and authors of changes, what happened, and notes that say nothing any more. */
function shown(dump: unknown): unknown {
  return JSON.parse(
    JSON.stringify(dump, (name, value: unknown) => {
      if (hidden.has(name)) return undefined;
      if (name === 'links') return (value as readonly unknown[]).map((link) => JSON.stringify(link)).toSorted();
      return Array.isArray(value) ? value.filter((one: Loose) => one?.params?.text !== '💬 ') : value;
    }),
  );
}

const hidden = new Set(['updated_at', 'updated_by', 'changes', 'last_ids', 'visible_at']);
