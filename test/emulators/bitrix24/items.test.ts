import { describe, expect, test } from 'vitest';
import { startPortal } from './portal-client.ts';

describe('classic methods', () => {
  test('create, read, change and delete with texts for values', async () => {
    const { result, post } = await startPortal();
    const id = await result('crm.deal.add', {
      fields: { OPPORTUNITY: '1500.5', BEGINDATE: '2026-02-03', NONSENSE: 1 },
    });
    expect(id).toBe(1);
    expect(await result('crm.deal.get', { id })).toMatchObject({
      ID: '1',
      TITLE: 'Сделка #1',
      OPPORTUNITY: '1500.50',
      CURRENCY_ID: 'RUB',
      STAGE_ID: 'NEW',
      STAGE_SEMANTIC_ID: 'P',
      CLOSED: 'N',
      BEGINDATE: '2026-02-03T03:00:00+03:00',
      COMMENTS: null,
      DATE_CREATE: '2026-03-01T12:00:00+03:00',
    });
    expect(await result('crm.deal.update', { id, fields: { STAGE_ID: 'LOSE', COMMENTS: '', ID: 7 } })).toBe(true);
    expect(await result('crm.deal.get', { ID: '1' })).toMatchObject({ ID: '1', COMMENTS: '', CLOSED: 'Y' });
    expect(await result('crm.deal.delete', { id })).toBe(true);
    expect(await post('crm.deal.get', { id })).toEqual({
      status: 400,
      body: { error: '', error_description: 'Not found' },
    });
  });

  test('refuse with an empty code', async () => {
    const { post } = await startPortal();
    expect(await post('crm.contact.add', { fields: 'x' })).toMatchObject({
      status: 400,
      body: { error: '', error_description: "Parameter 'fields' must be array." },
    });
    expect((await post('crm.contact.add', { fields: { COMMENTS: 'x' } })).body['error']).toBe('');
    expect((await post('crm.contact.get', { id: 'x' })).body['error_description']).toBe(
      'ID is not defined or invalid.',
    );
    expect((await post('crm.contact.add', { fields: { NAME: 'A', EMAIL: [{ VALUE: 'a b' }] } })).body['error']).toBe(
      'ERROR_CORE',
    );
  });

  test('a phone without an id is one more phone; with an id it is changed or deleted', async () => {
    const { result } = await startPortal();
    const phone = { VALUE: '+79160000001', VALUE_TYPE: 'MOBILE' };
    await result('crm.contact.add', { fields: { NAME: 'A', PHONE: [phone] } });
    await result('crm.contact.update', { id: 1, fields: { PHONE: [phone] } });
    const read = () => result<{ PHONE?: { ID: string; VALUE: string }[] }>('crm.contact.get', { id: 1 });
    expect((await read()).PHONE).toEqual([
      { ID: '1', VALUE_TYPE: 'MOBILE', VALUE: '+79160000001', TYPE_ID: 'PHONE' },
      { ID: '2', VALUE_TYPE: 'MOBILE', VALUE: '+79160000001', TYPE_ID: 'PHONE' },
    ]);
    await result('crm.contact.update', {
      id: 1,
      fields: {
        PHONE: [
          { ID: 2, VALUE: '' },
          { ID: 1, VALUE: '+7' },
        ],
      },
    });
    expect((await read()).PHONE).toEqual([{ ID: '1', VALUE_TYPE: 'MOBILE', VALUE: '+7', TYPE_ID: 'PHONE' }]);
  });
});

