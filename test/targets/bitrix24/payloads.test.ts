import { expect, test } from 'vitest';
import type { Traffic } from '../../../src/emulators/request-log.ts';
import type { EntityKind } from '../../../src/model/entity.ts';
import { connected, idOfTable, operation } from './portal.ts';
import { company, contact, deal, ids, lead } from './records.ts';

/** Everything written for one record, in its order: single calls with their parameters, commands of a batch decoded. */
async function written(
  kind: EntityKind,
  data: object,
  options: object = {},
): Promise<readonly (readonly [string, unknown])[]> {
  const { connection, emulator } = await connected({}, options);
  if (kind !== 'company')
    await connection.write(
      [operation('company', { name: 'А' }, { key: '17' }), operation('company', { name: 'Б' }, { key: '18' })],
      idOfTable({}),
    );
  if (kind === 'deal' || kind === 'note' || kind === 'activity')
    await connection.write([operation('contact', { full_name: 'А' }, { key: '5' })], idOfTable({}));
  if (kind === 'note' || kind === 'activity')
    await connection.write([operation('deal', { title: 'А' }, { key: '88' })], idOfTable({}));
  const sent: (readonly [string, unknown])[] = [];
  emulator.log.listen(({ operation: method, parameters }: Traffic) => {
    if (method === 'batch') {
      for (const command of Object.values((parameters as { readonly cmd: Record<string, string> }).cmd)) {
        const [name = '', query = ''] = command.split('?');
        if (isWrite(name)) sent.push([name, decodeURIComponent(query)]);
      }
    } else if (isWrite(method)) sent.push([method, parameters]);
  });
  await connection.write([operation(kind, data, { key: '1' })], idOfTable(ids));
  return sent;
}

function isWrite(method: string): boolean {
  return !/\.(?:list|get|fields)$/i.test(method);
}

test('a company: the item, its requisites, then addresses and accounts', async () => {
  expect(await written('company', company)).toEqual([
    [
      'crm.item.batchimport',
      {
        entityTypeId: 4,
        useOriginalUfNames: 'Y',
        data: [
          {
            title: 'ООО Пример',
            employees: 'EMPLOYEES_2',
            revenue: 1500000.5,
            currencyId: 'RUB',
            assignedById: 1,
            createdTime: '2021-03-01T07:00:00+00:00',
            comments: 'Важный клиент\nвторая строка\n\n+74950000001 ext. 12\nЕщё один склад',
            originatorId: 'perenos:test',
            originId: 'company:csv:1',
            PHONE: [{ VALUE: '+74950000001', VALUE_TYPE: 'WORK' }],
            EMAIL: [{ VALUE: 'info@example.com', VALUE_TYPE: 'WORK' }],
            WEB: [{ VALUE: 'https://example.com', VALUE_TYPE: 'WORK' }],
            IM: [
              { VALUE: 'example', VALUE_TYPE: 'TELEGRAM' },
              { VALUE: 'whatsapp:+79160000009', VALUE_TYPE: 'OTHER' },
            ],
          },
        ],
      },
    ],
    [
      'crm.requisite.add',
      {
        fields: {
          ENTITY_TYPE_ID: 4,
          ENTITY_ID: 1,
          PRESET_ID: 1,
          NAME: 'ООО Пример',
          RQ_COMPANY_FULL_NAME: 'Общество с ограниченной ответственностью «Пример»',
          RQ_INN: '7700000016',
          RQ_KPP: '770001001',
          RQ_OGRN: '1027700000016',
          RQ_OKPO: '12345678',
          XML_ID: expect.stringMatching(/^perenos:[\da-f]{32}$/),
        },
      },
    ],
    [
      'crm.address.add',
      'fields[TYPE_ID]=6&fields[ADDRESS_1]=ул. Первая, д. 1&fields[ADDRESS_2]=5&fields[CITY]=г. Москва&fields[POSTAL_CODE]=101000&fields[COUNTRY]=Россия&fields[ENTITY_TYPE_ID]=8&fields[ENTITY_ID]=1',
    ],
    [
      'crm.address.add',
      'fields[TYPE_ID]=1&fields[ADDRESS_1]=Склад за углом, вход со двора&fields[ENTITY_TYPE_ID]=8&fields[ENTITY_ID]=1',
    ],
    [
      'crm.requisite.bankdetail.add',
      expect.stringMatching(
        /^fields\[ENTITY_ID\]=1&fields\[COUNTRY_ID\]=1&fields\[NAME\]=Банк&fields\[RQ_ACC_NUM\]=40702810000000000001&fields\[RQ_BIK\]=044525225&fields\[RQ_BANK_NAME\]=Банк&fields\[RQ_COR_ACC_NUM\]=30101810400000000225&fields\[RQ_ACC_CURRENCY\]=RUB&fields\[XML_ID\]=perenos:[\da-f]{32}$/,
      ),
    ],
  ]);
});

