import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, start, type Loose, type Portal } from './amocrm-client.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await openPortal({ filtering: 'on' });
});

afterEach(() => portal.emulator.close());

async function made(kind: string, ...elements: readonly object[]): Promise<number[]> {
  return idsOf(await portal.post(`/${kind}`, elements), kind);
}

const choice = (path: string): object => ({ code: 'NotSupportedChoice', path });

describe('names', () => {
  test('a whole name leaves its parts empty; parts make the whole', async () => {
    const [whole, parts, both] = await made(
      'contacts',
      { name: 'Анна Петровна' },
      { first_name: 'Анна', last_name: 'Петрова' },
      { name: 'Анюта', first_name: 'Анна' },
    );
    const shown = async (id: number | undefined): Promise<unknown> => {
      const { name, first_name: first, last_name: last } = (await portal.get(`/contacts/${id}`)).body;
      return [name, first, last];
    };
    expect(await shown(whole)).toEqual(['Анна Петровна', '', '']);
    expect(await shown(parts)).toEqual(['Анна Петрова', 'Анна', 'Петрова']);
    expect(await shown(both)).toEqual(['Анюта', 'Анна', '']);
    await portal.patch(`/contacts/${parts}`, { last_name: 'Смирнова' });
    expect(await shown(parts)).toEqual(['Анна Смирнова', 'Анна', 'Смирнова']);
  });

  test('nothing at all is needed for a contact, a company or a lead', async () => {
    for (const kind of ['contacts', 'companies', 'leads']) expect(await made(kind, {})).toHaveLength(1);
  });

  test('a company has no first and last names', async () => {
    const answer = await portal.post('/companies', [{ first_name: 'А' }]);
    expect(errorsOf(answer)).toEqual([{ code: 'FieldNotExpected', path: 'first_name' }]);
  });
});

describe('what reading embeds', () => {
  test('only what is asked for, beside tags and companies', async () => {
    const [contact] = await made('contacts', { name: 'А' });
    const [lead] = await made('leads', { _embedded: { contacts: [{ id: contact }] } });
    const keys = async (path: string): Promise<string[]> =>
      Object.keys((await portal.get(path)).body._embedded).toSorted();
    expect(await keys(`/contacts/${contact}`)).toEqual(['companies', 'tags']);
    expect(await keys(`/contacts/${contact}?with=leads,customers,catalog_elements`)).toEqual([
      'catalog_elements',
      'companies',
      'customers',
      'leads',
      'tags',
    ]);
    expect(await keys(`/leads/${lead}`)).toEqual(['companies', 'tags']);
    expect(await keys(`/leads/${lead}?with=contacts,loss_reason`)).toEqual([
      'companies',
      'contacts',
      'loss_reason',
      'tags',
    ]);
    const plain = (await portal.get(`/leads/${lead}`)).body;
    expect(plain).not.toHaveProperty('source_id');
    expect((await portal.get(`/leads/${lead}?with=source_id,is_price_modified_by_robot`)).body).toMatchObject({
      source_id: null,
      is_price_modified_by_robot: false,
    });
  });

  test('a lead knows the source it came from', async () => {
    const [source] = idsOf(await portal.post('/sources', [{ name: 'Сайт', external_id: 'site' }]), 'sources');
    const [lead] = await made('leads', { _embedded: { source: { external_id: 'site', type: 'widget' } } });
    expect((await portal.get(`/leads/${lead}?with=source_id`)).body.source_id).toBe(source);
    const whole = await portal.post('/leads/complex', [{ _embedded: { source: { external_id: 'site' } } }]);
    expect((await portal.get(`/leads/${whole.body[0].id}?with=source_id`)).body.source_id).toBe(source);
    const unknown = await portal.post('/leads', [{ _embedded: { source: { external_id: 'nowhere' } } }]);
    expect(errorsOf(unknown)).toEqual([choice('_embedded.source.external_id')]);
  });
});