describe('universal methods', () => {
  test('answer with the whole record, numbers as numbers', async () => {
    const { result } = await startPortal();
    await result('crm.contact.add', { fields: { NAME: 'A' } });
    const { item } = await result<{ item: unknown }>('crm.item.add', {
      entityTypeId: 2,
      fields: { title: 'T', opportunity: '10.5', contactIds: [1], TITLE: 'ignored' },
    });
    expect(item).toMatchObject({
      id: 1,
      title: 'T',
      opportunity: 10.5,
      contactId: 1,
      contactIds: [1],
      entityTypeId: 2,
    });
    expect(await result('crm.item.delete', { entityTypeId: 2, id: 1 })).toEqual([]);
  });

  test('take phones as fm and not as PHONE', async () => {
    const { result } = await startPortal();
    const fm = [{ typeId: 'PHONE', valueType: 'WORK', value: '+7' }, { value: 'no type' }];
    const fields = { name: 'A', fm, PHONE: [{ VALUE: 'lost' }] };
    const { item } = await result<{ item: { fm: unknown[] } }>('crm.item.add', { entityTypeId: 3, fields });
    expect(item.fm).toEqual([{ id: 1, valueType: 'WORK', value: '+7', typeId: 'PHONE' }]);
    const changes = {
      n0: { typeId: 'EMAIL', value: 'a@b.ru' },
      1: { typeId: 'PHONE', value: '' },
      99: { typeId: 'WEB', value: 'x' },
    };
    const changed = await result<{ item: { fm: unknown[] } }>('crm.item.update', {
      entityTypeId: 3,
      id: 1,
      fields: { fm: changes },
    });
    expect(changed.item.fm).toEqual([
      { id: 2, valueType: 'WORK', value: 'x', typeId: 'WEB' },
      { id: 3, valueType: 'WORK', value: 'a@b.ru', typeId: 'EMAIL' },
    ]);
  });

  test('refuse with codes', async () => {
    const { post } = await startPortal();
    const code = async (method: string, body: unknown) => (await post(method, body)).body['error'];
    expect(await code('crm.item.get', { entityTypeId: 2, id: 5 })).toBe('NOT_FOUND');
    expect(await code('crm.item.get', { entityTypeId: 999, id: 5 })).toBe('NOT_FOUND');
    expect(await code('crm.item.add', { entityTypeId: 3, fields: {} })).toBe('CRM_FIELD_ERROR_REQUIRED');
    expect(await code('crm.item.add', { fields: {} })).toBe('100');
    expect(await code('crm.item.list', { entityTypeId: 2, filter: { NONSENSE: 1 } })).toBe('INVALID_ARG_VALUE');
  });
});

describe('import methods', () => {
  test('take history and classic phones, start no robots and fail item by item', async () => {
    const { result, emulator } = await startPortal();
    const data = [
      { name: 'A', createdTime: '2024-01-10T09:00:00+03:00', createdBy: 1, PHONE: [{ VALUE: '+7' }] },
      { comments: 'nobody' },
      { name: 'B', createdTime: '2024-01-09T09:00:00+03:00' },
      { name: 'C', createdTime: '2024-01-10T09:00:00+03:00' },
      { name: 'D', createdTime: '2026-03-02T09:00:00+03:00' },
    ];
    const { items } = await result<{ items: unknown[] }>('crm.item.batchImport', { entityTypeId: 3, data });
    expect(items).toEqual([
      { item: { id: 1 } },
      { error: 'CRM_FIELD_ERROR_REQUIRED', error_description: expect.any(String) },
      { error: 'CRM_FIELD_ERROR_VALUE_NOT_VALID', error_description: expect.any(String) },
      { item: { id: 2 } },
      { error: 'CRM_FIELD_ERROR_VALUE_NOT_VALID', error_description: expect.any(String) },
    ]);
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({
      DATE_CREATE: '2024-01-10T09:00:00+03:00',
      HAS_PHONE: 'Y',
    });
    expect(emulator.state.automations).toBe(0);
    await result('crm.contact.update', { id: 1, fields: { POST: 'x' } });
    expect(emulator.state.automations).toBe(1);
  });

  test('take at most twenty, and history from administrators alone', async () => {
    const { post, result } = await startPortal({ isAdministrator: false });
    const data = Array.from({ length: 21 }, () => ({ name: 'A' }));
    expect((await post('crm.item.batchImport', { entityTypeId: 3, data })).body['error']).toBe(
      'MAX_IMPORT_BATCH_SIZE_EXCEEDED',
    );
    const one = { entityTypeId: 3, fields: { name: 'A', createdTime: '2024-01-10T09:00:00+03:00' } };
    expect((await post('crm.item.import', one)).body['error']).toBe('CRM_FIELD_ERROR_VALUE_NOT_VALID');
    expect(await result('crm.item.import', { entityTypeId: 3, fields: { name: 'A' } })).toEqual({ item: { id: 1 } });
  });
});

