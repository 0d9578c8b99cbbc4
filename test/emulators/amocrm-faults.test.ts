import { describe, expect, test } from 'vitest';
import { errorsOf, idsOf, openPortal, start, type Answered, type Loose, type Portal } from './amocrm-client.ts';
import type { FaultRule } from '../../src/emulators/faults.ts';

const operation = 'POST /api/v4/contacts';

async function withFault<T>(kind: string, work: (portal: Portal) => Promise<T>, more: object = {}): Promise<T> {
  const rules: FaultRule[] = [{ method: operation, nth: 1, kind, ...more }];
  const portal = await openPortal({ faults: rules });
  try {
    return await work(portal);
  } finally {
    await portal.emulator.close();
  }
}

const five = ['А', 'Б', 'В', 'Г', 'Д'].map((name, at) => ({ name, request_id: `r${at}` }));

const send = (portal: Portal): Promise<Answered> => portal.post('/contacts', five);

/** Whether no answer came at all. */
const isLost = (portal: Portal): Promise<boolean> =>
  send(portal).then(
    () => false,
    () => true,
  );

const names = (portal: Portal): string[] => portal.emulator.state.entities.contacts.rows.map(({ name }) => name);

describe('faults on the way', () => {
  test.each([
    ['504-html-before', 504, 0],
    ['502-html-before', 502, 0],
    ['503-html', 503, 0],
    ['504-html-after', 504, 5],
    ['502-html', 502, 5],
    ['500-after', 500, 5],
    ['login-page', 200, 0],
    ['login-page-after', 200, 5],
    ['wrong-type', 200, 5],
  ])('%s: answered with %i as a page, %i stored', (kind, status, stored) =>
    withFault(kind, async (portal) => {
      expect(await send(portal)).toMatchObject({ status, type: 'text/html' });
      expect(names(portal)).toHaveLength(stored);
      // The fault was for the first request only.
      expect((await send(portal)).status).toBe(200);
    }),
  );

  test.each([
    ['reset-before', 0],
    ['reset-after', 5],
    ['truncated-json', 5],
    ['bad-gzip', 5],
  ])('%s: no answer can be read, %i stored', (kind, stored) =>
    withFault(kind, async (portal) => {
      expect(await isLost(portal)).toBe(true);
      expect(names(portal)).toHaveLength(stored);
    }),
  );

  test('a request given up is executed after all, later', () =>
    withFault('late:30000', async (portal) => {
      expect(await isLost(portal)).toBe(true);
      expect(names(portal)).toHaveLength(0);
      portal.emulator.clock.advanceTo(start + 30_000);
      expect(names(portal)).toHaveLength(5);
      expect(portal.emulator.state.entities.contacts.rows[0]?.created_at).toBe(start / 1000 + 30);
    }));

  test('a proxy that sends twice makes doubles', () =>
    withFault('duplicate', async (portal) => {
      expect((await send(portal)).status).toBe(200);
      expect(names(portal)).toHaveLength(10);
    }));

  test('a redirection leads elsewhere', () =>
    withFault('redirect:other.example', async (portal) => {
      expect((await send(portal)).status).toBe(302);
      expect(names(portal)).toHaveLength(0);
    }));
});

describe('refusals on order', () => {
  test('429 is a page of HTML, and nothing is stored', () =>
    withFault('429', async (portal) => {
      expect(await send(portal)).toMatchObject({ status: 429, type: 'text/html' });
      expect(names(portal)).toHaveLength(0);
    }));

  test('a token that ends in mid-run stays ended', () =>
    withFault('expired_token', async (portal) => {
      expect((await portal.get('/account')).status).toBe(200);
      expect((await send(portal)).status).toBe(401);
      expect((await send(portal)).status).toBe(401);
    }));

  test('a block is a page of 403 for everything until the account is reset', () =>
    withFault('overload', async (portal) => {
      expect(await send(portal)).toMatchObject({ status: 403, type: 'text/html' });
      expect((await portal.get('/account')).status).toBe(403);
      await portal.call('POST', `${portal.emulator.url}/admin/reset`);
      expect((await portal.get('/account')).status).toBe(200);
    }));

  test.each([
    ['503', 503],
    ['500', 500],
    ['portal-deleted', 401],
  ])('%s is a problem of %i, and nothing is stored', (kind, status) =>
    withFault(kind, async (portal) => {
      expect(await send(portal)).toMatchObject({ status, type: 'application/problem+json', body: { status } });
      expect(names(portal)).toHaveLength(0);
    }),
  );
});

