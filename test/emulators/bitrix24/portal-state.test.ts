import { describe, expect, test } from 'vitest';
import { startPortal } from './portal-client.ts';

describe('fields and lists of the portal', () => {
  test('a custom field is known at once under both names', async () => {
    const { result, post } = await startPortal();
    const list = [{ VALUE: 'Синий' }, { VALUE: 'Красный' }];
    expect(
      await result('crm.contact.userfield.add', {
        fields: { USER_TYPE_ID: 'enumeration', FIELD_NAME: 'COLOR_1', LABEL: 'Цвет', LIST: list },
      }),
    ).toBe(1);
    expect(
      await result('crm.contact.userfield.add', {
        fields: { USER_TYPE_ID: 'string', FIELD_NAME: 'OLD_CODE', MULTIPLE: 'Y' },
      }),
    ).toBe(2);
    const fields = await result<Record<string, unknown>>('crm.contact.fields');
    expect(fields['UF_CRM_COLOR_1']).toMatchObject({
      type: 'enumeration',
      isDynamic: true,
      formLabel: 'Цвет',
      items: [
        { ID: '1', VALUE: 'Синий' },
        { ID: '2', VALUE: 'Красный' },
      ],
    });
    const add = {
      entityTypeId: 3,
      fields: { name: 'A', ufCrmColor_1: 2, ufCrmOldCode: ['x', 'y'], UF_CRM_OLD_CODE: 'lost' },
    };
    const { item } = await result<{ item: unknown }>('crm.item.add', add);
    expect(item).toMatchObject({ ufCrmColor_1: 2, ufCrmOldCode: ['x', 'y'] });
    const original = await result<{ item: unknown }>('crm.item.get', {
      entityTypeId: 3,
      id: 1,
      useOriginalUfNames: 'Y',
    });
    expect(original.item).toMatchObject({ UF_CRM_COLOR_1: 2, UF_CRM_OLD_CODE: ['x', 'y'] });
    await result('crm.contact.update', { id: 1, fields: { UF_CRM_COLOR_1: 77 } });
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({ UF_CRM_COLOR_1: '2' });
    expect(
      (await post('crm.contact.userfield.add', { fields: { USER_TYPE_ID: 'string', FIELD_NAME: 'OLD_CODE' } })).body[
        'error'
      ],
    ).toBe('ERROR_CORE');
  });

  test('a new stage gets the prefix of its pipeline and can be used', async () => {
    const { result, post } = await startPortal();
    const { category } = await result<{ category: { id: number } }>('crm.category.add', {
      entityTypeId: 2,
      fields: { name: 'Сервис' },
    });
    expect(category).toMatchObject({ id: 1, name: 'Сервис', isDefault: 'N' });
    const stage = { ENTITY_ID: 'DEAL_STAGE_1', STATUS_ID: 'WAIT', NAME: 'Ждём', SORT: 15 };
    await result('crm.status.add', { fields: stage });
    expect((await post('crm.status.add', { fields: stage })).status).toBe(400);
    const listed = await result<{ STATUS_ID: string }[]>('crm.status.list', {
      filter: { ENTITY_ID: 'DEAL_STAGE_1' },
      order: { SORT: 'ASC' },
    });
    expect(listed.slice(0, 3).map(({ STATUS_ID }) => STATUS_ID)).toEqual(['C1:NEW', 'C1:WAIT', 'C1:PREPARATION']);
    await result('crm.deal.add', { fields: { CATEGORY_ID: 1, STAGE_ID: 'C1:WAIT' } });
    await result('crm.deal.add', { fields: { CATEGORY_ID: 1, STAGE_ID: 'WON' } });
    expect(await result('crm.deal.get', { id: 1 })).toMatchObject({ STAGE_ID: 'C1:WAIT' });
    expect(await result('crm.deal.get', { id: 2 })).toMatchObject({ STAGE_ID: 'C1:NEW', CATEGORY_ID: '1' });
    await result('crm.deal.update', { id: 1, fields: { CATEGORY_ID: 0 } });
    expect(await result('crm.deal.get', { id: 1 })).toMatchObject({ CATEGORY_ID: '1' });
    const moved = await result<{ item: unknown }>('crm.item.update', {
      entityTypeId: 2,
      id: 1,
      fields: { categoryId: 0 },
    });
    expect(moved.item).toMatchObject({ categoryId: 0, stageId: 'NEW' });
  });

  test('what only an administrator may do is refused to others', async () => {
    const { post } = await startPortal({ isAdministrator: false });
    expect((await post('crm.status.add', { fields: {} })).body['error_description']).toBe('Access denied.');
    expect((await post('crm.deal.userfield.add', { fields: {} })).body['error_description']).toBe('Access denied.');
    expect((await post('crm.category.add', { entityTypeId: 2, fields: { name: 'x' } })).body['error']).toBe(
      'ACCESS_DENIED',
    );
  });

  test('an old portal lacks the methods it is said to lack', async () => {
    const { post, result } = await startPortal({ missingMethods: ['crm.item.batchimport'] });
    expect(await post('crm.item.batchImport', {})).toMatchObject({
      status: 404,
      body: { error: 'ERROR_METHOD_NOT_FOUND' },
    });
    expect(await result('method.get', { name: 'crm.item.batchImport' })).toEqual({
      isExisting: false,
      isAvailable: false,
    });
    expect(await result('methods')).toContain('crm.item.import');
  });
});

