import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, type Answered, type Loose, type Portal } from './amocrm-client.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await openPortal({ filtering: 'on' });
});

afterEach(() => portal.emulator.close());

const choice = (path: string): object => ({ code: 'NotSupportedChoice', path });
const unexpected = (path: string): object => ({ code: 'FieldNotExpected', path });
const wrongType = (path: string): object => ({ code: 'InvalidType', path });

async function field(kind: string, element: object): Promise<number> {
  const [id = 0] = idsOf(await portal.post(`/${kind}/custom_fields`, [element]), 'custom_fields');
  return id;
}

/** Sends a contact with these field values. */
function send(...values: readonly unknown[]): Promise<Answered> {
  return portal.post('/contacts', [{ name: 'А', custom_fields_values: values }]);
}

async function stored(made: Answered): Promise<Loose> {
  const [id = 0] = idsOf(made, 'contacts');
  const { body } = await portal.get(`/contacts/${id}`);
  return body.custom_fields_values?.map(({ values }: { values: unknown }) => values);
}

describe('fields', () => {
  test('contacts and companies begin with the fields of the vendor', async () => {
    const { body } = await portal.get('/contacts/custom_fields?limit=250');
    expect(body._total_items).toBe(4);
    const phone = body._embedded.custom_fields.find(({ code }: { code: string }) => code === 'PHONE');
    expect(phone).toMatchObject({ type: 'multitext', is_predefined: true, entity_type: 'contacts' });
    expect(phone.enums.map(({ value }: { value: string }) => value)).toEqual([
      'WORK',
      'WORKDD',
      'MOB',
      'FAX',
      'HOME',
      'OTHER',
    ]);
    const codes = (await portal.get('/companies/custom_fields')).body._embedded.custom_fields.map(
      ({ code }: { code: string }) => code,
    );
    expect(codes).toEqual(['PHONE', 'EMAIL', 'WEB', 'ADDRESS']);
    expect((await portal.get('/leads/custom_fields')).status).toBe(204);
  });

  test('a field is made with a code, options and a mark for the API alone', async () => {
    const id = await field('leads', {
      name: 'Источник',
      type: 'select',
      code: 'SRC',
      is_api_only: true,
      enums: [
        { value: 'Сайт', sort: 1 },
        { value: 'Звонок', sort: 2, code: 'call' },
      ],
    });
    const { body } = await portal.get(`/leads/custom_fields/${id}`);
    expect(body).toMatchObject({
      id,
      name: 'Источник',
      type: 'select',
      code: 'SRC',
      is_api_only: true,
      entity_type: 'leads',
    });
    expect(body.enums).toMatchObject([
      { value: 'Сайт', sort: 1 },
      { value: 'Звонок', sort: 2, code: 'call' },
    ]);
    const [first] = body.enums;
    const changed = await portal.patch(`/leads/custom_fields/${id}`, { enums: [first, { value: 'Выставка' }] });
    expect(changed.body.enums.map(({ value }: { value: string }) => value)).toEqual(['Сайт', 'Выставка']);
    expect(changed.body.enums[0].id).toBe(first.id);
    expect((await portal.call('DELETE', `/leads/custom_fields/${id}`)).status).toBe(204);
    expect((await portal.get(`/leads/custom_fields/${id}`)).status).toBe(404);
  });

  test('a name, a known type and a code of its own are needed', async () => {
    expect(errorsOf(await portal.post('/leads/custom_fields', [{ type: 'text' }]))).toEqual([
      { code: 'FieldMissing', path: 'name' },
    ]);
    expect(errorsOf(await portal.post('/leads/custom_fields', [{ name: 'А', type: 'poem' }]))).toEqual([
      choice('type'),
    ]);
    await field('leads', { name: 'А', type: 'text', code: 'EXT_ID' });
    const again = await portal.post('/leads/custom_fields', [{ name: 'Б', type: 'text', code: 'EXT_ID' }]);
    expect(errorsOf(again)).toEqual([choice('code')]);
    expect(errorsOf(await portal.post('/leads/custom_fields', [{ name: 'В', type: 'select' }]))).toEqual([
      { code: 'FieldMissing', path: 'enums' },
    ]);
    // Each kind of record has codes of its own.
    await field('contacts', { name: 'А', type: 'text', code: 'EXT_ID' });
  });

  test('a predefined field cannot be deleted', async () => {
    const [{ id }] = (await portal.get('/contacts/custom_fields')).body._embedded.custom_fields;
    expect((await portal.call('DELETE', `/contacts/custom_fields/${id}`)).status).toBe(403);
  });

  test('one who is no administrator makes no fields, pipelines or statuses', async () => {
    const snapshot = portal.emulator.state.dump();
    const user = { id: 7, name: 'И', email: 'i@b.example', is_admin: false, is_active: true, group_id: null };
    const other = await openPortal({
      state: { ...snapshot, users: [...snapshot.users, user] },
      tokens: [{ token: 'plain', userId: 7 }],
    });
    expect((await other.post('/leads/custom_fields', [{ name: 'А', type: 'text' }])).status).toBe(403);
    expect((await other.post('/leads/pipelines', [])).status).toBe(403);
    expect((await other.get('/users')).status).toBe(403);
    expect((await other.post('/leads', [{ name: 'А' }])).status).toBe(200);
    expect(other.emulator.state.entities.leads.rows[0]).toMatchObject({ created_by: 7, responsible_user_id: 7 });
    await other.emulator.close();
  });
});

