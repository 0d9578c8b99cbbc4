import { describe, expect, test } from 'vitest';
import { rehearsalApplication } from '../../../src/emulators/bitrix24/settings.ts';
import { startPortal } from './portal-client.ts';

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<Record<number, number>> {
  const seen: Record<number, number> = {};
  for (let at = 0; at < count; at += 1) {
    const { status } = await ask();
    seen[status] = (seen[status] ?? 0) + 1;
  }
  return seen;
}

describe('limits', () => {
  test('a standard plan takes a burst of fifty requests and then two a second', async () => {
    const { post, emulator } = await startPortal({ plan: 'standard' });
    expect(await statuses(60, () => post('profile'))).toEqual({ 200: 50, 503: 10 });
    expect((await post('profile')).body).toEqual({
      error: 'QUERY_LIMIT_EXCEEDED',
      error_description: 'Too many requests',
    });
    emulator.clock.advanceTo(emulator.clock.now() + 5000);
    expect(await statuses(15, () => post('profile'))).toEqual({ 200: 10, 503: 5 });
  });

  test('an enterprise plan takes 250; a batch is one request', async () => {
    const { post } = await startPortal({ plan: 'enterprise' });
    const cmd = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`c${at}`, 'server.time']));
    expect(await statuses(260, () => post('batch', { cmd }))).toEqual({ 200: 250, 503: 10 });
  });

  test('a method that has used its 480 seconds is blocked until its oldest minute is ten minutes old', async () => {
    const { post, emulator } = await startPortal({
      plan: 'enterprise',
      costFactor: 1,
      costs: { 'crm.company.add': 48 },
    });
    const add = () => post('crm.company.add', { fields: { TITLE: 'x' } });
    const first = emulator.clock.now();
    expect(await statuses(10, add)).toEqual({ 200: 10 });
    expect((await add()).body).toMatchObject({ error: 'OPERATION_TIME_LIMIT' });
    // Other methods have accounts of their own.
    const { body } = await post('crm.contact.add', { fields: { NAME: 'A' } });
    expect(body['time']).toMatchObject({ operating: 1.14, duration: 1.14 });
    emulator.clock.advanceTo(first + 599_000);
    expect((await add()).status).toBe(429);
    emulator.clock.advanceTo(first + 600_000);
    // The first minute held two calls: its basket is dropped whole.
    const answer = await add();
    expect([answer.status, (answer.body['time'] as { operating: number }).operating]).toEqual([200, 432]);
    expect(emulator.log.counts().refused).toBe(2);
  });

  test('commands of a batch are charged each to its own account', async () => {
    const { result } = await startPortal({ plan: 'standard', costFactor: 1, costs: { 'crm.company.add': 2 } });
    const { result_time: times } = await result<{ result_time: Record<string, { operating: number }> }>('batch', {
      cmd: { a: 'crm.company.add?fields[TITLE]=x', b: 'crm.company.add?fields[TITLE]=y', c: 'server.time' },
    });
    expect([times['a']?.operating, times['b']?.operating, times['c']?.operating]).toEqual([2, 4, 0.02]);
  });

  test('an import costs by its records, and time goes on by what calls cost', async () => {
    const { result, emulator } = await startPortal({ costFactor: 1 });
    const before = emulator.clock.now();
    await result('crm.item.batchImport', { entityTypeId: 4, data: Array.from({ length: 20 }, () => ({ title: 'x' })) });
    expect(emulator.clock.now() - before).toBeCloseTo(24_000, 0);
  });

  test('costs vary by a share when asked, the same for the same seed', async () => {
    const durations = async (seed: number): Promise<number[]> => {
      const { post } = await startPortal({ costFactor: 1, costJitter: 0.5, seed });
      const found: number[] = [];
      for (let at = 0; at < 5; at += 1)
        found.push(((await post('crm.deal.list')).body['time'] as { duration: number }).duration);
      return found;
    };
    const one = await durations(1);
    expect(await durations(1)).toEqual(one);
    expect(await durations(2)).not.toEqual(one);
    expect(Math.min(...one)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...one)).toBeLessThanOrEqual(0.3);
  });
});

