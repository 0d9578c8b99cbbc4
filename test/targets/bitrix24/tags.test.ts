import { describe, expect, test } from 'vitest';
import type { EntityKind } from '../../../src/model/entity.ts';
import type { Connection, FieldChange } from '../../../src/targets/target.ts';
import { connected, operation } from './portal.ts';

const filled = ['company.tags', 'contact.tags', 'lead.tags', 'deal.tags'];
const records = [
  ['company', { name: 'Ромашка' }],
  ['contact', { full_name: 'Анна', first_name: 'Анна' }],
  ['lead', { title: 'Заявка' }],
  ['deal', { title: 'Монтаж' }],
] as const;
const nothing = () => undefined;

async function prepare(connection: Connection): Promise<readonly string[]> {
  const missing = (await connection.preparations?.()) ?? [];
  for (const one of missing) await one.make();
  return missing.map(({ kind, name }) => `${kind} ${name}`);
}

async function written(connection: Connection, kind: EntityKind, data: object, change?: FieldChange & { id: string }) {
  const more =
    change === undefined
      ? { key: kind }
      : { key: kind, action: 'update' as const, targetId: change.id, changes: [change] };
  const [outcome] = await connection.write([operation(kind, data, more)], nothing);
  expect(outcome).toMatchObject({ status: 'done' });
  return outcome?.status === 'done' ? outcome.targetId : '';
}

const tagsIn = async (connection: Connection, kind: EntityKind, id: string) =>
  (await connection.read(kind, [id]))[0]?.['tags'];

describe('tags', () => {
  test('are left behind, and that is said, where the portal has no field for them', async () => {
    const { connection } = await connected({}, { filled });
    expect((await connection.describe()).unsupported.contact).toContain('tags');
    expect(connection.check?.('contact', { full_name: 'Анна', tags: ['опт'] }, nothing)).toEqual([
      { code: 'bitrix24.no-tags', args: { kind: 'contact' } },
    ]);
    await written(connection, 'contact', { full_name: 'Анна', first_name: 'Анна', tags: ['опт'] });
  });

  test('get a field with several values for each kind whose tags the mapping fills, once', async () => {
    const { connection, connect } = await connected({}, { filled: ['contact.tags', 'deal.tags', 'deal.title'] });
    expect(await prepare(connection)).toEqual(['contact UF_CRM_PERENOS_TAGS', 'deal UF_CRM_PERENOS_TAGS']);
    expect(await prepare(await connect())).toEqual([]);
  });

  test.each([
    { api: 'universal', mode: 'quiet' },
    { api: 'universal', mode: 'normal' },
    { api: 'classic', mode: 'quiet' },
  ] as const)('are written, read back, changed and cleared through the $api methods, $mode', async (options) => {
    const { connection: first, connect } = await connected({}, { ...options, filled });
    await prepare(first);
    const connection = await connect();
    for (const [kind, plain] of records) {
      const before = ['опт', 'VIP, важный'];
      const id = await written(connection, kind, { ...plain, tags: before });
      expect(await tagsIn(connection, kind, id)).toEqual(before);
      expect(connection.expected?.(kind, { ...plain, tags: before }, nothing)['tags']).toEqual(before);
      const after = ['розница'];
      const change = { field: 'tags', before, after, id };
      await written(connection, kind, { ...plain, tags: after }, change);
      expect(await tagsIn(connection, kind, id)).toEqual(after);
      await written(connection, kind, plain, { ...change, before: after, after: null });
      expect(await tagsIn(connection, kind, id)).toBeUndefined();
    }
  });

  test('go into the field that the options or the mapping name', async () => {
    const { connect, result } = await connected();
    const field = { FIELD_NAME: 'LABELS', USER_TYPE_ID: 'string', MULTIPLE: 'Y', LABEL: 'Метки' };
    await result('crm.contact.userfield.add', { fields: field });
    for (const [key, options] of [
      ['1', { tags: 'Метки' }],
      ['2', { rename: { 'contact.tags': 'UF_CRM_LABELS' }, filled }],
    ] as const) {
      const connection = await connect(options);
      const kinds = ((await connection.preparations?.()) ?? []).map(({ kind }) => kind);
      expect(kinds).not.toContain('contact');
      const data = { full_name: 'Анна', first_name: 'Анна', tags: ['опт', 'VIP'] };
      const [outcome] = await connection.write([operation('contact', data, { key })], nothing);
      const ID = outcome?.status === 'done' ? outcome.targetId : '';
      expect(await result('crm.contact.get', { ID })).toMatchObject({ UF_CRM_LABELS: ['опт', 'VIP'] });
      expect(await tagsIn(connection, 'contact', ID)).toEqual(['опт', 'VIP']);
    }
  });
});