describe('values', () => {
  test('one option for a list of one, one value for a flag or a date', async () => {
    const post = async (element: object): Promise<number | undefined> =>
      idsOf(await portal.post('/leads/custom_fields', [element]), 'custom_fields')[0];
    const list = await post({ name: 'А', type: 'select', enums: [{ value: 'а' }, { value: 'б' }] });
    const flag = await post({ name: 'Б', type: 'checkbox' });
    const values = [
      { field_id: list, values: [{ value: 'а' }, { value: 'б' }] },
      { field_id: flag, values: [{ value: true }, { value: false }] },
    ];
    expect(errorsOf(await portal.post('/leads', [{ custom_fields_values: values }]))).toEqual([
      { code: 'TooMany', path: 'custom_fields_values.0.values' },
      { code: 'TooMany', path: 'custom_fields_values.1.values' },
    ]);
  });

  test('requisites hold a name and members that are known', async () => {
    const [id] = idsOf(
      await portal.post('/companies/custom_fields', [{ name: 'Реквизиты', type: 'legal_entity' }]),
      'custom_fields',
    );
    const send = async (value: unknown): Promise<readonly object[]> =>
      errorsOf(await portal.post('/companies', [{ custom_fields_values: [{ field_id: id, values: [{ value }] }] }]));
    const at = 'custom_fields_values.0.values.0.value';
    expect(await send('ООО')).toEqual([{ code: 'InvalidType', path: at }]);
    expect(await send({ vat_id: '7707083893' })).toEqual([{ code: 'FieldMissing', path: `${at}.name` }]);
    expect(await send({ name: 'ООО', inn: '7707083893' })).toEqual([{ code: 'FieldNotExpected', path: `${at}.inn` }]);
    expect(await send({ name: 'ООО', entity_type: 3 })).toEqual([choice(`${at}.entity_type`)]);
    expect(await send({ name: 'ООО', vat_id: 7_707_083_893 })).toEqual([{ code: 'InvalidType', path: `${at}.vat_id` }]);
  });

  test('dates of a record are Unix seconds', async () => {
    const answer = await portal.post('/leads', [{ created_at: '2020-01-01T00:00:00Z', updated_at: 1.5 }]);
    expect(errorsOf(answer)).toEqual([
      { code: 'InvalidType', path: 'created_at' },
      { code: 'InvalidType', path: 'updated_at' },
    ]);
  });

  test('null is no name of a user and no text', async () => {
    const answer = await portal.post('/leads', [{ responsible_user_id: null, created_at: null }]);
    expect(errorsOf(answer)).toEqual([
      { code: 'NotNullable', path: 'responsible_user_id' },
      { code: 'NotNullable', path: 'created_at' },
    ]);
  });

  test('a tag is one there is or has a name; a tag of leads is no tag of contacts', async () => {
    const [lead] = await made('leads', { tags_to_add: [{ name: 'т' }] });
    const tag = (await portal.get(`/leads/${lead}`)).body._embedded.tags[0].id;
    expect(errorsOf(await portal.post('/contacts', [{ tags_to_add: [{ id: tag }] }]))).toEqual([
      choice('tags_to_add.0.id'),
    ]);
    expect(errorsOf(await portal.post('/leads', [{ _embedded: { tags: [{}] } }]))).toEqual([
      { code: 'FieldMissing', path: '_embedded.tags.0.name' },
    ]);
    expect(errorsOf(await portal.post('/leads', [{ tags: ['т'] }]))).toEqual([
      { code: 'FieldNotExpected', path: 'tags' },
    ]);
  });
});

describe('lists', () => {
  test('filters by closing and change, and by ranges of fields', async () => {
    const [field] = idsOf(
      await portal.post('/leads/custom_fields', [{ name: 'Число', type: 'numeric' }]),
      'custom_fields',
    );
    const value = (number: number): object => ({
      custom_fields_values: [{ field_id: field, values: [{ value: number }] }],
    });
    const [a, b] = await made(
      'leads',
      { status_id: 142, closed_at: 1000, updated_at: 5000, ...value(5) },
      { status_id: 142, closed_at: 2000, updated_at: 6000, ...value(15) },
    );
    const found = async (filter: string): Promise<number[]> => idsOf(await portal.get(`/leads?${filter}`), 'leads');
    expect(await found('filter[closed_at][to]=1500')).toEqual([a]);
    expect(await found('filter[updated_at][from]=5500')).toEqual([b]);
    expect(await found(`filter[custom_fields_values][${field}][from]=10`)).toEqual([b]);
    expect(await found(`filter[custom_fields_values][${field}]=5`)).toEqual([a]);
    const both = [`filter[custom_fields_values][${field}][]=5`, `filter[custom_fields_values][${field}][]=15`];
    expect(await found(both.join('&'))).toEqual([a, b]);
  });

  test('a link of a page keeps what was asked for', async () => {
    await made('leads', {}, {}, {});
    const { body } = await portal.get(
      '/leads?limit=1&page=2&order[id]=desc&with=contacts&filter[pipeline_id][]=3166396',
    );
    const next = new URL(body._links.next.href).searchParams;
    expect(Object.fromEntries(next)).toEqual({
      limit: '1',
      page: '3',
      'order[id]': 'desc',
      with: 'contacts',
      'filter[pipeline_id][]': '3166396',
    });
    expect(body._links.prev.href).toContain('page=1');
    const last = await portal.get(body._links.next.href);
    expect(last.body._links.next).toBeUndefined();
  });

  test('records that come while pages are walked by number do not shift those seen', async () => {
    await made('contacts', ...Array.from({ length: 6 }, () => ({})));
    const first = idsOf(await portal.get('/contacts?limit=3&order[id]=asc'), 'contacts');
    await made('contacts', {});
    const second = idsOf(await portal.get('/contacts?limit=3&page=2&order[id]=asc'), 'contacts');
    expect(new Set([...first, ...second]).size).toBe(6);
  });
});

describe('a bulk change', () => {
  test('one bad element refuses the whole, good ones stay as they were', async () => {
    const [a, b] = await made('contacts', { name: 'А' }, { name: 'Б' });
    const answer = await portal.patch('/contacts', [
      { id: a, name: 'В' },
      { id: b, name: 5, request_id: 'bad' },
    ]);
    expect(answer.body['validation-errors'].map((one: Loose) => one.request_id)).toEqual(['bad']);
    const names = portal.emulator.state.entities.contacts.rows.map(({ name }) => name);
    expect(names).toEqual(['А', 'Б']);
  });

  test('a change says who made it, and the time is its own unless given', async () => {
    const [id] = await made('leads', { name: 'А', created_at: 1000 });
    portal.emulator.clock.advanceTo(start + 5000);
    await portal.patch(`/leads/${id}`, { price: 7 });
    expect((await portal.get(`/leads/${id}`)).body).toMatchObject({
      created_at: 1000,
      updated_at: start / 1000 + 5,
      updated_by: 504_141,
      price: 7,
      name: 'А',
    });
  });
});