describe('lists', () => {
  async function filled(count: number) {
    const portal = await startPortal();
    for (let from = 0; from < count; from += 20) {
      const data = Array.from({ length: Math.min(20, count - from) }, (_, at) => ({
        name: `N${from + at + 1}`,
        originatorId: 'p',
        originId: `contact:${from + at + 1}`,
      }));
      await portal.result('crm.item.batchImport', { entityTypeId: 3, data });
    }
    return portal;
  }

  test('come in pages of fifty with total and next', async () => {
    const { post } = await filled(120);
    const pages = [];
    for (const start of [0, 50, 100, 75, 500]) {
      const { body } = await post('crm.contact.list', { start, select: ['ID'] });
      const rows = body['result'] as { ID: string }[];
      pages.push([rows.length, rows[0]?.ID, body['total'], body['next']]);
    }
    expect(pages).toEqual([
      [50, '1', 120, 50],
      [50, '51', 120, 100],
      [20, '101', 120, undefined],
      [50, '51', 120, 100],
      [50, '1', 120, 50],
    ]);
  });

  test('by id with start -1 count nothing', async () => {
    const { post } = await filled(60);
    const { body } = await post('crm.item.list', {
      entityTypeId: 3,
      filter: { '>id': 5, '=originatorId': 'P' },
      order: { id: 'ASC' },
      select: ['id', 'originId'],
      start: -1,
    });
    const { items } = body['result'] as { items: unknown[] };
    expect([items.length, items[0], body['total'], body['next']]).toEqual([
      50,
      { id: 6, originId: 'contact:6' },
      0,
      undefined,
    ]);
  });

  test('understand the operators', async () => {
    const { result } = await filled(12);
    const ids = async (filter: unknown) =>
      (await result<{ ID: string }[]>('crm.contact.list', { filter, select: ['ID'] })).map(({ ID }) => Number(ID));
    expect(await ids({ '@ORIGIN_ID': ['contact:3', 'contact:5'] })).toEqual([3, 5]);
    expect(await ids({ ORIGIN_ID: ['contact:3'] })).toEqual([3]);
    expect(await ids({ '!@ID': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] })).toEqual([11, 12]);
    expect(await ids({ '%NAME': 'n1' })).toEqual([1, 10, 11, 12]);
    expect(await ids({ '=%NAME': 'N_1%' })).toEqual([]);
    expect(await ids({ '<=ID': 3, '>ID': 1 })).toEqual([2, 3]);
    expect(await ids({ NONSENSE: 1, ID: 4 })).toEqual([4]);
    expect(await ids({ COMPANY_ID: '', ID: 4 })).toEqual([4]);
    const grouped = await result<{ items: { id: number }[] }>('crm.item.list', {
      entityTypeId: 3,
      filter: { 0: { logic: 'OR', 0: { id: 2 }, 1: { '=name': 'N7' } } },
    });
    expect(grouped.items.map(({ id }) => id)).toEqual([2, 7]);
  });

  test('show records only after the lag of the search', async () => {
    const { result, emulator } = await startPortal({ lookupLagMs: 3000 });
    await result('crm.contact.add', { fields: { NAME: 'A' } });
    expect(await result('crm.contact.list')).toEqual([]);
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({ ID: '1' });
    emulator.clock.advanceTo(emulator.clock.now() + 3000);
    expect(await result('crm.contact.list')).toHaveLength(1);
  });

  test('compare times as moments and days as days', async () => {
    const { result } = await startPortal();
    const data = ['2024-01-10T09:00:00+03:00', '2024-01-10T10:00:00+03:00', '2024-02-01T00:00:00+03:00'].map(
      (createdTime, at) => ({
        title: `D${at}`,
        createdTime,
        begindate: `2024-03-0${at + 1}`,
      }),
    );
    await result('crm.item.batchImport', { entityTypeId: 2, data });
    const ids = async (filter: unknown, order = {}) =>
      (await result<{ items: { id: number }[] }>('crm.item.list', { entityTypeId: 2, filter, order })).items.map(
        ({ id }) => id,
      );
    expect(await ids({ '>createdTime': '2024-01-10T06:30:00Z' })).toEqual([2, 3]);
    expect(await ids({ '<=createdTime': '2024-01-31T21:00:00Z', '>=createdTime': '2024-01-10T07:00:00Z' })).toEqual([
      2, 3,
    ]);
    expect(await ids({ begindate: '2024-03-02' })).toEqual([2]);
    expect(await ids({ '>=begindate': '2024-03-02T00:00:00+03:00' }, { createdTime: 'DESC' })).toEqual([3, 2]);
  });
});
