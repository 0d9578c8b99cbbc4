import { describe, expect, test } from 'vitest';
import { openPortal } from './amocrm-client.ts';
import { judge, problemsOf } from './amocrm-schema.ts';

const request = (operation: string, body?: unknown, query: object = {}): readonly string[] =>
  problemsOf({ operation, parameters: { query, body } });

const contacts = (element: object): readonly string[] => request('POST /api/v4/contacts', [element]);

describe('the judge of recorded traffic', () => {
  test.each<[string, unknown]>([
    [
      'POST /api/v4/contacts',
      [
        {
          first_name: 'А',
          created_at: 1,
          request_id: 'a',
          custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '1', enum_code: 'WORK' }] }],
          tags_to_add: [{ name: 't' }],
        },
      ],
    ],
    ['PATCH /api/v4/leads', [{ id: 1, price: 5, custom_fields_values: [{ field_id: 2, values: null }] }]],
    ['POST /api/v4/contacts/link', [{ entity_id: 1, to_entity_id: 2, to_entity_type: 'companies' }]],
    ['POST /api/v4/leads/notes', [{ entity_id: 1, note_type: 'common', params: { text: 'А' } }]],
    ['POST /api/v4/tasks', [{ text: 'А', complete_till: 1, entity_id: 1, entity_type: 'leads' }]],
    ['POST /api/v4/leads/custom_fields', [{ name: 'А', type: 'text', code: 'EXT_ID', is_api_only: true }]],
  ])('passes %s as it is documented', (operation, body) => {
    expect(request(operation, body)).toEqual([]);
  });

  test('finds members that are not documented, also those the account puts up with', () => {
    expect(contacts({ nick: 'А' })).toHaveLength(1);
    expect(contacts({ id: 5, name: 'А' })[0]).toContain('id');
    expect(contacts({ _embedded: { companies: [{ id: 1 }] } })[0]).toContain('companies');
  });

  test('finds values of another form', () => {
    expect(contacts({ created_at: '2020-01-01' })).toHaveLength(1);
    expect(contacts({ responsible_user_id: 0 })).toHaveLength(1);
    expect(contacts({ custom_fields_values: [] })).toEqual([]);
    expect(contacts({ custom_fields_values: [{ field_id: 1, values: [] }] })).toHaveLength(1);
    expect(contacts({ custom_fields_values: [{ field_id: 1, values: [{ value: '1', enum: 'WORK' }] }] })).toHaveLength(
      1,
    );
    const twice = { field_id: 1, values: [{ value: '1' }] };
    expect(contacts({ custom_fields_values: [twice, twice] })).toHaveLength(1);
    expect(request('POST /api/v4/leads', [{ loss_reason_id: 1, status_id: 142 }])).toHaveLength(1);
  });

  test('finds batches too large, empty or not lists, and request ids used twice', () => {
    expect(request('POST /api/v4/contacts', { name: 'А' })).toHaveLength(1);
    expect(request('POST /api/v4/contacts', [])).toHaveLength(1);
    expect(request('POST /api/v4/contacts', Array(251).fill({ name: 'А' }))).toHaveLength(1);
    expect(request('POST /api/v4/leads/complex', Array(51).fill({ name: 'А' }))).toHaveLength(1);
    expect(request('POST /api/v4/contacts', [{ request_id: 'a' }, { request_id: 'a' }])).toHaveLength(1);
  });

  test('finds requests that are not documented', () => {
    expect(request('DELETE /api/v4/contacts/{id}')).toEqual(['DELETE /contacts/{id}: not documented']);
    expect(request('POST /api/v4/contacts/{id}', {})).toEqual(['POST /contacts/{id}: not documented']);
    expect(request('GET /api/v4/contacts', undefined, { with: 'tags' })).toHaveLength(1);
    expect(request('GET /api/v4/contacts', undefined, { limit: '500' })).toHaveLength(1);
    expect(request('GET /api/v4/contacts', undefined, { order: { name: 'asc' } })).toHaveLength(1);
    expect(request('GET /api/v4/leads', undefined, { filter: { colour: '1' } })).toHaveLength(1);
    expect(request('GET /api/v4/leads', undefined, { limit: '250', page: '2', order: { id: 'desc' } })).toEqual([]);
  });

  test('listens to an emulator', async () => {
    const portal = await openPortal();
    const { listener, problems } = judge();
    portal.emulator.log.listen(listener);
    await portal.post('/leads', [{ name: 'А', price: 1 }]);
    await portal.get('/leads?limit=250&order[id]=desc&with=contacts&filter[id][]=1&filter[created_at][from]=1');
    expect(problems).toEqual([]);
    await portal.post('/leads', [{ name: 'А', account_id: 1 }]);
    expect(problems).toHaveLength(1);
    await portal.emulator.close();
  });
});
