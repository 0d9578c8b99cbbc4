import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, start, type Loose, type Portal } from './amocrm-client.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await openPortal({ filtering: 'on' });
});

afterEach(() => portal.emulator.close());

const phone = (value: string, code = 'WORK'): unknown => ({
  field_code: 'PHONE',
  values: [{ value, enum_code: code }],
});

describe('access', () => {
  test('a token nobody gave is refused with a problem of 401', async () => {
    const answer = await portal.call('GET', '/account', undefined, { authorization: 'Bearer wrong' });
    expect(answer).toMatchObject({ status: 401, type: 'application/problem+json' });
    expect(answer.body).toEqual({
      title: 'Unauthorized',
      type: 'https://httpstatus.es/401',
      status: 401,
      detail: 'Token is invalid or expired',
    });
  });

  test('the account shows what `with` asks for', async () => {
    const plain = await portal.get('/account');
    expect(plain).toMatchObject({ status: 200, type: 'application/hal+json' });
    expect(plain.body._embedded).toEqual({});
    const { body } = await portal.get('/account?with=users_groups,task_types,datetime_settings');
    expect(body).toMatchObject({ id: 28_805_383, current_user_id: 504_141, currency: 'RUB' });
    expect(body._embedded.datetime_settings).toMatchObject({ timezone: 'Europe/Moscow', timezone_offset: '+03:00' });
    expect(body._embedded.task_types.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
  });

  test('users are a small collection with a total', async () => {
    const { body } = await portal.get('/users?limit=250');
    expect(body._total_items).toBe(1);
    expect(body._embedded.users[0]).toMatchObject({ id: 504_141, rights: { is_admin: true, is_active: true } });
  });
});

describe('writing', () => {
  test('a contact is made as sent: phones untouched, dates and authors kept', async () => {
    const createdAt = 1_500_000_000;
    const made = await portal.post('/contacts', [
      {
        first_name: 'Анна',
        last_name: 'Смирнова',
        created_at: createdAt,
        created_by: 0,
        custom_fields_values: [phone('8 (900) 123-45-67 доб. 5', 'MOB')],
        request_id: 'row-1',
      },
    ]);
    expect(made).toMatchObject({ status: 200, type: 'application/hal+json' });
    const [id = 0] = idsOf(made, 'contacts');
    expect(made.body._embedded.contacts[0].request_id).toBe('row-1');
    const { body } = await portal.get(`/contacts/${id}`);
    expect(body).toMatchObject({
      id,
      name: 'Анна Смирнова',
      first_name: 'Анна',
      last_name: 'Смирнова',
      created_by: 0,
      created_at: createdAt,
      updated_at: createdAt,
      responsible_user_id: 504_141,
      closest_task_at: null,
      is_deleted: false,
    });
    expect(body.custom_fields_values).toMatchObject([
      {
        field_code: 'PHONE',
        field_type: 'multitext',
        values: [{ value: '8 (900) 123-45-67 доб. 5', enum_code: 'MOB' }],
      },
    ]);
  });

  test('without a request id the index of the element is echoed', async () => {
    const made = await portal.post('/companies', [{ name: 'А' }, { name: 'Б', request_id: 'b' }, { name: 'В' }]);
    const ids = made.body._embedded.companies.map(({ request_id: id }: { request_id: string }) => id);
    expect(ids).toEqual(['0', 'b', '2']);
  });

  test('the same element twice makes two records, and so does one with an id', async () => {
    const first = idsOf(await portal.post('/contacts', [{ name: 'А' }, { name: 'А' }]), 'contacts');
    const second = idsOf(await portal.post('/contacts', [{ id: first[0], name: 'А' }]), 'contacts');
    expect(new Set([...first, ...second]).size).toBe(3);
    expect(portal.emulator.state.entities.contacts.rows).toHaveLength(3);
  });

  test('numbers ascend over contacts and companies together, with gaps', async () => {
    const ids = [
      ...idsOf(await portal.post('/contacts', [{ name: 'А' }, { name: 'Б' }]), 'contacts'),
      ...idsOf(await portal.post('/companies', [{ name: 'В' }, { name: 'Г' }]), 'companies'),
      ...idsOf(await portal.post('/contacts', [{ name: 'Д' }, { name: 'Е' }]), 'contacts'),
    ];
    expect(ids).toEqual(ids.toSorted((one, two) => one - two));
    expect((ids.at(-1) ?? 0) - (ids[0] ?? 0)).toBeGreaterThan(5);
  });

  test('a bulk body is a list of at most 250 elements', async () => {
    expect(await portal.post('/leads', { name: 'одна' })).toMatchObject({ status: 400 });
    expect(await portal.post('/leads', [])).toMatchObject({ status: 400 });
    const many = Array.from({ length: 251 }, (_, index) => ({ name: `Сделка ${index}` }));
    expect((await portal.post('/leads', many)).status).toBe(400);
    expect(portal.emulator.state.entities.leads.rows).toHaveLength(0);
    expect((await portal.post('/leads', many.slice(1))).status).toBe(200);
    expect(portal.emulator.state.entities.leads.rows).toHaveLength(250);
  });

  test('what is no JSON is refused', async () => {
    expect(await portal.call('POST', '/leads', '[{"name":')).toMatchObject({
      status: 400,
      type: 'application/problem+json',
    });
  });

  test('nothing is deleted, and nothing is made at the address of one record', async () => {
    const [id = 0] = idsOf(await portal.post('/leads', [{ name: 'А' }]), 'leads');
    for (const path of [`/leads/${id}`, '/contacts/1', '/companies/1', '/tasks/1']) {
      expect((await portal.call('DELETE', path)).status).toBe(405);
    }
    expect((await portal.post(`/leads/${id}`, { name: 'Б' })).status).toBe(405);
    expect((await portal.get('/nowhere')).status).toBe(404);
  });

  test('changing replaces the listed fields as a whole and leaves the others', async () => {
    const values = [
      phone('+79001112233'),
      { field_code: 'EMAIL', values: [{ value: 'a@b.example', enum_code: 'WORK' }] },
    ];
    const [id = 0] = idsOf(await portal.post('/contacts', [{ name: 'А', custom_fields_values: values }]), 'contacts');
    const two = [
      {
        field_code: 'PHONE',
        values: [
          { value: '1', enum_code: 'MOB' },
          { value: '2', enum_code: 'FAX' },
        ],
      },
    ];
    const changed = await portal.patch('/contacts', [{ id, custom_fields_values: two, request_id: 'x' }]);
    expect(changed.body._embedded.contacts[0]).toMatchObject({
      id,
      name: 'А',
      updated_at: start / 1000,
      request_id: 'x',
    });
    const shown = (await portal.get(`/contacts/${id}`)).body.custom_fields_values;
    expect(shown.map(({ values: list }: { values: { value: string }[] }) => list.map(({ value }) => value))).toEqual([
      ['1', '2'],
      ['a@b.example'],
    ]);
    await portal.patch(`/contacts/${id}`, {
      custom_fields_values: [
        { field_code: 'PHONE', values: null },
        { field_code: 'EMAIL', values: null },
      ],
    });
    expect((await portal.get(`/contacts/${id}`)).body.custom_fields_values).toBeNull();
  });

  test('one bare object changes one record', async () => {
    const [id = 0] = idsOf(await portal.post('/companies', [{ name: 'А' }]), 'companies');
    const answer = await portal.patch(`/companies/${id}`, { name: 'Б', updated_at: 1_600_000_000 });
    expect(answer.body).toMatchObject({ id, name: 'Б', updated_at: 1_600_000_000 });
    expect((await portal.patch('/companies/999', { name: 'В' })).status).toBe(404);
    const unknown = await portal.patch('/companies', [{ id: 999, name: 'В' }]);
    expect(errorsOf(unknown)).toEqual([{ code: 'NotSupportedChoice', path: 'id' }]);
    expect(errorsOf(await portal.patch('/companies', [{ name: 'В' }]))).toEqual([{ code: 'FieldMissing', path: 'id' }]);
  });

  test('tags are replaced, added and taken away, and made when their name is new', async () => {
    const tags = [{ name: 'один' }, { name: 'два' }];
    const [id = 0] = idsOf(await portal.post('/leads', [{ name: 'А', _embedded: { tags } }]), 'leads');
    const names = async (): Promise<string[]> =>
      (await portal.get(`/leads/${id}`)).body._embedded.tags.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['один', 'два']);
    await portal.patch('/leads', [{ id, tags_to_add: [{ name: 'три' }], tags_to_delete: [{ name: 'один' }] }]);
    expect(await names()).toEqual(['два', 'три']);
    const known = (await portal.get('/leads/tags?query=тр')).body._embedded.tags;
    expect(known).toMatchObject([{ name: 'три', color: null }]);
    await portal.patch('/leads', [{ id, _embedded: { tags: [{ id: known[0].id }] } }]);
    expect(await names()).toEqual(['три']);
    await portal.patch('/leads', [{ id, _embedded: { tags: null } }]);
    expect(await names()).toEqual([]);
    expect(portal.emulator.state.tags.leads.rows).toHaveLength(3);
    expect(portal.emulator.state.tags.contacts.rows).toHaveLength(0);
  });
});

