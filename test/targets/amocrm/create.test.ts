import { describe, expect, test } from 'vitest';
import { idOfTable, operation } from '../bitrix24/portal.ts';
import { company, contact } from '../bitrix24/records.ts';
import { connected, valueOf } from './account.ts';

const nobody = idOfTable({});
const marked = (key: string): { readonly system: string; readonly key: string } => ({ system: 'csv', key });

describe('creating records in an account', () => {
  test('stores companies, contacts and leads with their markers, which are found again', async () => {
    const { connection, rows } = await connected();
    const [first] = await connection.write([operation('company', { name: 'ООО Пример' }, { key: '1' })], nobody);
    expect(first?.status).toBe('done');
    const companyId = first?.status === 'done' ? first.targetId : '';
    const idOf = idOfTable({ 'company:1': companyId });
    const person = {
      full_name: 'Примерова Анна',
      companies: [{ ref: marked('1'), primary: true }],
      phones: [{ value: '+79160000001', type: 'mobile', raw: '8916', primary: true }],
    };
    const [second] = await connection.write([operation('contact', person, { key: '2' })], idOf);
    const contactId = second?.status === 'done' ? second.targetId : '';
    const deal = {
      title: 'Монтаж',
      amount: { amount: '100', currency: 'RUB' },
      company: marked('1'),
      contacts: [{ ref: marked('2'), primary: true }],
    };
    const ids = idOfTable({ 'company:1': companyId, 'contact:2': contactId });
    const [third] = await connection.write([operation('deal', deal, { key: '3' })], ids);
    expect(third?.status).toBe('done');
    const [lead] = await rows('leads?with=contacts');
    expect(lead.price).toBe(100);
    expect(lead._embedded.companies[0].id).toBe(Number(companyId));
    expect(lead._embedded.contacts[0]).toMatchObject({ id: Number(contactId), is_main: true });
    expect(valueOf(lead, 'PERENOS_ID')).toBe('perenos:test|deal:csv:3');
    const [stored] = await rows('contacts');
    expect(stored._embedded.companies[0].id).toBe(Number(companyId));
    expect(await connection.find('contact', [marked('2'), marked('7')])).toEqual([contactId, undefined]);
    expect(await connection.find('lead', [marked('3')])).toEqual([undefined]);
    expect(await connection.find('deal', [marked('3')], '0')).toEqual([lead.id.toString()]);
  });

  test('gives back what it was given, as far as the account holds it', async () => {
    const { connection } = await connected();
    for (const [kind, data] of [
      ['company', company],
      ['contact', contact],
    ] as const) {
      const [outcome] = await connection.write([operation(kind, data, { key: `${kind}1` })], nobody);
      expect(outcome).toMatchObject({ status: 'done', findings: [] });
      const targetId = outcome?.status === 'done' ? outcome.targetId : '';
      const [read] = await connection.read(kind, [targetId]);
      const expected = connection.expected?.(kind, data, nobody) ?? {};
      expect(Object.fromEntries(Object.keys(expected).map((field) => [field, read?.[field]]))).toEqual(expected);
    }
  });

  test('is refused before planning where the account has no field for markers', async () => {
    const { connection } = await connected({}, { isPrepared: false });
    await expect(connection.readyToLoad?.(['company', 'user'])).rejects.toMatchObject({ code: 'amocrm.unprepared' });
    expect((await connection.describe()).guarantees.company).toBe('at-least-once');
    const bad = (await connection.doctor?.())?.filter(({ state }) => state === 'bad') ?? [];
    expect(bad.map(({ finding }) => finding?.code)).toEqual([
      'amocrm.no-marker',
      'amocrm.no-marker',
      'amocrm.no-marker',
    ]);
  });
});
