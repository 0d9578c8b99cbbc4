import { describe, expect, test } from 'vitest';
import { startPortal, type PortalClient } from './portal-client.ts';

async function withCompany(settings = {}): Promise<PortalClient> {
  const portal = await startPortal(settings);
  await portal.result('crm.company.add', { fields: { TITLE: 'ООО' } });
  return portal;
}

const requisite = {
  ENTITY_TYPE_ID: 4,
  ENTITY_ID: 1,
  PRESET_ID: 1,
  NAME: 'ООО',
  RQ_INN: '0277012345',
  RQ_KPP: '770001001',
};

describe('requisites', () => {
  test('keep leading zeros and are found by INN', async () => {
    const { result, post } = await withCompany();
    expect(await result('crm.requisite.add', { fields: requisite })).toBe(1);
    const filter = { RQ_INN: '0277012345', ENTITY_TYPE_ID: 4 };
    expect(await result('crm.requisite.list', { filter, select: ['ID', 'ENTITY_ID', 'RQ_KPP'] })).toEqual([
      { ID: '1', ENTITY_ID: '1', RQ_KPP: '770001001' },
    ]);
    expect(
      (await post('crm.requisite.add', { fields: { ...requisite, ENTITY_ID: 9 } })).body['error_description'],
    ).toBe('Entity not found.');
    expect((await post('crm.requisite.add', { fields: { ...requisite, PRESET_ID: 9 } })).body).toEqual({
      error: '',
      error_description: 'PRESET_ID is not defined or invalid.',
    });
    expect((await post('crm.requisite.get', { id: 7 })).body['error_description']).toBe(
      "The Requisite with ID '7' is not found",
    );
  });

  test('carry bank accounts and one address of each type', async () => {
    const { result, post } = await withCompany();
    await result('crm.requisite.add', { fields: requisite });
    const account = { ENTITY_ID: 1, NAME: 'Банк', RQ_BIK: '044525225', RQ_ACC_NUM: '40702810900000000001' };
    expect(await result('crm.requisite.bankdetail.add', { fields: account })).toBe(1);
    const address = { TYPE_ID: 6, ENTITY_TYPE_ID: 8, ENTITY_ID: 1, ADDRESS_1: 'ул. Первая, 1', CITY: 'Москва' };
    expect(await result('crm.address.add', { fields: address })).toBe(true);
    expect(await post('crm.address.add', { fields: address })).toEqual({
      status: 400,
      body: { error: '', error_description: 'TypeAddress exists' },
    });
    await result('crm.address.update', { fields: { ...address, CITY: 'Тверь' } });
    expect(await result('crm.address.list', { filter: { ENTITY_ID: 1 } })).toEqual([
      expect.objectContaining({ TYPE_ID: '6', CITY: 'Тверь', ANCHOR_TYPE_ID: '4', ANCHOR_ID: '1' }),
    ]);
    await result('crm.requisite.delete', { id: 1 });
    expect(await result('crm.address.list')).toEqual([]);
    expect(await result('crm.requisite.bankdetail.list')).toEqual([]);
  });
});

describe('links', () => {
  test('the first company of a list is the main one; binding again says false', async () => {
    const { result, post } = await withCompany();
    await result('crm.company.add', { fields: { TITLE: 'Вторая' } });
    await result('crm.contact.add', { fields: { NAME: 'A', COMPANY_IDS: [2, 1, 2, 99] } });
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({ COMPANY_ID: '2' });
    expect(await result('crm.contact.company.items.get', { id: 1 })).toEqual([
      { COMPANY_ID: 2, SORT: 10, ROLE_ID: 0, IS_PRIMARY: 'Y' },
      { COMPANY_ID: 1, SORT: 20, ROLE_ID: 0, IS_PRIMARY: 'N' },
    ]);
    expect(await result('crm.contact.company.add', { id: 1, fields: { COMPANY_ID: 1 } })).toBe(false);
    expect(await result('crm.contact.company.items.set', { id: 1, items: [{ COMPANY_ID: 1, IS_PRIMARY: 'Y' }] })).toBe(
      true,
    );
    expect(await result('crm.company.contact.items.get', { id: 2 })).toEqual([]);
    expect((await post('crm.contact.company.items.set', { id: 1, items: 'x' })).body['error_description']).toBe(
      'The parameter items must be array.',
    );
    expect((await post('crm.contact.company.items.get', {})).body['error_description']).toBe(
      'The parameter ownerEntityID is invalid or not defined.',
    );
    await result('crm.company.delete', { id: 1 });
    expect(await result('crm.contact.company.items.get', { id: 1 })).toEqual([]);
  });
});

