import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, type Portal } from './amocrm-client.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await openPortal();
});

afterEach(() => portal.emulator.close());

const phone = (value: string): object => ({ field_code: 'PHONE', values: [{ value, enum_code: 'WORK' }] });

const whole = (request: string, number: string): object => ({
  name: `Сделка ${request}`,
  price: 100,
  request_id: request,
  _embedded: {
    contacts: [{ first_name: 'Анна', custom_fields_values: [phone(number)] }],
    companies: [{ name: 'ООО' }],
    tags: [{ name: 'загрузка' }],
  },
});

describe('a lead, a contact and a company in one call', () => {
  test('answers with a bare list, and the three are bound to each other', async () => {
    const answer = await portal.post('/leads/complex', [whole('a', '+79001112233'), { name: 'одна' }]);
    expect(answer.status).toBe(200);
    const [first, second] = answer.body;
    expect(first).toMatchObject({ request_id: ['a'], merged: false });
    expect(second).toEqual({ id: second.id, contact_id: null, company_id: null, request_id: ['1'], merged: false });
    const lead = (await portal.get(`/leads/${first.id}?with=contacts`)).body;
    expect(lead).toMatchObject({ name: 'Сделка a', price: 100 });
    expect(lead._embedded.contacts).toMatchObject([{ id: first.contact_id, is_main: true }]);
    expect(lead._embedded.companies).toMatchObject([{ id: first.company_id }]);
    expect(lead._embedded.tags).toMatchObject([{ name: 'загрузка' }]);
    const contact = (await portal.get(`/contacts/${first.contact_id}?with=leads`)).body;
    expect(contact._embedded.companies).toMatchObject([{ id: first.company_id }]);
    expect(contact._embedded.leads).toMatchObject([{ id: first.id }]);
  });

  test('takes known records by their number', async () => {
    const [contact] = idsOf(await portal.post('/contacts', [{ name: 'А' }]), 'contacts');
    const [company] = idsOf(await portal.post('/companies', [{ name: 'Б' }]), 'companies');
    const embedded = { contacts: [{ id: contact }], companies: [{ id: company }] };
    const { body } = await portal.post('/leads/complex', [{ name: 'В', _embedded: embedded }]);
    expect(body).toMatchObject([{ contact_id: contact, company_id: company, merged: false }]);
    expect(portal.emulator.state.entities.contacts.rows).toHaveLength(1);
    // An open lead of that contact is left alone: a lead was asked for.
    const again = await portal.post('/leads/complex', [{ name: 'Г', _embedded: embedded }]);
    expect(again.body[0]).toMatchObject({ contact_id: contact, merged: false });
    expect(portal.emulator.state.entities.leads.rows.map(({ name }) => name)).toEqual(['В', 'Г']);
    const unknown = await portal.post('/leads/complex', [{ _embedded: { contacts: [{ id: 5 }] } }]);
    expect(errorsOf(unknown)).toEqual([{ code: 'NotSupportedChoice', path: '_embedded.contacts.0.id' }]);
  });

  test('at most fifty leads, one contact and one company each, forty values of fields', async () => {
    const many = Array.from({ length: 51 }, (_, at) => ({ name: `С${at}` }));
    expect((await portal.post('/leads/complex', many)).status).toBe(400);
    expect((await portal.post('/leads/complex', many.slice(1))).status).toBe(200);
    const two = await portal.post('/leads/complex', [{ _embedded: { contacts: [{ name: 'А' }, { name: 'Б' }] } }]);
    expect(errorsOf(two)).toEqual([{ code: 'TooMany', path: '_embedded.contacts' }]);
    const values = Array.from({ length: 41 }, () => phone('1'));
    const full = await portal.post('/leads/complex', [
      { _embedded: { contacts: [{ name: 'А', custom_fields_values: values }] } },
    ]);
    expect(errorsOf(full)).toEqual([{ code: 'TooMany', path: '_embedded.contacts.0.custom_fields_values' }]);
    expect(portal.emulator.state.entities.leads.rows).toHaveLength(50);
  });

  test('with the story of a request it waits in the inbox, without it does not', async () => {
    const metadata = { category: 'forms', form_id: 'f', form_name: 'F', form_page: 'p', form_sent_at: 1 };
    const { body } = await portal.post('/leads/complex', [{ name: 'А', _embedded: { metadata } }, { name: 'Б' }]);
    const inbox = portal.emulator.state.mainPipeline?.statuses.find(({ type }) => type === 1);
    const statuses = portal.emulator.state.entities.leads.rows.map(({ status_id: id }) => id === inbox?.id);
    expect(body).toHaveLength(2);
    expect(statuses).toEqual([true, false]);
  });

  test('makes doubles unless duplicate control is on', async () => {
    await portal.post('/leads/complex', [whole('a', '+79001112233')]);
    const { body } = await portal.post('/leads/complex', [whole('b', '89001112233')]);
    expect(body[0].merged).toBe(false);
    expect(portal.emulator.state.entities.contacts.rows).toHaveLength(2);
  });

  test('with duplicate control a stored contact and its open lead are changed; never within one request', async () => {
    const other = await openPortal({ duplicateControl: true });
    const made = await other.post('/leads/complex', [whole('a', '+79001112233'), whole('b', '+79001112233')]);
    expect(made.body.map(({ merged }: { merged: boolean }) => merged)).toEqual([false, false]);
    const again = await other.post('/leads/complex', [whole('c', '8 (900) 111-22-33'), whole('d', '+79990000000')]);
    expect(again.body[0]).toMatchObject({ id: made.body[0].id, contact_id: made.body[0].contact_id, merged: true });
    expect(again.body[1].merged).toBe(false);
    expect(other.emulator.state.entities.contacts.rows).toHaveLength(3);
    expect(other.emulator.state.entities.leads.rows).toHaveLength(3);
    expect((await other.get(`/leads/${made.body[0].id}`)).body.name).toBe('Сделка c');
    // A plain creation takes no part in it.
    await other.post('/contacts', [{ name: 'А', custom_fields_values: [phone('+79001112233')] }]);
    expect(other.emulator.state.entities.contacts.rows).toHaveLength(4);
    await other.emulator.close();
  });
});