describe('faults in the work', () => {
  test.each([
    ['partial', ['А', 'Б', 'В']],
    ['partial:1', ['А']],
    ['partial:0', []],
  ])('%s: so many elements are done, and the connection breaks', (kind, done) =>
    withFault(kind, async (portal) => {
      expect(await isLost(portal)).toBe(true);
      expect(names(portal)).toEqual(done);
    }),
  );

  test.each([
    ['item-error', []],
    ['item-error:stored', ['А', 'Б', 'Г', 'Д']],
  ])('%s: one element is refused by its request id', (kind, stored) =>
    withFault(kind, async (portal) => {
      const answer = await send(portal);
      expect(answer.status).toBe(400);
      expect(answer.body['validation-errors']).toHaveLength(1);
      expect(answer.body['validation-errors'][0].request_id).toBe('r2');
      expect(errorsOf(answer)).toMatchObject([{ code: 'NotSupportedChoice' }]);
      expect(names(portal)).toEqual(stored);
    }),
  );

  test('results come in another order, or the last is missing; what is stored is whole', async () => {
    const requestIds = ({ body }: Answered): string[] =>
      body._embedded.contacts.map(({ request_id: id }: { request_id: string }) => id);
    await withFault('reorder', async (portal) => {
      const answer = await send(portal);
      expect(requestIds(answer)).toEqual(['r4', 'r3', 'r2', 'r1', 'r0']);
      expect(names(portal)).toEqual(['А', 'Б', 'В', 'Г', 'Д']);
      const byId = portal.emulator.state.entities.contacts.get(idsOf(answer, 'contacts')[0] ?? 0);
      expect(byId?.name).toBe('Д');
    });
    await withFault('missing', async (portal) => {
      expect(requestIds(await send(portal))).toEqual(['r0', 'r1', 'r2', 'r3']);
      expect(names(portal)).toHaveLength(5);
    });
  });

  test('a field is passed over in silence, or a text is cut', async () => {
    const contact = {
      name: 'Константин Константинопольский',
      custom_fields_values: [
        { field_code: 'PHONE', values: [{ value: '+79001112233', enum_code: 'WORK' }] },
        { field_code: 'POSITION', values: [{ value: 'Заместитель директора' }] },
      ],
    };
    const stored = async (kind: string): Promise<unknown[]> =>
      withFault(kind, async (portal) => {
        expect((await portal.post('/contacts', [contact])).status).toBe(200);
        const [row] = portal.emulator.state.entities.contacts.rows;
        return [row?.name, ...(row?.fields ?? []).map(({ values }) => values[0]?.value)];
      });
    expect(await stored('ignore-field:PHONE')).toEqual(['Константин Константинопольский', 'Заместитель директора']);
    expect(await stored('ignore-field:4000')).toEqual([
      'Константин Константинопольский',
      '+79001112233',
      'Заместитель директора',
    ]);
    expect(await stored('cut-value:10')).toEqual(['Константин', '+790011122', 'Заместител']);
  });
});

describe('faults in the work of other requests', () => {
  test('reach a note, a record inside a lead, one bare object and a list', async () => {
    const faults = [
      { method: 'POST /api/v4/leads/complex', kind: 'cut-value:4' },
      { method: 'POST /api/v4/leads/notes', kind: 'cut-value:6' },
      { method: 'PATCH /api/v4/leads/{id}', kind: 'item-error' },
      { method: 'GET /api/v4/leads', kind: 'missing' },
      { method: 'GET /api/v4/contacts', kind: 'reorder' },
    ];
    const portal = await openPortal({ faults });
    const embedded = { contacts: [{ name: 'Константин' }], companies: [{ name: 'Северный лес' }] };
    await portal.post('/leads/complex', [{ name: 'Поставка', _embedded: embedded }]);
    const { leads, contacts, companies } = portal.emulator.state.entities;
    expect([leads, contacts, companies].map(({ rows }) => rows[0]?.name)).toEqual(['Пост', 'Конс', 'Севе']);
    const id = leads.rows[0]?.id;
    await portal.post('/leads/notes', [{ entity_id: id, note_type: 'common', params: { text: 'Отсрочка' } }]);
    expect(portal.emulator.state.notes.leads.rows[0]?.params).toEqual({ text: 'Отсроч' });
    expect((await portal.patch(`/leads/${id}`, { price: 5 })).status).toBe(400);
    expect(leads.rows[0]?.price).toBe(0);
    await portal.post('/leads', [{ name: 'Вторая' }]);
    expect(idsOf(await portal.get('/leads'), 'leads')).toEqual([id]);
    const [next] = idsOf(await portal.post('/contacts', [{ name: 'А' }]), 'contacts');
    expect(idsOf(await portal.get('/contacts'), 'contacts')).toEqual([next, contacts.rows[0]?.id]);
    await portal.emulator.close();
  });
});

