import { describe, expect, test } from 'vitest';
import { connected, idOfTable, operation } from './portal.ts';

const phone = { value: '+79160000001', type: 'mobile', raw: '8 916 000-00-01', primary: true } as const;
const email = { value: 'anna@example.com', type: 'work', raw: 'anna@example.com', primary: true } as const;

describe('creating', () => {
  test('makes a company with requisites, addresses and accounts, a contact, a lead, a deal with rows, each found by its marker', async () => {
    const { connection, result } = await connected();
    const company = {
      name: 'ООО Пример',
      legal_name: 'Общество с ограниченной ответственностью «Пример»',
      inn: '7700000016',
      kpp: '770001001',
      phones: [{ ...phone, value: '+74950000001', type: 'work', ext: '12' }],
      addresses: [{ text: 'Москва, ул. Первая, 1', type: 'legal' }],
      bank_accounts: [{ account: '40702810000000000001', bik: '044525225', bank: 'Банк' }],
      owner: { system: 'user:email', key: 'boss@example.com' },
      created_at: '2021-03-01T07:00:00Z',
      comment: 'Важный',
    };
    const idOf = idOfTable({ 'user:boss@example.com': '1' });
    const companies = await connection.write([operation('company', company, { key: '17' })], idOf);
    expect(companies).toEqual([{ status: 'done', targetId: '1', findings: [] }]);
    const known = idOfTable({ 'user:boss@example.com': '1', 'company:17': '1', 'contact:5': '1' });
    const contact = {
      first_name: 'Анна',
      last_name: 'Примерова',
      full_name: 'Примерова Анна',
      companies: [{ ref: { system: 'csv', key: '17' }, primary: true }],
      phones: [phone],
      emails: [email],
      created_at: '2021-03-02T07:00:00Z',
    };
    expect(await connection.write([operation('contact', contact, { key: '5' })], known)).toMatchObject([
      { status: 'done' },
    ]);
    const lead = { title: 'Заявка', status: 'NEW', full_name: 'Пётр', phones: [phone] };
    expect(await connection.write([operation('lead', lead, { key: '9' })], known)).toMatchObject([{ status: 'done' }]);
    const deal = {
      title: 'Монтаж',
      stage: 'WON',
      amount: { amount: '3001.00', currency: 'RUB' },
      company: { system: 'csv', key: '17' },
      contacts: [{ ref: { system: 'csv', key: '5' }, primary: true }],
      items: [{ name: 'Работы', price: { amount: '1500.50', currency: 'RUB' }, quantity: '2' }],
      created_at: '2021-04-01T07:00:00Z',
    };
    expect(await connection.write([operation('deal', deal, { key: '88' })], known)).toEqual([
      { status: 'done', targetId: '1', findings: [] },
    ]);
    expect(await result('crm.company.get', { id: 1 })).toMatchObject({
      TITLE: 'ООО Пример',
      ORIGINATOR_ID: 'perenos:test',
      ORIGIN_ID: 'company:csv:17',
      COMMENTS: 'Важный\n\n+74950000001 ext. 12',
      DATE_CREATE: '2021-03-01T10:00:00+03:00',
    });
    expect(
      await connection.find('company', [
        { system: 'csv', key: '17' },
        { system: 'csv', key: '18' },
      ]),
    ).toEqual(['1', undefined]);
    for (const [kind, data] of [
      ['company', company],
      ['contact', contact],
      ['lead', lead],
      ['deal', deal],
    ] as const) {
      const [read] = await connection.read(kind, ['1']);
      const expected = connection.expected?.(kind, data, known) ?? {};
      expect(Object.keys(expected).length).toBeGreaterThan(2);
      expect(read).toMatchObject(expected);
    }
  });
});