describe('product rows', () => {
  const rows = [
    { productName: 'Работы', price: 1500.5, quantity: 2 },
    { productName: 'Скидка', price: -1, quantity: 1 },
  ];

  test('replace each other and give the deal its sum, unless that is manual', async () => {
    const { result, post } = await startPortal();
    await result('crm.deal.add', { fields: { TITLE: 'A' } });
    await result('crm.deal.add', { fields: { TITLE: 'B', OPPORTUNITY: 5, IS_MANUAL_OPPORTUNITY: 'Y' } });
    for (const id of [1, 2, 1]) {
      const set = await result<{ productRows: unknown[] }>('crm.item.productrow.set', {
        ownerType: 'D',
        ownerId: id,
        productRows: rows,
      });
      expect(set.productRows[0]).toMatchObject({
        ownerId: id,
        ownerType: 'D',
        productName: 'Работы',
        price: 1500.5,
        quantity: 2,
        sort: 10,
      });
    }
    expect(await result('crm.deal.get', { id: 1 })).toMatchObject({ OPPORTUNITY: '3000.00' });
    expect(await result('crm.deal.get', { id: 2 })).toMatchObject({ OPPORTUNITY: '5.00' });
    const listed = await result<{ productRows: unknown[] }>('crm.item.productrow.list', {
      filter: { '=ownerType': 'D', '@ownerId': [1, 2] },
    });
    expect(listed.productRows).toHaveLength(4);
    expect(await result('crm.deal.productrows.set', { id: 2, rows: [{ PRODUCT_NAME: 'X', PRICE: 1 }] })).toBe(true);
    expect(await result('crm.deal.productrows.get', { id: 2 })).toEqual([
      expect.objectContaining({ PRODUCT_NAME: 'X', PRICE: 1, QUANTITY: 1, OWNER_ID: '2' }),
    ]);
    expect((await post('crm.item.productrow.set', { ownerType: 'D', ownerId: 9, productRows: [] })).body['error']).toBe(
      'OWNER_NOT_FOUND',
    );
  });
});

describe('history', () => {
  test('a note is that of the call’s user and time, and takes fields in lower case alone', async () => {
    const { result, post } = await withCompany();
    const fields = {
      ENTITY_TYPE: 'company',
      ENTITY_ID: 1,
      COMMENT: 'Звонок',
      CREATED: '2020-01-01',
      AUTHOR_ID: 7,
      FILES: [['a.txt', 'YQ==']],
    };
    expect((await post('crm.timeline.comment.add', { FIELDS: fields })).status).toBe(400);
    expect(await result('crm.timeline.comment.add', { fields })).toBe(1);
    expect(await result('crm.timeline.comment.get', { id: 1 })).toMatchObject({
      COMMENT: 'Звонок',
      AUTHOR_ID: '1',
      CREATED: '2026-03-01T12:00:00+03:00',
      FILES: { 1: { name: 'a.txt' } },
    });
    expect(
      await result('crm.timeline.comment.list', { filter: { ENTITY_TYPE: 'company', ENTITY_ID: 1 } }),
    ).toHaveLength(1);
    expect(
      (await post('crm.activity.todo.add', { ownerTypeId: 4, ownerId: 9, deadline: '2026-05-01T10:00:00+03:00' })).body[
        'error'
      ],
    ).toBe('NOT_FOUND');
    expect(
      await result('crm.activity.todo.add', {
        ownerTypeId: 4,
        ownerId: 1,
        deadline: '2026-05-01T10:00:00+03:00',
        title: 'T',
      }),
    ).toEqual({ id: 1 });
  });
});

describe('duplicates', () => {
  test.each([
    ['8 (916) 000-00-01', [1]],
    ['+79160000001 доб. 12', [1]],
    ['+89160000001', undefined],
    ['916 000 00 01', undefined],
  ])('of a phone written %s are %j', async (written, ids) => {
    const { result } = await startPortal();
    await result('crm.contact.add', { fields: { NAME: 'A', PHONE: [{ VALUE: '+79160000001' }] } });
    const found = await result('crm.duplicate.findbycomm', {
      type: 'PHONE',
      values: [written],
      entity_type: 'CONTACT',
    });
    expect(found).toEqual(ids === undefined ? [] : { CONTACT: ids });
  });

  test('are found by type, of the first twenty values', async () => {
    const { result, post } = await withCompany();
    const EMAIL = [{ VALUE: 'A@example.com' }];
    await result('crm.contact.add', { fields: { NAME: 'A', EMAIL } });
    await result('crm.lead.add', { fields: { TITLE: 'L', EMAIL } });
    const values = ['a@example.com'];
    expect(await result('crm.duplicate.findbycomm', { type: 'EMAIL', values })).toEqual({ LEAD: [1], CONTACT: [1] });
    const padded = [...Array.from({ length: 20 }, (_, at) => `x${at}@example.com`), ...values];
    expect(await result('crm.duplicate.findbycomm', { type: 'EMAIL', values: padded })).toEqual([]);
    expect((await post('crm.duplicate.findbycomm', { values })).body['error']).toBe(
      'Communication type is not defined',
    );
  });

  test('are merged into the first', async () => {
    const { result } = await startPortal();
    for (const phone of ['+71', '+72'])
      await result('crm.contact.add', { fields: { NAME: 'A', PHONE: [{ VALUE: phone }] } });
    expect(await result('crm.entity.mergeBatch', { params: { entityTypeId: 3, entityIds: [1, 2] } })).toMatchObject({
      STATUS: 'SUCCESS',
    });
    expect(await result('crm.contact.get', { id: 1 })).toMatchObject({ PHONE: [{ VALUE: '+71' }, { VALUE: '+72' }] });
    expect(await result('crm.contact.list')).toHaveLength(1);
  });
});
