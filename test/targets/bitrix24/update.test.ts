import { describe, expect, test } from 'vitest';
import type { EntityKind } from '../../../src/model/entity.ts';
import type { Connection } from '../../../src/targets/target.ts';
import { connected, idOfTable, operation } from './portal.ts';
import { company, contact, deal, email, ids, lead, phone, workPhone } from './records.ts';

const idOf = idOfTable(ids);

async function create(connection: Connection, kind: EntityKind, data: object, key: string): Promise<string> {
  const [outcome] = await connection.write([operation(kind, data, { key })], idOf);
  if (outcome?.status !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.targetId;
}

/** Updates some fields and returns the outcome and what stands in the portal then. */
async function update(
  connection: Connection,
  kind: EntityKind,
  change: { targetId: string; data: object; fields: readonly string[]; key?: string },
) {
  const changes = change.fields.map((field) => ({
    field,
    before: null,
    after: (change.data as Record<string, unknown>)[field],
  }));
  const given = operation(kind, change.data, {
    action: 'update',
    targetId: change.targetId,
    changes,
    key: change.key ?? '17',
  });
  const [outcome] = await connection.write([given], idOf);
  const [read] = await connection.read(kind, [change.targetId]);
  return { outcome, read: read ?? {} };
}

describe.each([{ api: 'universal' }, { api: 'classic' }] as const)('updating through the $api methods', (options) => {
  test('writes the named fields only', async () => {
    const { connection, result } = await connected({}, options);
    const id = await create(connection, 'company', company, '17');
    await result('crm.company.update', { id, fields: { COMMENTS: 'человек написал', TITLE: 'человек переименовал' } });
    const data = { ...company, name: 'ООО Новое', comment: 'не пишется' };
    const { outcome, read } = await update(connection, 'company', { targetId: id, data, fields: ['name'] });
    expect(outcome).toEqual({ status: 'done', targetId: id, findings: [] });
    expect(read).toMatchObject({ name: 'ООО Новое', comment: 'человек написал', inn: company.inn });
  });

  test('phones and addresses keep their ids: repeated, an update doubles nothing', async () => {
    const { connection, result } = await connected({}, options);
    await create(connection, 'company', company, '17');
    await create(connection, 'company', { name: 'Вторая' }, '18');
    const id = await create(connection, 'contact', contact, '5');
    const before = await result<{ PHONE: { ID: string; VALUE: string }[] }>('crm.contact.get', { id });
    const data = {
      ...contact,
      phones: [
        phone,
        { ...workPhone, type: 'home', ext: undefined },
        { ...phone, value: '+79160000077', primary: false },
      ],
      emails: [],
    };
    for (let time = 0; time < 3; time += 1) {
      const { outcome } = await update(connection, 'contact', {
        targetId: id,
        data,
        fields: ['phones', 'emails'],
        key: '5',
      });
      expect(outcome).toMatchObject({ status: 'done' });
    }
    const after = await result<{ PHONE: { ID: string; VALUE: string; VALUE_TYPE: string }[]; EMAIL?: unknown }>(
      'crm.contact.get',
      { id },
    );
    expect(after.PHONE.map(({ VALUE, VALUE_TYPE }) => [VALUE, VALUE_TYPE])).toEqual([
      ['+79160000001', 'MOBILE'],
      ['+74950000001', 'HOME'],
      ['+79160000077', 'MOBILE'],
    ]);
    expect(after.PHONE.slice(0, 2).map(({ ID }) => ID)).toEqual(before.PHONE.map(({ ID }) => ID));
    expect(after.EMAIL).toBeUndefined();
  });

  test('values in another order are rewritten in their places', async () => {
    const { connection } = await connected({}, options);
    const id = await create(connection, 'contact', { full_name: 'А', phones: [phone, workPhone] }, '5');
    const phones = [
      { ...workPhone, ext: undefined, primary: true },
      { ...phone, primary: false },
    ];
    const { read } = await update(connection, 'contact', {
      targetId: id,
      data: { full_name: 'А', phones },
      fields: ['phones'],
      key: '5',
    });
    expect((read['phones'] as { value: string }[]).map(({ value }) => value)).toEqual(['+74950000001', '+79160000001']);
  });

  test('a field without a value is cleared', async () => {
    const { connection } = await connected({}, options);
    const id = await create(
      connection,
      'contact',
      { full_name: 'А', position: 'Директор', comment: 'К', emails: [email] },
      '5',
    );
    const { read } = await update(connection, 'contact', {
      targetId: id,
      data: { full_name: 'А' },
      fields: ['position', 'comment', 'emails'],
      key: '5',
    });
    expect(Object.keys(read).toSorted()).not.toContain('position');
    expect(read).not.toHaveProperty('comment');
    expect(read).not.toHaveProperty('emails');
  });

  test('requisites, addresses and accounts become what is wanted', async () => {
    const { connection, result } = await connected({}, options);
    const id = await create(connection, 'company', company, '17');
    const data = {
      ...company,
      kpp: '770001999',
      okpo: undefined,
      addresses: [
        { text: 'Тверь', type: 'legal' },
        { text: 'а/я 5', type: 'postal' },
      ],
      bank_accounts: [{ ...company.bank_accounts[0], bank: 'Другой банк' }, { account: '40702810000000000002' }],
    };
    const { read } = await update(connection, 'company', {
      targetId: id,
      data,
      fields: ['kpp', 'okpo', 'addresses', 'bank_accounts'],
    });
    expect(read).toMatchObject({
      inn: company.inn,
      kpp: '770001999',
      addresses: [
        { text: 'Тверь', type: 'legal' },
        { text: 'а/я 5', type: 'postal' },
      ],
      bank_accounts: [
        { account: '40702810000000000001', bank: 'Другой банк', bik: '044525225' },
        { account: '40702810000000000002' },
      ],
    });
    expect(read).not.toHaveProperty('okpo');
    expect(await result<unknown[]>('crm.requisite.list', { filter: {} })).toHaveLength(1);
  });

  test('a company without requisites gets them', async () => {
    const { connection } = await connected({}, options);
    const id = await create(connection, 'company', { name: 'Без реквизитов' }, '17');
    const { outcome, read } = await update(connection, 'company', {
      targetId: id,
      data: company,
      fields: ['inn', 'addresses'],
    });
    expect(outcome).toMatchObject({ status: 'done' });
    expect(read).toMatchObject({ inn: company.inn });
    expect(read['addresses']).toHaveLength(2);
    expect(read).not.toHaveProperty('bank_accounts');
  });

  test('a deal moves to another stage, a lead gets another address, rows are set as a whole', async () => {
    const { connection } = await connected({}, options);
    await create(connection, 'company', company, '17');
    await create(connection, 'contact', { full_name: 'А' }, '5');
    const dealId = await create(connection, 'deal', deal, '88');
    const moved = {
      ...deal,
      stage: 'Сделка успешна',
      outcome: 'won',
      items: [{ name: 'Одно', price: { amount: '5', currency: 'RUB' } }],
    };
    const { read } = await update(connection, 'deal', {
      targetId: dealId,
      data: moved,
      fields: ['stage', 'outcome', 'items'],
    });
    expect(read).toMatchObject({
      stage: 'Сделка успешна',
      outcome: 'won',
      amount: { amount: '3001', currency: 'RUB' },
    });
    expect(read['items']).toEqual([
      { name: 'Одно', quantity: '1', price: { amount: '5', currency: 'RUB' }, total: { amount: '5', currency: 'RUB' } },
    ]);
    const leadId = await create(connection, 'lead', lead, '9');
    const changed = { ...lead, addresses: [{ text: 'Псков', type: 'postal' }] };
    const after = await update(connection, 'lead', { targetId: leadId, data: changed, fields: ['addresses'] });
    expect(after.read['addresses']).toEqual([{ text: 'Псков', type: 'postal' }]);
  });

  test('what is gone is said, and deleting it again is done', async () => {
    const { connection } = await connected({}, options);
    const id = await create(connection, 'contact', { full_name: 'А', phones: [phone] }, '5');
    const removal = () =>
      connection.write([operation('contact', { full_name: 'А' }, { action: 'delete', targetId: id, key: '5' })], idOf);
    expect(await removal()).toEqual([{ status: 'done', targetId: id }]);
    expect(await removal()).toEqual([{ status: 'done', targetId: id }]);
    const { outcome } = await update(connection, 'contact', {
      targetId: id,
      data: { full_name: 'Б', phones: [] },
      fields: ['phones'],
      key: '5',
    });
    expect(outcome).toEqual({ status: 'rejected', finding: { code: 'target.record-gone', args: { id } } });
    expect(await connection.read('contact', [id])).toEqual([undefined]);
  });
});