describe('people at work, and the state', () => {
  test('a person changes and deletes records, which no request can', async () => {
    const portal = await openPortal();
    const [one = 0, two = 0] = idsOf(await portal.post('/contacts', [{ name: 'А' }, { name: 'Б' }]), 'contacts');
    const deeds = [
      { action: { do: 'change', entity: 'contacts', id: one, set: { name: 'Я' } } },
      { after: { operation: 'GET /api/v4/contacts/{id}' }, action: { do: 'delete', entity: 'contacts', id: 'newest' } },
    ];
    await portal.call('POST', `${portal.emulator.url}/admin/people`, deeds);
    expect(await portal.get(`/contacts/${one}`)).toMatchObject({ status: 200, body: { name: 'Я' } });
    expect((await portal.get(`/contacts/${two}`)).status).toBe(204);
    expect(idsOf(await portal.get('/contacts'), 'contacts')).toEqual([one]);
    expect(errorsOf(await portal.patch('/contacts', [{ id: two, name: 'В' }]))).toEqual([
      { code: 'NotSupportedChoice', path: 'id' },
    ]);
    expect(idsOf(await portal.get('/contacts?with=only_deleted'), 'contacts')).toEqual([two]);
    await portal.emulator.close();
  });

  test('what the account holds is dumped, loaded and reset whole', async () => {
    const portal = await openPortal();
    const [contact = 0] = idsOf(
      await portal.post('/contacts', [{ name: 'А', tags_to_add: [{ name: 'т' }] }]),
      'contacts',
    );
    const [company = 0] = idsOf(await portal.post('/companies', [{ name: 'Б' }]), 'companies');
    const link = { entity_id: contact, to_entity_id: company, to_entity_type: 'companies' };
    await portal.post('/contacts/link', [link]);
    await portal.post('/contacts/notes', [{ entity_id: contact, note_type: 'common', params: { text: 'В' } }]);
    const admin = `${portal.emulator.url}/admin`;
    const dumped = (await portal.call('GET', `${admin}/state`)).body;
    expect((await portal.call('GET', `${admin}/counters`)).body).toMatchObject({
      contacts: 1,
      companies: 1,
      leads: 0,
      notes: 1,
      links: 1,
      tags: 1,
      requests: 4,
      isBlocked: false,
    });
    await portal.call('POST', `${admin}/reset`);
    expect((await portal.get('/contacts')).status).toBe(204);
    await portal.call('POST', `${admin}/state`, dumped);
    expect((await portal.call('GET', `${admin}/state`)).body).toEqual(dumped);
    expect((await portal.get(`/contacts/${contact}`)).body._embedded.companies).toMatchObject([{ id: company }]);
    const other = await openPortal({ state: dumped });
    expect(other.emulator.state.dump()).toEqual(portal.emulator.state.dump());
    // Numbers go on where they were.
    const [next = 0] = idsOf(await other.post('/contacts', [{ name: 'Г' }]), 'contacts');
    expect(next).toBeGreaterThan(company);
    expect((await portal.call('POST', `${admin}/state`, { version: 1 })).status).toBe(400);
    await other.emulator.close();
    await portal.emulator.close();
  });

  test('the same seed and the same requests give the same numbers', async () => {
    const numbers = async (seed: number): Promise<number[]> => {
      const portal = await openPortal({ seed });
      const ids = idsOf(await send(portal), 'contacts');
      await portal.emulator.close();
      return ids;
    };
    expect(await numbers(3)).toEqual(await numbers(3));
    expect(await numbers(3)).not.toEqual(await numbers(4));
  });

  test('requests are logged by their kind, without numbers of records in the name', async () => {
    const portal = await openPortal();
    const [id] = idsOf(await portal.post('/leads', [{ name: 'А' }]), 'leads');
    await portal.patch(`/leads/${id}`, { name: 'Б' });
    await portal.get('/leads/pipelines/3166396/statuses');
    expect(portal.emulator.log.entries.map(({ operation: name, status }) => [name, status])).toEqual([
      ['POST /api/v4/leads', 200],
      ['PATCH /api/v4/leads/{id}', 200],
      ['GET /api/v4/leads/pipelines/{id}/statuses', 200],
    ]);
    await portal.emulator.close();
  });

  test('the demo is an account in which people have worked', async () => {
    const portal = await openPortal({ state: 'demo' });
    const { body } = await portal.get('/leads?with=contacts&order[id]=asc');
    const [open, won] = body._embedded.leads;
    expect(open).toMatchObject({ name: 'Поставка доски', price: 480_000, responsible_user_id: 504_142 });
    expect(won).toMatchObject({ name: 'Беседка', status_id: 142, closed_at: 1_742_300_000 });
    const contact = await portal.get(`/contacts/${open._embedded.contacts[0].id}`);
    expect(contact.body).toMatchObject({ name: 'Пётр Лосев', created_at: Date.parse('2025-03-11T08:40:00Z') / 1000 });
    expect((await portal.get('/leads/pipelines')).body._embedded.pipelines.map(({ name }: Loose) => name)).toEqual([
      'Воронка',
      'Повторные продажи',
    ]);
    expect(open.closest_task_at).toBe(1_742_371_200);
    await portal.emulator.close();
  });

  test('a call takes its time by the clock', async () => {
    const portal = await openPortal({ latency: { readMs: 50, writeMs: 100, elementMs: 4 } });
    await portal.get('/account');
    expect(portal.emulator.clock.now()).toBe(start + 50);
    await send(portal);
    expect(portal.emulator.clock.now()).toBe(start + 50 + 100 + 5 * 4);
    await portal.emulator.close();
  });
});