describe('values of fields', () => {
  test('each type is stored in its own form', async () => {
    const types = [
      'text',
      'numeric',
      'monetary',
      'checkbox',
      'date',
      'date_time',
      'url',
      'smart_address',
      'legal_entity',
    ];
    const ids: number[] = [];
    for (const type of types) ids.push(await field('contacts', { name: type, type }));
    const value = (index: number, ...values: readonly object[]): object => ({ field_id: ids[index], values });
    const entity = { name: 'ООО «Ромашка»', entity_type: 2, vat_id: '7707083893', kpp: '770701001' };
    const made = await send(
      value(0, { value: ' как есть ' }),
      value(1, { value: 12.5 }),
      value(2, { value: '1200.00' }),
      value(3, { value: true }),
      value(4, { value: '2020-05-06T23:30:00+03:00' }),
      value(5, { value: '2020-05-06T23:30:00+03:00' }),
      value(6, { value: 'https://a.example' }),
      value(7, { value: 'Москва', enum_code: 'city' }, { value: '101000', enum_code: 'zip' }),
      value(8, { value: entity }),
    );
    expect(await stored(made)).toEqual([
      [{ value: ' как есть ' }],
      [{ value: '12.5' }],
      [{ value: '1200.00' }],
      [{ value: true }],
      [{ value: Date.UTC(2020, 4, 5, 21) / 1000 }],
      [{ value: Date.UTC(2020, 4, 6, 20, 30) / 1000 }],
      [{ value: 'https://a.example' }],
      [
        { value: 'Москва', enum_id: 3, enum_code: 'city' },
        { value: '101000', enum_id: 5, enum_code: 'zip' },
      ],
      [{ value: entity }],
    ]);
  });

  test('a day is that of the account, whatever zone it was sent in', async () => {
    const id = await field('contacts', { name: 'Дата', type: 'birthday' });
    const late = await send({ field_id: id, values: [{ value: '2020-05-06T22:00:00+00:00' }] });
    expect(await stored(late)).toEqual([[{ value: Date.UTC(2020, 4, 6, 21) / 1000 }]]);
  });

  test('an option is named by its exact text, its number or its code', async () => {
    const enums = [{ value: 'Сайт' }, { value: 'Звонок', code: 'call' }];
    const id = await field('contacts', { name: 'Источник', type: 'multiselect', enums });
    const options = (await portal.get(`/contacts/custom_fields/${id}`)).body.enums;
    const made = await send({
      field_id: id,
      values: [{ enum_id: options[0].id }, { enum_code: 'call' }, { value: 'Сайт' }],
    });
    expect(await stored(made)).toEqual([
      [
        { value: 'Сайт', enum_id: options[0].id, enum_code: null },
        { value: 'Звонок', enum_id: options[1].id, enum_code: 'call' },
        { value: 'Сайт', enum_id: options[0].id, enum_code: null },
      ],
    ]);
    const values = [{ value: 'сайт' }, { enum_id: 1 }, { enum_code: 'mail' }];
    expect(errorsOf(await send({ field_id: id, values }))).toEqual([
      choice('custom_fields_values.0.values.0.value'),
      choice('custom_fields_values.0.values.1.enum_id'),
      choice('custom_fields_values.0.values.2.enum_code'),
    ]);
  });

  test('unknown fields, kinds and members are named by their path', async () => {
    expect(errorsOf(await send({ field_id: 1, values: [] }))).toEqual([choice('custom_fields_values.0.field_id')]);
    expect(errorsOf(await send({ field_code: 'NO', values: [] }))).toEqual([
      choice('custom_fields_values.0.field_code'),
    ]);
    const phone = { field_code: 'PHONE' };
    expect(errorsOf(await send({ ...phone, values: [{ value: '1', enum_code: 'CAR' }] }))).toEqual([
      choice('custom_fields_values.0.values.0.enum_code'),
    ]);
    expect(errorsOf(await send({ ...phone, values: [{ value: '1', enum: 'WORK' }] }))).toEqual([
      unexpected('custom_fields_values.0.values.0.enum'),
    ]);
    expect(errorsOf(await send({ ...phone, values: [{ value: '1' }], foo: 1 }))).toEqual([
      unexpected('custom_fields_values.0.foo'),
    ]);
    expect(errorsOf(await send({ values: [{ value: '1' }] }))).toEqual([
      { code: '36b4f074-7403-11ea-af30-00163e2085ae', path: 'custom_fields_values.0' },
    ]);
    expect(errorsOf(await portal.post('/contacts', [{ nick: 'А' }]))).toEqual([unexpected('nick')]);
    expect(errorsOf(await send({ field_code: 'POSITION', values: [{ value: 'А', enum_code: 'WORK' }] }))).toEqual([
      unexpected('custom_fields_values.0.values.0.enum_code'),
    ]);
  });

  test('a value of another type is refused', async () => {
    const flag = await field('contacts', { name: 'Флаг', type: 'checkbox' });
    const number = await field('contacts', { name: 'Число', type: 'numeric' });
    const day = await field('contacts', { name: 'День', type: 'date' });
    const answer = await send(
      { field_id: flag, values: [{ value: 'да' }] },
      { field_id: number, values: [{ value: '1 000' }] },
      { field_id: day, values: [{ value: '06.05.2020' }] },
      { field_code: 'POSITION', values: [{ value: 5 }] },
    );
    expect(errorsOf(answer)).toEqual([0, 1, 2, 3].map((at) => wrongType(`custom_fields_values.${at}.values.0.value`)));
  });

  test('one bad element of a request: nothing of it is stored, and each bad one is named by its request id', async () => {
    const bad = { name: 'Б', custom_fields_values: [{ field_id: 1, values: [] }] };
    const answer = await portal.post('/contacts', [
      { name: 'А', request_id: 'a' },
      { ...bad, request_id: 'b' },
      { name: 'В', responsible_user_id: 5 },
    ]);
    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
    expect(answer.body).toEqual({
      'validation-errors': [
        {
          request_id: 'b',
          errors: [
            {
              code: 'NotSupportedChoice',
              path: 'custom_fields_values.0.field_id',
              detail: 'The value you selected is not a valid choice.',
            },
          ],
        },
        {
          request_id: '2',
          errors: [
            {
              code: 'NotSupportedChoice',
              path: 'responsible_user_id',
              detail: 'The value you selected is not a valid choice.',
            },
          ],
        },
      ],
      title: 'Bad Request',
      type: 'https://httpstatus.es/400',
      status: 400,
      detail: 'Request validation failed',
    });
    expect(portal.emulator.state.entities.contacts.rows).toHaveLength(0);
  });

  test('what was read may be sent back', async () => {
    const [id = 0] = idsOf(await send({ field_code: 'PHONE', values: [{ value: '1', enum_code: 'MOB' }] }), 'contacts');
    const { body } = await portal.get(`/contacts/${id}`);
    const { companies, ...embedded } = body._embedded;
    expect(companies).toEqual([]);
    expect((await portal.patch('/contacts', [{ ...body, _embedded: embedded }])).status).toBe(200);
  });

  test('a list is filtered by a field only where the account has that', async () => {
    const id = await field('contacts', { name: 'Ключ', type: 'text', code: 'EXT_ID' });
    await send({ field_id: id, values: [{ value: 'k1' }] });
    await send({ field_id: id, values: [{ value: 'k2' }] });
    const path = `/contacts?filter[custom_fields_values][${id}][]=k2`;
    expect(idsOf(await portal.get(path), 'contacts')).toHaveLength(1);
    for (const [filtering, status] of [
      ['ignored', 200],
      ['refused', 400],
    ] as const) {
      const other = await openPortal({ filtering, state: portal.emulator.state.dump() });
      const answer = await other.get(path);
      expect(answer.status).toBe(status);
      if (status === 200) expect(idsOf(answer, 'contacts')).toHaveLength(2);
      await other.emulator.close();
    }
  });
});
