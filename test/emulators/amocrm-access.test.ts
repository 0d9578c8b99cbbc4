import { describe, expect, test } from 'vitest';
import { answerOf, errorsOf, idsOf, openPortal, start, type Answered, type Portal } from './amocrm-client.ts';
import type { AmocrmSettings } from '../../src/emulators/amocrm/settings.ts';

async function within<T>(settings: AmocrmSettings, work: (portal: Portal) => Promise<T>): Promise<T> {
  const portal = await openPortal(settings);
  try {
    return await work(portal);
  } finally {
    await portal.emulator.close();
  }
}

const integration = {
  clientId: 'c0ffee',
  clientSecret: 'canary-client-secret',
  redirectUri: 'https://a.example/cb',
  codes: ['canary-code'],
};

const client = { client_id: 'c0ffee', client_secret: 'canary-client-secret', redirect_uri: 'https://a.example/cb' };

async function exchange(portal: Portal, body: object): Promise<Answered> {
  return portal.call('POST', `${portal.emulator.url}/oauth2/access_token`, { ...client, ...body });
}

function account(portal: Portal, token: string): Promise<Answered> {
  return portal.call('GET', '/account', undefined, { authorization: `Bearer ${token}` });
}

describe('the exchange of tokens', () => {
  test('a code is taken once and gives a pair', () =>
    within({ integration }, async (portal) => {
      const code = { grant_type: 'authorization_code', code: 'canary-code' };
      const given = await exchange(portal, code);
      expect(given.body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
      expect((await account(portal, given.body.access_token)).status).toBe(200);
      expect((await exchange(portal, code)).status).toBe(400);
    }));

  test('a code lives twenty minutes', () =>
    within({ integration }, async (portal) => {
      portal.emulator.clock.advanceTo(start + 20 * 60_000);
      expect((await exchange(portal, { grant_type: 'authorization_code', code: 'canary-code' })).status).toBe(400);
    }));

  test('a refresh token is taken once, and the pair it replaces ends', () =>
    within({ integration: { ...integration, refreshTokens: ['r0'] } }, async (portal) => {
      const refresh = (token: string): Promise<Answered> =>
        exchange(portal, { grant_type: 'refresh_token', refresh_token: token });
      const one = (await refresh('r0')).body;
      const two = (await refresh(one.refresh_token)).body;
      expect(two.refresh_token).not.toBe(one.refresh_token);
      expect(await refresh(one.refresh_token)).toMatchObject({ status: 401, body: { hint: 'Token has been revoked' } });
      expect((await account(portal, one.access_token)).status).toBe(401);
      expect((await account(portal, two.access_token)).status).toBe(200);
      portal.emulator.clock.advanceTo(start + 86_400_000);
      expect((await account(portal, two.access_token)).status).toBe(401);
      portal.emulator.clock.advanceTo(start + 91 * 86_400_000);
      expect((await refresh(two.refresh_token)).body.hint).toBe('Token has expired');
    }));

  test('another secret or address is refused; no secret is kept in the record of requests', () =>
    within({ integration }, async (portal) => {
      const seen: unknown[] = [];
      portal.emulator.log.listen((traffic) => seen.push(traffic));
      const code = { grant_type: 'authorization_code', code: 'canary-code' };
      expect((await exchange(portal, { ...code, client_secret: 'wrong' })).status).toBe(401);
      expect((await exchange(portal, { ...code, redirect_uri: 'https://b.example' })).status).toBe(401);
      const { body } = await exchange(portal, code);
      const text = JSON.stringify([seen, portal.emulator.log.entries]);
      expect(text).toContain('authorization_code');
      expect(text).toContain('expires_in');
      for (const secret of ['canary', body.access_token, body.refresh_token]) expect(text).not.toContain(secret);
    }));

  test('the address of the account is told to the holder of a token', () =>
    within({ integration }, async (portal) => {
      const address = `${portal.emulator.url}/oauth2/account/subdomain`;
      expect((await portal.call('GET', address)).body).toMatchObject({
        subdomain: 'perenos',
        domain: 'perenos.amocrm.ru',
      });
    }));
});

describe('rights', () => {
  test('a long-lived token ends with its day', () =>
    within({ tokens: [{ token: 'long', expiresAt: start + 1000 }] }, async (portal) => {
      expect((await portal.get('/account')).status).toBe(200);
      portal.emulator.clock.advanceTo(start + 1000);
      expect((await portal.get('/account')).status).toBe(401);
    }));

  test('an administrator acts as another user by a header, others do not', () =>
    within({}, async (portal) => {
      const snapshot = portal.emulator.state.dump();
      const user = { id: 7, name: 'И', email: 'i@b.example', is_admin: false, is_active: true, group_id: null };
      const state = { ...snapshot, users: [...snapshot.users, user] };
      const tokens = [
        { token: 'admin', userId: 504_141 },
        { token: 'plain', userId: 7 },
      ];
      await within({ state, tokens }, async (other) => {
        const made = await other.call('POST', '/leads', [{ name: 'А' }], { 'x-context-user-id': '7' });
        expect(made.status).toBe(200);
        expect(other.emulator.state.entities.leads.rows[0]?.created_by).toBe(7);
        expect((await other.call('GET', '/account', undefined, { 'x-context-user-id': '9' })).status).toBe(403);
        const plain = { authorization: 'Bearer plain', 'x-context-user-id': '504141' };
        expect((await other.call('GET', '/account', undefined, plain)).status).toBe(403);
      });
    }));

  test('a user who has left is responsible for nothing', () =>
    within({}, async (portal) => {
      const snapshot = portal.emulator.state.dump();
      const user = { id: 7, name: 'И', email: 'i@b.example', is_admin: false, is_active: false, group_id: null };
      await within({ state: { ...snapshot, users: [...snapshot.users, user] } }, async (other) => {
        const answer = await other.post('/leads', [{ responsible_user_id: 7 }]);
        expect(errorsOf(answer)).toEqual([{ code: 'NotSupportedChoice', path: 'responsible_user_id' }]);
        expect((await other.post('/leads', [{ created_by: 7 }])).status).toBe(200);
      });
    }));

  test('a subscription that has ended stops writes at once and reads later', async () => {
    await within({ subscription: 'no-writes' }, async (portal) => {
      expect((await portal.post('/leads', [{ name: 'А' }])).status).toBe(402);
      expect((await portal.get('/account')).status).toBe(200);
    });
    await within({ subscription: 'nothing' }, async (portal) =>
      expect((await portal.get('/account')).status).toBe(402),
    );
  });
});

describe('limits', () => {
  const limits = { perToken: 7, perAccount: 50, refusalsToBlock: 5 };

  test('seven requests in any second for one token; beyond that a page of 429 without advice', () =>
    within({ limits }, async (portal) => {
      const statuses: number[] = [];
      for (let at = 0; at < 7; at += 1) statuses.push((await portal.get('/account')).status);
      expect(statuses).toEqual(Array(7).fill(200));
      const response = await fetch(`${portal.emulator.url}/api/v4/account`, {
        headers: { authorization: 'Bearer perenos-emulator-long-lived-token' },
      });
      expect(response.headers.get('retry-after')).toBeNull();
      const refused = await answerOf(response);
      expect(refused).toMatchObject({ status: 429, type: 'text/html' });
      expect(refused.body).toContain('429 Too Many Requests');
      portal.emulator.clock.advanceTo(start + 999);
      expect((await portal.get('/account')).status).toBe(429);
      portal.emulator.clock.advanceTo(start + 1000);
      expect((await portal.get('/account')).status).toBe(200);
      expect(portal.emulator.limits.refused).toBe(2);
    }));

  test('the window slides: what came late in a second counts in the next', () =>
    within({ limits }, async (portal) => {
      await portal.get('/account');
      portal.emulator.clock.advanceTo(start + 900);
      for (let at = 0; at < 6; at += 1) expect((await portal.get('/account')).status).toBe(200);
      portal.emulator.clock.advanceTo(start + 1100);
      expect((await portal.get('/account')).status).toBe(200);
      expect((await portal.get('/account')).status).toBe(429);
    }));

  test('refusals within a minute block the account for everybody until it is reset', () =>
    within({ limits, tokens: [{ token: 'a' }, { token: 'b' }] }, async (portal) => {
      for (let at = 0; at < 11; at += 1) await portal.get('/account');
      const blocked = await portal.get('/account');
      expect(blocked).toMatchObject({ status: 403, type: 'text/html' });
      portal.emulator.clock.advanceTo(start + 3_600_000);
      expect((await portal.get('/account')).status).toBe(403);
      expect((await account(portal, 'b')).status).toBe(403);
      portal.emulator.limits.reset();
      expect((await portal.get('/account')).status).toBe(200);
    }));

  test('fifty requests a second for all tokens together', () =>
    within({ limits, tokens: Array.from({ length: 8 }, (_, at) => ({ token: `t${at}` })) }, async (portal) => {
      const statuses: number[] = [];
      for (let at = 0; at < 56; at += 1) statuses.push((await account(portal, `t${at % 8}`)).status);
      expect(statuses.indexOf(429)).toBe(50);
    }));
});

describe('lists that lag', () => {
  test('a new record is found by its number at once and in lists later', () =>
    within({ lookupLagMs: 5000 }, async (portal) => {
      const [id = 0] = idsOf(await portal.post('/contacts', [{ name: 'А' }]), 'contacts');
      expect((await portal.get(`/contacts/${id}`)).status).toBe(200);
      expect((await portal.get('/contacts?order[id]=desc')).status).toBe(204);
      portal.emulator.clock.advanceTo(start + 5000);
      expect(idsOf(await portal.get('/contacts?order[id]=desc'), 'contacts')).toEqual([id]);
    }));
});