test('a contact: its main company first, a refused address in the comment, a template for persons', async () => {
  const [item, requisite] = await written('contact', contact);
  expect(item?.[1]).toEqual({
    entityTypeId: 3,
    useOriginalUfNames: 'Y',
    data: [
      {
        name: 'Анна',
        lastName: 'Примерова',
        secondName: 'Петровна',
        post: 'Директор',
        birthdate: '1990-05-17',
        companyId: 1,
        companyIds: [1, 2],
        sourceId: 'CALL',
        assignedById: 1,
        createdTime: '2021-03-02T07:00:00+00:00',
        updatedTime: '2021-03-05T07:00:00+00:00',
        comments: '+74950000001 ext. 12\nне почта',
        originatorId: 'perenos:test',
        originId: 'contact:csv:1',
        PHONE: [
          { VALUE: '+79160000001', VALUE_TYPE: 'MOBILE' },
          { VALUE: '+74950000001', VALUE_TYPE: 'WORK' },
        ],
        EMAIL: [{ VALUE: 'anna@example.com', VALUE_TYPE: 'WORK' }],
      },
    ],
  });
  expect(requisite?.[1]).toMatchObject({ fields: { ENTITY_TYPE_ID: 3, PRESET_ID: 3, RQ_INN: '770000000027' } });
});

test('a lead keeps the source that the list lacks as text, its address is its own', async () => {
  const [item, address] = await written('lead', lead);
  expect(item?.[1]).toMatchObject({
    entityTypeId: 1,
    data: [
      {
        title: 'Заявка с сайта',
        stageId: 'IN_PROCESS',
        companyTitle: 'ООО Пример',
        sourceDescription: 'Совсем другой источник',
        opportunity: 100,
        isManualOpportunity: 'Y',
      },
    ],
  });
  expect(address?.[1]).toEqual({
    fields: { TYPE_ID: 1, ADDRESS_1: 'Тверь, ул. Вторая, 2', ENTITY_TYPE_ID: 1, ENTITY_ID: 1 },
  });
});

test('a deal: stage by name, days where the portal is, rows with the price after the discount', async () => {
  const [item, rows] = await written('deal', deal);
  expect(item?.[1]).toMatchObject({
    entityTypeId: 2,
    data: [
      {
        categoryId: 0,
        stageId: 'PREPARATION',
        opportunity: 3001,
        currencyId: 'RUB',
        isManualOpportunity: 'Y',
        probability: 50,
        begindate: '2021-04-01',
        closedate: '2021-05-01',
        companyId: 1,
        contactIds: [1],
      },
    ],
  });
  expect(rows).toEqual([
    'crm.item.productrow.set',
    {
      ownerType: 'D',
      ownerId: 1,
      productRows: [
        { productName: 'Работы', price: 1500.5, quantity: 2, taxRate: 20, taxIncluded: 'Y', sort: 10 },
        {
          productName: 'Кабель',
          price: 90,
          quantity: 10,
          discountTypeId: 1,
          discountSum: 10,
          measureCode: 6,
          sort: 20,
        },
      ],
    },
  ]);
});

test('robots run in normal mode: one command a record, phones in the other shape', async () => {
  const [item] = await written(
    'contact',
    { full_name: 'Анна', phones: contact.phones, created_at: contact.created_at },
    { mode: 'normal' },
  );
  expect(item).toEqual([
    'crm.item.add',
    {
      entityTypeId: 3,
      useOriginalUfNames: 'Y',
      fields: {
        name: 'Анна',
        assignedById: 1,
        comments: '+74950000001 ext. 12',
        originatorId: 'perenos:test',
        originId: 'contact:csv:1',
        fm: [
          { typeId: 'PHONE', valueType: 'MOBILE', value: '+79160000001' },
          { typeId: 'PHONE', valueType: 'WORK', value: '+74950000001' },
        ],
      },
    },
  ]);
});

test('a note has its date and author in front; a call that is over is history, an open task a to-do', async () => {
  const links = [{ kind: 'deal', ref: { system: 'csv', key: '88' } }];
  const note = {
    text: 'Согласовано',
    links,
    created_at: '2021-04-15T09:00:00Z',
    author: { system: 'x', key: 'Иванова Анна' },
  };
  expect(await written('note', note)).toEqual([
    [
      'crm.timeline.comment.add',
      { fields: { ENTITY_ID: 1, ENTITY_TYPE: 'deal', COMMENT: '[2021-04-15 12:00, Иванова Анна] Согласовано' } },
    ],
  ]);
  const call = {
    type: 'call',
    direction: 'out',
    subject: 'Звонок',
    body: 'Договорились',
    status: 'done',
    completed_at: '2021-04-16T09:00:00Z',
    links,
  };
  expect((await written('activity', call))[0]?.[1]).toMatchObject({
    fields: { COMMENT: '[2021-04-16 12:00] ☎ → Звонок\nДоговорились' },
  });
  const task = { type: 'task', subject: 'Позвонить', status: 'open', due_date: '2026-05-01', links };
  expect(await written('activity', task)).toEqual([
    [
      'crm.activity.todo.add',
      {
        ownerTypeId: 2,
        ownerId: 1,
        title: 'Позвонить',
        description: '',
        deadline: '2026-05-01T20:59:00+00:00',
        responsibleId: 1,
      },
    ],
  ]);
});

test('a text that a batch would take for a reference goes alone, as JSON', async () => {
  const { connection, emulator, result } = await connected({}, { mode: 'normal' });
  const sent: string[] = [];
  emulator.log.listen(({ operation: method }: Traffic) => sent.push(method));
  const texts = ['обычный', 'цена USD $total[0] за штуку', 'тоже обычный'];
  const outcomes = await connection.write(
    texts.map((comment, index) => operation('contact', { full_name: `А${index}`, comment })),
    idOfTable({}),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  expect(sent.filter((method) => method === 'crm.item.add')).toHaveLength(3);
  const rows = await result<{ COMMENTS: string }[]>('crm.contact.list', { order: { ID: 'ASC' }, select: ['COMMENTS'] });
  expect(rows.map(({ COMMENTS }) => COMMENTS)).toEqual(texts);
});