describe('reading', () => {
  test('an empty list, a page past the end and a missing record are nothing at all', async () => {
    for (const path of ['/contacts', '/leads?page=7', '/companies/12']) {
      expect(await portal.get(path)).toMatchObject({ status: 204, body: undefined });
    }
  });

  test('pages hold at most 250 and name the next one until the last', async () => {
    const names = Array.from({ length: 250 }, (_, index) => ({ name: `К${index}` }));
    await portal.post('/contacts', names);
    await portal.post('/contacts', names);
    await portal.post('/contacts', names.slice(0, 20));
    const seen: number[] = [];
    const sizes: number[] = [];
    let next: string | undefined = '/contacts?limit=500&order[id]=desc';
    while (next !== undefined) {
      const { body }: { body: Loose } = await portal.get(next);
      seen.push(...body._embedded.contacts.map(({ id }: { id: number }) => id));
      sizes.push(body._embedded.contacts.length);
      expect(body._total_items).toBeUndefined();
      expect(body._page).toBe(sizes.length);
      next = body._links.next?.href;
    }
    expect(sizes).toEqual([250, 250, 20]);
    expect(seen).toEqual(seen.toSorted((one, two) => two - one));
    expect(new Set(seen).size).toBe(520);
    expect((await portal.get('/contacts')).body._embedded.contacts).toHaveLength(50);
  });

  test('a search finds more than those who have exactly that value', async () => {
    await portal.post('/contacts', [
      { name: 'Анна', custom_fields_values: [phone('+7 900 123-45-67')] },
      { name: 'Борис', custom_fields_values: [phone('89001234567')] },
      { name: 'Анна-Мария' },
    ]);
    const found = async (query: string): Promise<string[]> => {
      const { body } = await portal.get(`/contacts?query=${encodeURIComponent(query)}`);
      return (body?._embedded.contacts ?? []).map(({ name }: { name: string }) => name);
    };
    expect(await found('анна')).toEqual(['Анна', 'Анна-Мария']);
    expect(await found('9001234567')).toEqual(['Анна', 'Борис']);
    expect(await found('нет такого')).toEqual([]);
  });

  test('filters choose by number, name, time, responsible user, status and pipeline', async () => {
    const [a = 0, b = 0] = idsOf(
      await portal.post('/leads', [
        { name: 'А', created_at: 1000, price: 10, status_id: 142 },
        { name: 'Б', created_at: 2000, price: 20 },
      ]),
      'leads',
    );
    const found = async (filter: string): Promise<number[]> => {
      const answer = await portal.get(`/leads?${filter}`);
      return answer.status === 204 ? [] : idsOf(answer, 'leads');
    };
    expect(await found(`filter[id][]=${a}&filter[id][]=77`)).toEqual([a]);
    expect(await found(`filter[id]=${b}`)).toEqual([b]);
    expect(await found(`filter[name][]=${encodeURIComponent('Б')}`)).toEqual([b]);
    expect(await found('filter[created_at][from]=1500')).toEqual([b]);
    expect(await found('filter[created_at][from]=500&filter[created_at][to]=1500')).toEqual([a]);
    expect(await found('filter[responsible_user_id][]=504141')).toEqual([a, b]);
    expect(await found('filter[responsible_user_id][]=1')).toEqual([]);
    expect(await found('filter[statuses][0][pipeline_id]=3166396&filter[statuses][0][status_id]=142')).toEqual([a]);
    expect(await found('filter[pipeline_id][]=3166396')).toEqual([a, b]);
    expect(await found('filter[price][from]=15')).toEqual([b]);
    expect(await found('order[updated_at]=desc')).toEqual([b, a]);
    expect(await found('order[created_at]=asc')).toEqual([a, b]);
  });

  test('a list since a time is short or not modified', async () => {
    await portal.post('/contacts', [{ name: 'А', updated_at: 1_600_000_000 }]);
    const since = (text: string): Promise<{ status: number }> =>
      portal.call('GET', '/contacts', undefined, { 'if-modified-since': text });
    expect((await since('Sat, 01 Jan 2000 00:00:00 GMT')).status).toBe(200);
    expect((await since('Fri, 01 Jan 2021 00:00:00 GMT')).status).toBe(304);
  });
});