describe('access', () => {
  test('a wrong webhook, an expired one and a missing scope are refused', async () => {
    const webhooks = [
      { userId: 1, secret: 'good', scope: ['user'] },
      { userId: 1, secret: 'old', expiresAt: 1 },
    ];
    const { post, emulator } = await startPortal({ webhooks });
    const ask = async (path: string) => (await fetch(`${emulator.url}/rest/${path}`)).status;
    expect(await ask('1/bad/profile')).toBe(401);
    expect(await ask('1/old/profile')).toBe(401);
    expect(await ask('profile')).toBe(401);
    expect((await post('crm.deal.list')).body['error']).toBe('insufficient_scope');
    expect((await post('user.get')).status).toBe(200);
  });

  test('a token lives an hour and is renewed once with a refresh token', async () => {
    const { emulator } = await startPortal();
    const ask = async (auth: string) =>
      (
        await fetch(`${emulator.url}/rest/profile.json`, { method: 'POST', body: new URLSearchParams({ auth }) })
      ).json() as Promise<{ error?: string }>;
    const { accessToken, clientId, clientSecret, refreshToken } = rehearsalApplication;
    expect((await ask(accessToken)).error).toBeUndefined();
    emulator.clock.advanceTo(emulator.clock.now() + 3_600_000);
    expect((await ask(accessToken)).error).toBe('expired_token');
    const query = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    const renew = async () =>
      (await fetch(`${emulator.url}/oauth/token/?${query.toString()}`)).json() as Promise<Record<string, string>>;
    const renewed = await renew();
    expect(renewed).toMatchObject({ expires_in: 3600, client_endpoint: `${emulator.url}/rest/` });
    expect((await ask(renewed['access_token'] ?? '')).error).toBeUndefined();
    expect((await renew())['error']).toBe('invalid_grant');
    expect(JSON.stringify(emulator.log.entries)).not.toContain(clientSecret);
  });

  test('secrets are masked in the recorded traffic', async () => {
    const { emulator } = await startPortal();
    const seen: string[] = [];
    emulator.log.listen((traffic) => seen.push(JSON.stringify(traffic)));
    await fetch(`${emulator.url}/rest/profile?auth=${rehearsalApplication.accessToken}`);
    await fetch(`${emulator.webhook}profile`);
    expect(seen).toHaveLength(2);
    expect(seen.join('')).not.toMatch(/rehearsal-access|rehearsal0public/);
  });
});

describe('transport', () => {
  test.each([
    [
      'GET with unencoded brackets and a trailing &',
      (url: string) => fetch(`${url}crm.company.add.json?fields[TITLE]=x&fields[PHONE][0][VALUE]=%2B7&`),
    ],
    [
      'a form',
      (url: string) =>
        fetch(`${url}CRM.Company.Add`, {
          method: 'POST',
          body: new URLSearchParams({ 'fields[TITLE]': 'x', 'fields[PHONE][0][VALUE]': '+7' }),
        }),
    ],
    [
      'a multipart form',
      (url: string) => {
        const form = new FormData();
        form.set('fields[TITLE]', 'x');
        form.set('fields[PHONE][0][VALUE]', '+7');
        return fetch(`${url}crm.company.add/`, { method: 'POST', body: form });
      },
    ],
    [
      'JSON whose names win over the query',
      (url: string) =>
        fetch(`${url}crm.company.add?fields[TITLE]=query&FIELDS=1`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"fields":{"TITLE":"x","PHONE":{"0":{"VALUE":"+7"}}}}',
        }),
    ],
  ])('takes %s', async (_, ask) => {
    const { emulator } = await startPortal();
    expect((await ask(emulator.webhook)).status).toBe(200);
    expect(emulator.state.items.company.get(1)).toMatchObject({
      values: { TITLE: 'x' },
      multi: [{ value: '+7', type: 'WORK' }],
    });
  });

  test('answers HEAD without a body, unknown paths with a page and broken JSON with code 100', async () => {
    const { emulator } = await startPortal();
    const head = await fetch(`${emulator.webhook}profile`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const missing = await fetch(`${emulator.url}/company/personal/`);
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const broken = await fetch(`${emulator.webhook}profile`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":',
    });
    expect(await broken.json()).toMatchObject({ error: '100' });
  });
});
