import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perenosJson, program } from '../cli/perenos.ts';
import { reviewProject } from './project.ts';
import type { QuestionColumns } from '../../src/review/list.ts';
import { ask, copyOf, decisionLines, enter, own, serve } from './serving.ts';

let project: ReturnType<typeof reviewProject>;
beforeAll(() => {
  project = reviewProject();
});
afterAll(() => project.remove());

describe('the review server', () => {
  test('lets in only whoever has the token, once, and gives a cookie that scripts and other sites cannot use', async () => {
    const { address } = await serve(copyOf(project.folder));
    expect(new URL(address).hostname).toBe('127.0.0.1');
    expect(Buffer.from(new URL(address).hash.slice(1), 'base64url')).toHaveLength(16);
    const body = JSON.stringify({ token: new URL(address).hash.slice(1) });
    const wrong = await ask(address, '/api/session', {
      headers: own(address),
      body: '{"token":"AAAAAAAAAAAAAAAAAAAAAA"}',
    });
    const first = await ask(address, '/api/session', { headers: own(address), body });
    const second = await ask(address, '/api/session', { headers: own(address), body });
    expect([wrong.status, first.status, second.status]).toEqual([403, 200, 403]);
    expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  test('refuses what does not come from its own page, and changes nothing', async () => {
    const folder = copyOf(project.folder);
    const { address, queue } = await serve(folder);
    const cookie = await enter(address);
    const good = own(address, cookie);
    const port = new URL(address).port;
    const [group] = queue.groups;
    const body = JSON.stringify({ id: group?.id, action: 'different', members: [], values: {} });
    const decide = (headers: Record<string, string>, more: object = {}) =>
      ask(address, '/api/decide', { headers, body, ...more });
    const without = (name: string) => Object.fromEntries(Object.entries(good).filter(([one]) => one !== name));
    const replies = {
      'no cookie': await decide(own(address)),
      'wrong cookie': await decide(own(address, 'perenos_review=AAAA')),
      'another name for this host': await decide({ ...good, host: `localhost:${port}` }),
      'a rebound name': await decide({ ...good, host: `evil.example:${port}` }),
      'another port': await decide({ ...good, host: '127.0.0.1:1' }),
      'another origin': await decide({ ...good, origin: 'https://evil.example' }),
      'an opaque origin': await decide({ ...good, origin: 'null' }),
      'no origin': await decide(without('origin')),
      'a form': await decide({ ...good, 'content-type': 'application/x-www-form-urlencoded' }),
      'another site': await decide({ ...good, 'sec-fetch-site': 'cross-site' }),
      GET: await ask(address, '/api/decide', { method: 'GET', headers: good }),
      PUT: await ask(address, '/api/decide', { method: 'PUT', headers: good }),
      OPTIONS: await ask(address, '/api/decide', { method: 'OPTIONS', headers: good }),
      'a path above': await ask(address, '/../../etc/passwd', { method: 'GET', headers: good }),
      'an encoded path above': await ask(address, '/%2e%2e/%2e%2e/etc/passwd', { method: 'GET', headers: good }),
      'an unknown name': await ask(address, '/api/constructor', { headers: good, body: '{}' }),
      'a broken body': await decide(good, { body: '{' }),
      'a long body': await decide(good, { body: `{"id":"${'x'.repeat(1_100_000)}"}` }),
      'unknown values': await decide(good, { body: '{"id":"x","action":"drop","members":[],"values":{}}' }),
      'an unknown group': await decide(good, { body: '{"id":"x","action":"same","members":[],"values":{}}' }),
    };
    expect(Object.fromEntries(Object.entries(replies).map(([name, { status }]) => [name, status]))).toEqual({
      'no cookie': 403,
      'wrong cookie': 403,
      'another name for this host': 403,
      'a rebound name': 403,
      'another port': 403,
      'another origin': 403,
      'an opaque origin': 403,
      'no origin': 403,
      'a form': 403,
      'another site': 403,
      GET: 404,
      PUT: 405,
      OPTIONS: 405,
      'a path above': 404,
      'an encoded path above': 404,
      'an unknown name': 404,
      'a broken body': 400,
      'a long body': 413,
      'unknown values': 400,
      'an unknown group': 404,
    });
    for (const { headers } of Object.values(replies)) expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(decisionLines(folder)).toEqual([]);
    expect((await decide(good)).status).toBe(200);
    expect(decisionLines(folder)).toHaveLength(1);
  });

  test('closes by itself when nobody uses it', async () => {
    const { closed } = await serve(copyOf(project.folder), 'en', 50);
    await expect(closed).resolves.toBeUndefined();
  });

  test('refuses a typed value that does not fit, and keeps one that does', async () => {
    const folder = copyOf(project.folder);
    const { address, queue } = await serve(folder);
    const headers = own(address, await enter(address));
    const id = queue.groups[0]?.id;
    const decide = (values: object) =>
      ask(address, '/api/decide', { headers, body: JSON.stringify({ id, action: 'same', members: [], values }) });
    expect((await decide({ full_name: '' })).status).toBe(422);
    expect((await decide({ nonsense: 'x' })).status).toBe(422);
    expect(decisionLines(folder)).toEqual([]);
    expect((await decide({ full_name: 'Вписанное Имя' })).status).toBe(200);
    const { document } = perenosJson(folder, 'plan');
    expect(document.summary.duplicates[0]?.merged).toBeGreaterThanOrEqual(1);
    const cleaned = perenosJson(folder, 'run', '--mapping', 'perenos.yaml', '--to', 'crm.db');
    expect(cleaned.code).toBe(0);
  });
});

test('killed at once after each answer, the server has lost none of them', async () => {
  const folder = copyOf(project.folder);
  const answered: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const child = spawn(process.execPath, [program, 'review', 'serve'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await new Promise<string>((found) => {
      let said = '';
      child.stderr.on('data', (part: Buffer) => {
        said += part.toString();
        const link = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(said);
        if (link !== null) found(link[0]);
      });
    });
    const headers = own(address, await enter(address));
    const columns = JSON.parse((await ask(address, '/api/groups', { headers })).body) as QuestionColumns;
    const groups = columns.id.map((id, at) => ({ id, status: columns.statuses[columns.status[at]!] }));
    expect(
      groups
        .filter(({ status }) => status === 'different')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(answered.toSorted());
    const open = groups.find(({ status }) => status === 'open')?.id ?? '';
    const reply = await ask(address, '/api/decide', {
      headers,
      body: JSON.stringify({ id: open, action: 'different', members: [], values: {} }),
    });
    expect(reply.status).toBe(200);
    const ended = new Promise((done) => child.on('exit', done));
    child.kill('SIGKILL');
    await ended;
    answered.push(open);
  }
  expect(new Set(answered).size).toBe(4);
});
