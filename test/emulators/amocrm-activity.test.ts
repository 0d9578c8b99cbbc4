import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, start, type Portal } from './amocrm-client.ts';

let portal: Portal;
let lead = 0;
let contact = 0;

beforeEach(async () => {
  portal = await openPortal();
  [lead = 0] = idsOf(await portal.post('/leads', [{ name: 'А' }]), 'leads');
  [contact = 0] = idsOf(await portal.post('/contacts', [{ name: 'Б' }]), 'contacts');
});

afterEach(() => portal.emulator.close());

const missing = (path: string): object => ({ code: 'FieldMissing', path });
const choice = (path: string): object => ({ code: 'NotSupportedChoice', path });

describe('notes', () => {
  test('are made for many records or one, with their own date and author', async () => {
    const made = await portal.post('/leads/notes', [
      { entity_id: lead, note_type: 'common', params: { text: 'Первая' }, created_at: 1_500_000_000, created_by: 0 },
      { entity_id: lead, note_type: 'common', params: { text: 'Вторая' }, request_id: 'n2' },
    ]);
    expect(made.body._embedded.notes).toMatchObject([
      { entity_id: lead, request_id: '0' },
      { entity_id: lead, request_id: 'n2' },
    ]);
    await portal.post(`/contacts/${contact}/notes`, [{ note_type: 'common', params: { text: 'О человеке' } }]);
    const { body } = await portal.get(`/leads/${lead}/notes`);
    expect(body._embedded.notes).toMatchObject([
      { params: { text: 'Первая' }, created_at: 1_500_000_000, created_by: 0, note_type: 'common' },
      { params: { text: 'Вторая' }, created_at: start / 1000, created_by: 504_141 },
    ]);
    const [id = 0] = idsOf(made, 'notes');
    expect((await portal.get(`/leads/notes/${id}`)).body.params.text).toBe('Первая');
    expect((await portal.get(`/leads/${lead}/notes/${id}`)).body.entity_id).toBe(lead);
    expect(idsOf(await portal.get('/contacts/notes'), 'notes')).toHaveLength(1);
    await portal.patch('/leads/notes', [{ id, params: { text: 'Правка' } }]);
    expect((await portal.get(`/leads/notes/${id}`)).body.params.text).toBe('Правка');
    expect((await portal.get('/leads/notes?filter[note_type][]=call_in')).status).toBe(204);
    expect((await portal.get('/companies/notes')).status).toBe(204);
  });

  test('a call has its parts, none of them null', async () => {
    const params = { uniq: 'u1', duration: 60, source: 'АТС', link: 'https://a.example/1.mp3', phone: '+79001112233' };
    const made = await portal.post('/contacts/notes', [{ entity_id: contact, note_type: 'call_in', params }]);
    expect(made.status).toBe(200);
    const bad = await portal.post('/contacts/notes', [
      { entity_id: contact, note_type: 'call_out', params: { ...params, link: null } },
      { entity_id: contact, note_type: 'call_out', params: { duration: 1, source: 's', phone: 'p' } },
      { entity_id: contact, note_type: 'common', params: { text: 'А', uniq: 'u' } },
    ]);
    expect(errorsOf(bad)).toEqual([{ code: 'NotNullable', path: 'params.link' }]);
    expect(errorsOf(bad, 1)).toEqual([missing('params.uniq')]);
    expect(errorsOf(bad, 2)).toEqual([{ code: 'FieldNotExpected', path: 'params.uniq' }]);
  });

  test('an unknown record, an unknown type and what is missing are refused', async () => {
    const text = { text: 'А' };
    const post = async (element: object): Promise<readonly object[]> =>
      errorsOf(await portal.post('/leads/notes', [element]));
    expect(await post({ entity_id: 5, note_type: 'common', params: text })).toEqual([choice('entity_id')]);
    expect(await post({ note_type: 'common', params: text })).toEqual([missing('entity_id')]);
    expect(await post({ entity_id: lead, note_type: 'poem', params: text })).toEqual([choice('note_type')]);
    expect(await post({ entity_id: lead, note_type: 'common' })).toEqual([missing('params')]);
    expect(portal.emulator.state.notes.leads.rows).toHaveLength(0);
  });
});

