import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, start, type Loose, type Portal } from './amocrm-client.ts';

let portal: Portal;

beforeEach(async () => {
  portal = await openPortal();
});

afterEach(() => portal.emulator.close());

async function made(kind: string, ...elements: readonly object[]): Promise<number[]> {
  return idsOf(await portal.post(`/${kind}`, elements), kind);
}

async function mainStatuses(): Promise<Loose[]> {
  return (await portal.get('/leads/pipelines')).body._embedded.pipelines[0]._embedded.statuses;
}

describe('pipelines', () => {
  test('the first one has an inbox of type 1, and won and lost', async () => {
    const { body } = await portal.get('/leads/pipelines');
    expect(body._total_items).toBe(1);
    const statuses = await mainStatuses();
    expect(statuses.map(({ type }) => type)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(statuses.slice(-2).map(({ id, is_editable: isEditable }) => [id, isEditable])).toEqual([
      [142, false],
      [143, false],
    ]);
  });

  test('a new one comes with the statuses of the system around its own', async () => {
    const answer = await portal.post('/leads/pipelines', [
      {
        name: 'Опт',
        sort: 2,
        is_main: true,
        is_unsorted_on: false,
        request_id: 'p',
        _embedded: {
          statuses: [
            { name: 'Новый', sort: 20, color: '#fffeb2' },
            { id: 143, name: 'Отказ' },
          ],
        },
      },
    ]);
    const [pipeline] = answer.body._embedded.pipelines;
    expect(pipeline).toMatchObject({ name: 'Опт', is_main: true, is_unsorted_on: false, request_id: 'p' });
    const statuses: Loose[] = pipeline._embedded.statuses;
    expect(statuses.map(({ type }) => type)).toEqual([1, 0, 0, 0]);
    expect(statuses.map(({ name }) => name).slice(1)).toEqual(['Новый', 'Closed - won', 'Отказ']);
    expect((await portal.get('/leads/pipelines')).body._embedded.pipelines.map((one: Loose) => one.is_main)).toEqual([
      false,
      true,
    ]);
    const path = `/leads/pipelines/${pipeline.id}`;
    const added = await portal.post(`${path}/statuses`, [{ name: 'Счёт', sort: 30 }]);
    const [id = 0] = idsOf(added, 'statuses');
    expect((await portal.get(`${path}/statuses/${id}`)).body).toMatchObject({ name: 'Счёт', pipeline_id: pipeline.id });
    expect((await portal.patch(`${path}/statuses/${id}`, { name: 'Оплата' })).body.name).toBe('Оплата');
    expect((await portal.call('DELETE', `${path}/statuses/142`)).status).toBe(422);
    expect((await portal.call('DELETE', `${path}/statuses/${id}`)).status).toBe(204);
    expect((await portal.call('DELETE', path)).status).toBe(204);
    expect((await portal.get(path)).status).toBe(404);
  });

  test('colours are those of the palette, names and orders are needed, and there are at most fifty', async () => {
    const [{ id }] = (await portal.get('/leads/pipelines')).body._embedded.pipelines;
    const bad = await portal.post(`/leads/pipelines/${id}/statuses`, [{ name: 'А', sort: 1, color: '#123456' }]);
    expect(errorsOf(bad)).toEqual([{ code: 'NotSupportedChoice', path: 'color' }]);
    const empty = await portal.post('/leads/pipelines', [{ name: 'А' }]);
    expect(errorsOf(empty).map(({ path }) => path)).toEqual(['sort', 'is_main', 'is_unsorted_on']);
    const many = Array.from({ length: 49 }, (_, at) => ({
      name: `П${at}`,
      sort: at,
      is_main: false,
      is_unsorted_on: true,
    }));
    expect((await portal.post('/leads/pipelines', many)).status).toBe(200);
    expect((await portal.post('/leads/pipelines', many.slice(0, 1))).status).toBe(422);
  });
});

describe('leads', () => {
  test('one that does not say where begins in the first status of the main pipeline', async () => {
    const [id] = await made('leads', { name: 'А', price: 1500 });
    const [, first] = await mainStatuses();
    const { body } = await portal.get(`/leads/${id}`);
    expect(body).toMatchObject({
      status_id: first.id,
      pipeline_id: first.pipeline_id,
      price: 1500,
      closed_at: null,
      loss_reason_id: null,
      _embedded: { tags: [], companies: [] },
    });
    const [nameless] = await made('leads', {});
    expect((await portal.get(`/leads/${nameless}`)).body.name).toBe(`Сделка #${nameless}`);
  });

  test('a status of another pipeline and a reason of loss of one that is not lost are refused', async () => {
    const reasons = idsOf(await portal.post('/leads/loss_reasons', [{ name: 'Дорого' }]), 'loss_reasons');
    const [pipeline = 0] = idsOf(
      await portal.post('/leads/pipelines', [{ name: 'Опт', sort: 2, is_main: false, is_unsorted_on: true }]),
      'pipelines',
    );
    const [, first] = await mainStatuses();
    const crossed = await portal.post('/leads', [{ name: 'А', status_id: first.id, pipeline_id: pipeline }]);
    expect(errorsOf(crossed)).toEqual([{ code: 'NotSupportedChoice', path: 'status_id' }]);
    expect(errorsOf(await portal.post('/leads', [{ status_id: 5 }]))).toEqual([
      { code: 'NotSupportedChoice', path: 'status_id' },
    ]);
    const won = await portal.post('/leads', [{ status_id: 142, loss_reason_id: reasons[0] }]);
    expect(errorsOf(won)).toEqual([{ code: 'NotSupportedChoice', path: 'loss_reason_id' }]);
    const [lost] = await made('leads', {
      status_id: 143,
      pipeline_id: pipeline,
      loss_reason_id: reasons[0],
      closed_at: 1_600_000_000,
    });
    const { body } = await portal.get(`/leads/${lost}?with=loss_reason`);
    expect(body).toMatchObject({ closed_at: 1_600_000_000, pipeline_id: pipeline, loss_reason_id: reasons[0] });
    expect(body._embedded.loss_reason[0].name).toBe('Дорого');
    const [, again] = await mainStatuses();
    await portal.patch(`/leads/${lost}`, { status_id: again.id, pipeline_id: again.pipeline_id });
    expect((await portal.get(`/leads/${lost}`)).body).toMatchObject({ closed_at: null, loss_reason_id: null });
  });

  test('closing puts the time on it, and the events tell of it', async () => {
    const [id] = await made('leads', { name: 'А' });
    await portal.patch(`/leads/${id}`, { status_id: 142 });
    expect((await portal.get(`/leads/${id}`)).body.closed_at).toBe(start / 1000);
    const { body } = await portal.get('/events?filter[type]=lead_status_changed');
    expect(body._embedded.events).toMatchObject([
      { entity_id: id, entity_type: 'lead', value_after: [{ lead_status: { id: 142, pipeline_id: 3_166_396 } }] },
    ]);
    expect((await portal.get('/events?limit=250')).body._embedded.events).toHaveLength(2);
  });

  test('a price is a whole number', async () => {
    expect(errorsOf(await portal.post('/leads', [{ price: 10.5 }]))).toEqual([{ code: 'InvalidType', path: 'price' }]);
    expect(errorsOf(await portal.post('/leads', [{ price: '10' }]))).toEqual([{ code: 'InvalidType', path: 'price' }]);
  });

  test('contacts and a company are bound at once; the first contact is the main one', async () => {
    const [one = 0, two = 0] = await made('contacts', { name: 'А' }, { name: 'Б' });
    const [company = 0] = await made('companies', { name: 'В' });
    const embedded = { contacts: [{ id: one }, { id: two }], companies: [{ id: company }] };
    const [lead] = await made('leads', { name: 'Г', _embedded: embedded });
    const { body } = await portal.get(`/leads/${lead}?with=contacts`);
    expect(body._embedded.contacts).toMatchObject([
      { id: one, is_main: true },
      { id: two, is_main: false },
    ]);
    expect(body._embedded.companies).toMatchObject([{ id: company }]);
    expect((await portal.get(`/contacts/${one}?with=leads`)).body._embedded.leads).toMatchObject([{ id: lead }]);
    const [other] = await made('leads', {
      _embedded: {
        contacts: [
          { id: one, is_main: false },
          { id: two, is_main: true },
        ],
      },
    });
    expect((await portal.get(`/leads/${other}?with=contacts`)).body._embedded.contacts).toMatchObject([
      { id: one, is_main: false },
      { id: two, is_main: true },
    ]);
    const unknown = await portal.post('/leads', [{ _embedded: { contacts: [{ id: 5 }] } }]);
    expect(errorsOf(unknown)).toEqual([{ code: 'NotSupportedChoice', path: '_embedded.contacts.0.id' }]);
    const nameless = await portal.post('/leads', [{ _embedded: { contacts: [{ name: 'новый' }] } }]);
    expect(errorsOf(nameless).map(({ code }) => code)).toEqual(['FieldMissing', 'FieldNotExpected']);
  });

  test('a contact takes no company at its making', async () => {
    const [company] = await made('companies', { name: 'В' });
    const answer = await portal.post('/contacts', [{ name: 'А', _embedded: { companies: [{ id: company }] } }]);
    expect(errorsOf(answer)).toEqual([{ code: 'FieldNotExpected', path: '_embedded.companies' }]);
  });
});

describe('links', () => {
  test('are made many at once and one by one, read from both ends and ended', async () => {
    const [a = 0, b = 0] = await made('contacts', { name: 'А' }, { name: 'Б' });
    const [company = 0] = await made('companies', { name: 'В' });
    const to = { to_entity_id: company, to_entity_type: 'companies' };
    const linked = await portal.post('/contacts/link', [
      { entity_id: a, ...to },
      { entity_id: b, ...to },
    ]);
    expect(linked).toMatchObject({ status: 200, body: { _total_items: 2 } });
    expect(linked.body._embedded.links).toMatchObject([
      { entity_id: a, entity_type: 'contacts', to_entity_id: company, to_entity_type: 'companies' },
      { entity_id: b },
    ]);
    expect((await portal.get(`/companies/${company}?with=contacts`)).body._embedded.contacts).toMatchObject([
      { id: a },
      { id: b },
    ]);
    expect((await portal.get(`/contacts/${a}/links`)).body._embedded.links).toMatchObject([{ to_entity_id: company }]);
    const both = await portal.get(`/contacts/links?filter[entity_id][]=${a}&filter[entity_id][]=${b}`);
    expect(both.body._embedded.links).toHaveLength(2);
    expect((await portal.post(`/contacts/${a}/link`, [to])).status).toBe(200);
    expect(portal.emulator.state.links.size).toBe(2);
    expect(await portal.post(`/contacts/${a}/unlink`, [to])).toMatchObject({ status: 204, body: undefined });
    expect((await portal.get(`/contacts/${a}/links`)).status).toBe(204);
    expect((await portal.post('/contacts/unlink', [{ entity_id: b, ...to }])).status).toBe(204);
    expect(portal.emulator.state.links.size).toBe(0);
  });

  test('unknown numbers and impossible kinds are refused', async () => {
    const [a = 0] = await made('contacts', { name: 'А' });
    const [company = 0] = await made('companies', { name: 'В' });
    const link = async (entity: number, id: number, type: string): Promise<readonly object[]> =>
      errorsOf(await portal.post('/contacts/link', [{ entity_id: entity, to_entity_id: id, to_entity_type: type }]));
    expect(await link(5, company, 'companies')).toEqual([{ code: 'NotSupportedChoice', path: 'entity_id' }]);
    expect(await link(a, 5, 'companies')).toEqual([{ code: 'NotSupportedChoice', path: 'to_entity_id' }]);
    expect(await link(a, a, 'contacts')).toEqual([{ code: 'NotSupportedChoice', path: 'to_entity_type' }]);
  });

  test('a main contact gives way to another; a second company takes the place of the first', async () => {
    const [a = 0, b = 0] = await made('contacts', { name: 'А' }, { name: 'Б' });
    const [c = 0, d = 0] = await made('companies', { name: 'В' }, { name: 'Г' });
    const [lead = 0] = await made('leads', { _embedded: { contacts: [{ id: a }], companies: [{ id: c }] } });
    await portal.post('/leads/link', [
      { entity_id: lead, to_entity_id: b, to_entity_type: 'contacts', metadata: { is_main: true } },
      { entity_id: lead, to_entity_id: d, to_entity_type: 'companies' },
    ]);
    const { body } = await portal.get(`/leads/${lead}?with=contacts`);
    expect(body._embedded.contacts).toMatchObject([
      { id: a, is_main: false },
      { id: b, is_main: true },
    ]);
    expect(body._embedded.companies).toMatchObject([{ id: d }]);
    expect((await portal.get(`/companies/${c}?with=leads`)).body._embedded.leads).toEqual([]);
  });

  test('elements of lists are bound with their quantity', async () => {
    const [catalog = 0] = idsOf(await portal.post('/catalogs', [{ name: 'Товары', type: 'products' }]), 'catalogs');
    const made1 = await portal.post(`/catalogs/${catalog}/elements`, [{ name: 'Стол' }, { name: 'Стул' }]);
    const [table = 0] = idsOf(made1, 'elements');
    const [lead = 0] = await made('leads', { name: 'А' });
    const metadata = { quantity: 3, catalog_id: catalog };
    await portal.post('/leads/link', [
      { entity_id: lead, to_entity_id: table, to_entity_type: 'catalog_elements', metadata },
    ]);
    const { body } = await portal.get(`/leads/${lead}?with=catalog_elements`);
    expect(body._embedded.catalog_elements).toMatchObject([
      { id: table, metadata: { quantity: 3, catalog_id: catalog } },
    ]);
    expect(
      (await portal.get(`/catalogs/${catalog}/elements?query=${encodeURIComponent('стул')}`)).body._embedded.elements,
    ).toHaveLength(1);
  });
});