describe('values', () => {
  test('too long are cut, dates that cannot be read are dropped, unless the portal refuses', async () => {
    const { result } = await startPortal();
    const fields = { NAME: 'я'.repeat(60), BIRTHDATE: '1990-13-45', POST: ['a list'], OPENED: 'true' };
    await result('crm.contact.add', { fields });
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({
      NAME: 'я'.repeat(50),
      BIRTHDATE: null,
      POST: null,
      OPENED: 'Y',
    });
    const strict = await startPortal({ longValues: 'refuse', foreignStages: 'refuse' });
    expect((await strict.post('crm.contact.add', { fields })).status).toBe(400);
    expect((await strict.post('crm.deal.add', { fields: { STAGE_ID: 'NONE' } })).status).toBe(400);
  });

  test.each([
    ['ignore-field:comments', { comments: null, post: 'manager' }],
    ['ignore-field', { comments: 'long comment', post: null }],
    ['cut-value:4', { comments: 'long', post: 'mana', originId: 'contact:17' }],
  ])('the fault %s loses part of a record in silence', async (kind, expected) => {
    const { result } = await startPortal({ faults: [{ kind, method: 'crm.item.import' }] });
    const fields = { name: 'A', comments: 'long comment', originId: 'contact:17', post: 'manager' };
    await result('crm.item.import', { entityTypeId: 3, fields });
    expect((await result<{ item: unknown }>('crm.item.get', { entityTypeId: 3, id: 1 })).item).toMatchObject(expected);
  });
});

describe('the state', () => {
  test('is dumped, loaded and reset', async () => {
    const { result, emulator } = await startPortal({ state: 'demo' });
    const admin = async (name: string, body?: unknown) =>
      (
        await fetch(
          `${emulator.url}/admin/${name}`,
          body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
        )
      ).json();
    const dump = await admin('state');
    await result('crm.contact.delete', { id: 1 });
    expect(await result('crm.contact.company.items.get', { id: 2 })).toHaveLength(1);
    await admin('state', dump);
    expect(await admin('state')).toEqual(dump);
    await result('crm.deal.delete', { id: 1 });
    await admin('reset', {});
    expect(await admin('state')).toEqual(dump);
  });

  test('tells markers that stand on two records, and what people did', async () => {
    const { result, emulator } = await startPortal();
    const fields = { NAME: 'A', ORIGINATOR_ID: 'p', ORIGIN_ID: 'contact:1' };
    await result('crm.contact.add', { fields });
    await result('crm.contact.add', { fields });
    const post = (body: unknown) =>
      fetch(`${emulator.url}/admin/people`, { method: 'POST', body: JSON.stringify(body) });
    await post([
      {
        afterMs: 10,
        action: { do: 'update', entity: 'contact', originId: 'contact:1', fields: { POST: 'changed' }, userId: 5 },
      },
    ]);
    emulator.clock.advanceTo(emulator.clock.now() + 10);
    const counters = await (await fetch(`${emulator.url}/admin/counters`)).json();
    expect(counters).toMatchObject({ automations: 3, markers: 1, doubled: { 'contact p contact:1': [1, 2] } });
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({ POST: 'changed', MODIFY_BY_ID: '5' });
    await post([{ action: { do: 'delete', entity: 'contact', id: 2 } }]);
    expect(emulator.state.items.contact.size).toBe(1);
  });
});