describe('tasks', () => {
  test('are made, changed and finished; the record shows when the next one is due', async () => {
    const task = { entity_id: lead, entity_type: 'leads', task_type_id: 2, duration: 600 };
    const made = await portal.post('/tasks', [
      { ...task, text: 'Позвонить', complete_till: 1_900_000_000, created_at: 1_500_000_000, request_id: 't' },
      { ...task, text: 'Написать', complete_till: 1_800_000_000 },
      { text: 'Ничья', complete_till: 1_700_000_000 },
    ]);
    const [first = 0, second = 0, third = 0] = idsOf(made, 'tasks');
    expect(made.body._embedded.tasks[0].request_id).toBe('t');
    expect((await portal.get(`/tasks/${first}`)).body).toMatchObject({
      text: 'Позвонить',
      complete_till: 1_900_000_000,
      created_at: 1_500_000_000,
      entity_id: lead,
      entity_type: 'leads',
      task_type_id: 2,
      duration: 600,
      is_completed: false,
      result: [],
    });
    expect((await portal.get(`/tasks/${third}`)).body).toMatchObject({ entity_id: null, entity_type: null });
    expect((await portal.get(`/leads/${lead}`)).body.closest_task_at).toBe(1_800_000_000);
    await portal.patch('/tasks', [{ id: second, is_completed: true, result: { text: 'Сделано' } }]);
    expect((await portal.get(`/tasks/${second}`)).body).toMatchObject({
      is_completed: true,
      result: { text: 'Сделано' },
    });
    expect((await portal.get(`/leads/${lead}`)).body.closest_task_at).toBe(1_900_000_000);
    await portal.patch(`/tasks/${first}`, { is_completed: true, text: 'Позвонить ещё' });
    expect((await portal.get(`/leads/${lead}`)).body.closest_task_at).toBeNull();
    const found = async (query: string): Promise<number[]> => {
      const answer = await portal.get(`/tasks?${query}`);
      return answer.status === 204 ? [] : idsOf(answer, 'tasks');
    };
    expect(await found('filter[is_completed]=0')).toEqual([third]);
    expect(await found(`filter[entity_id]=${lead}&filter[entity_type]=leads`)).toEqual([first, second]);
    expect(await found('order[complete_till]=asc')).toEqual([third, second, first]);
    expect(await found('order[id]=desc')).toEqual([third, second, first]);
    expect(await found('filter[responsible_user_id][]=1')).toEqual([]);
  });

  test('need a text and a time, and a record there is', async () => {
    const post = async (element: object): Promise<readonly object[]> =>
      errorsOf(await portal.post('/tasks', [element]));
    expect(await post({ entity_id: lead, entity_type: 'leads' })).toEqual([missing('text'), missing('complete_till')]);
    const task = { text: 'А', complete_till: 1_900_000_000 };
    expect(await post({ ...task, entity_id: 5, entity_type: 'leads' })).toEqual([choice('entity_id')]);
    expect(await post({ ...task, entity_id: lead, entity_type: 'poems' })).toEqual([choice('entity_type')]);
    expect(await post({ ...task, entity_id: lead })).toEqual([missing('entity_type')]);
    expect(await post({ ...task, task_type_id: 77 })).toEqual([choice('task_type_id')]);
    expect(portal.emulator.state.tasks.rows).toHaveLength(0);
  });
});

describe('tags, lists and sources', () => {
  test('a tag made twice is one tag, and only those of leads have colours', async () => {
    const made = await portal.post('/leads/tags', [
      { name: 'VIP', color: 'EBEBEB' },
      { name: 'VIP', request_id: 'x' },
    ]);
    const [one, two] = made.body._embedded.tags;
    expect(one).toMatchObject({ name: 'VIP', color: 'EBEBEB', request_id: '0' });
    expect(two).toMatchObject({ id: one.id, request_id: 'x' });
    const coloured = await portal.post('/contacts/tags', [{ name: 'VIP', color: 'EBEBEB' }]);
    expect(errorsOf(coloured)).toEqual([{ code: 'FieldNotExpected', path: 'color' }]);
    expect(errorsOf(await portal.post('/leads/tags', [{ name: 'А', color: 'red' }]))).toEqual([choice('color')]);
    const exact = await portal.get('/leads/tags?filter[name]=VIP');
    expect(exact.body._embedded.tags).toHaveLength(1);
  });

  test('lists and their elements are made, changed and found', async () => {
    const [catalog = 0] = idsOf(await portal.post('/catalogs', [{ name: 'Товары', type: 'products' }]), 'catalogs');
    const fieldAnswer = await portal.post(`/catalogs/${catalog}/custom_fields`, [{ name: 'Цена', type: 'numeric' }]);
    const [field = 0] = idsOf(fieldAnswer, 'custom_fields');
    const made = await portal.post(`/catalogs/${catalog}/elements`, [
      { name: 'Стол', custom_fields_values: [{ field_id: field, values: [{ value: 100 }] }] },
    ]);
    const [element = 0] = idsOf(made, 'elements');
    await portal.patch(`/catalogs/${catalog}/elements`, [{ id: element, name: 'Стол письменный' }]);
    const { body } = await portal.get(`/catalogs/${catalog}/elements/${element}`);
    expect(body).toMatchObject({ name: 'Стол письменный', catalog_id: catalog });
    expect(body.custom_fields_values).toMatchObject([{ field_id: field, values: [{ value: '100' }] }]);
    expect((await portal.get('/catalogs/7')).status).toBe(204);
    expect((await portal.get('/catalogs/7/elements')).status).toBe(404);
  });

  test('sources are at most fifty', async () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ name: `И${at}`, external_id: `e${at}` }));
    expect((await portal.post('/sources', many)).status).toBe(200);
    expect((await portal.post('/sources', [{ name: 'И', external_id: 'e' }])).status).toBe(422);
    expect((await portal.get('/sources?filter[external_id][]=e7')).body._embedded.sources).toMatchObject([
      { name: 'И7' },
    ]);
  });
});
