import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { idsOf, openPortal, type Loose, type Portal } from './amocrm-client.ts';
import { problemsOf } from './amocrm-schema.ts';

let portal: Portal;
let text = 0;
let choice = 0;
let day = 0;

beforeAll(async () => {
  portal = await openPortal();
  const made = await portal.post('/contacts/custom_fields', [
    { name: 'Текст', type: 'text' },
    { name: 'Выбор', type: 'multiselect', enums: [{ value: 'а' }, { value: 'б' }] },
    { name: 'Время', type: 'date_time' },
  ]);
  [text = 0, choice = 0, day = 0] = idsOf(made, 'custom_fields');
});

afterAll(() => portal.emulator.close());

const seconds = fc.integer({ min: 0, max: 2_000_000_000 });
const words = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });

const phones = fc
  .array(fc.record({ value: words, enum_code: fc.constantFrom('WORK', 'MOB', 'HOME', 'OTHER') }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((values) => ({ field_code: 'PHONE', values }));

const fieldValues = fc
  .tuple(
    fc.option(phones, { nil: undefined }),
    fc.option(words, { nil: undefined }),
    fc.option(fc.subarray(['а', 'б'], { minLength: 1 }), { nil: undefined }),
    fc.option(seconds, { nil: undefined }),
  )
  .map(([phone, line, options, time]) => [
    ...(phone === undefined ? [] : [phone]),
    ...(line === undefined ? [] : [{ field_id: text, values: [{ value: line }] }]),
    ...(options === undefined ? [] : [{ field_id: choice, values: options.map((value) => ({ value })) }]),
    ...(time === undefined ? [] : [{ field_id: day, values: [{ value: time }] }]),
  ]);

const contact = fc.record(
  {
    name: words,
    first_name: words,
    last_name: words,
    created_at: seconds,
    updated_at: seconds,
    created_by: fc.constantFrom(0, 504_141),
    responsible_user_id: fc.constant(504_141),
    custom_fields_values: fieldValues,
    tags_to_add: fc.array(fc.record({ name: words }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

const operation = 'POST /api/v4/contacts';
const judged = (body: unknown): number => problemsOf({ operation, parameters: { body } }).length;

/** Values by field, as they were sent and as they are shown. */
function valuesOf(list: Loose[] | null | undefined): Record<string, unknown[]> {
  const byField = (list ?? []).map(({ field_id: id, field_code: code, values }) => [
    id === undefined || code === 'PHONE' ? 'PHONE' : String(id),
    values.map(({ value }: Loose) => value),
  ]);
  return Object.fromEntries(byField);
}

describe('two readings of the documentation, written apart', () => {
  test('whatever the judge passes the account takes, and shows it as it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(contact, { minLength: 1, maxLength: 5 }), async (contacts) => {
        expect(judged(contacts)).toBe(0);
        const made = await portal.post('/contacts', contacts);
        expect(made.status).toBe(200);
        for (const [at, id] of idsOf(made, 'contacts').entries()) {
          const given: Loose = contacts[at];
          const { body } = await portal.get(`/contacts/${id}`);
          for (const key of ['created_at', 'created_by', 'first_name', 'last_name', 'name']) {
            if (given[key] !== undefined) expect(body[key]).toBe(given[key]);
          }
          expect(valuesOf(body.custom_fields_values)).toEqual(valuesOf(given.custom_fields_values));
          const tags = new Set(given.tags_to_add?.map(({ name }: Loose) => name));
          expect(new Set(body._embedded.tags.map(({ name }: Loose) => name))).toEqual(tags);
        }
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test('one wrong member anywhere: both refuse, and nothing is stored', async () => {
    const wrong: fc.Arbitrary<object> = fc.constantFrom<object>(
      { nick: 'А' },
      { name: 5 },
      { created_at: 'вчера' },
      { responsible_user_id: '504141' },
      { custom_fields_values: {} },
      { custom_fields_values: [{ values: [{ value: 'А' }] }] },
      { custom_fields_values: [{ field_code: 'PHONE', values: [{ value: '1', enum: 'WORK' }] }] },
      { custom_fields_values: [{ field_code: 'PHONE', value: '1', values: [{ value: '1' }] }] },
      { custom_fields_values: [{ field_code: 'PHONE', values: 'нет' }] },
      { tags_to_add: [{ title: 'т' }] },
      { tags_to_add: 'т' },
      { _embedded: { companies: [{ id: 1 }] } },
      { _embedded: { tags: [{ name: 5 }] } },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(contact, { maxLength: 4 }), contact, wrong, async (others, base, mistake) => {
        const body = [...others, { ...base, ...mistake, request_id: 'bad' }];
        const before = portal.emulator.state.entities.contacts.rows.length;
        expect(judged(body)).toBeGreaterThan(0);
        const answer = await portal.post('/contacts', body);
        expect(answer.status).toBe(400);
        expect(answer.body['validation-errors'].map((one: Loose) => one.request_id)).toEqual(['bad']);
        expect(portal.emulator.state.entities.contacts.rows).toHaveLength(before);
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  test('a change leaves what it does not name, whatever came before', async () => {
    const patch = fc.record({ name: words, custom_fields_values: fieldValues }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(contact, fc.array(patch, { minLength: 1, maxLength: 4 }), async (first, patches) => {
        const [id] = idsOf(await portal.post('/contacts', [first]), 'contacts');
        let model = valuesOf(first.custom_fields_values);
        let name: string | undefined = first.name;
        for (const one of patches) {
          expect((await portal.patch(`/contacts/${id}`, one)).status).toBe(200);
          model = { ...model, ...valuesOf(one.custom_fields_values) };
          name = one.name ?? name;
        }
        const { body } = await portal.get(`/contacts/${id}`);
        expect(valuesOf(body.custom_fields_values)).toEqual(model);
        if (name !== undefined) expect(body.name).toBe(name);
      }),
      { numRuns: 40, seed: 13 },
    );
  });
});
