import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { spawn } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAmocrmEmulator } from '../../src/emulators/amocrm.ts';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import { rehearsalApplication } from '../../src/emulators/bitrix24/settings.ts';
import { workdir } from '../workdir.ts';
import { environment, program } from './perenos.ts';

interface Vendor {
  readonly url: string;
  readonly application: object;
  readonly secret: string;
}

interface Consent {
  readonly redirectUri: string;
  readonly consent?: 'given' | 'refused';
  readonly codeLifeSeconds?: number;
}

const vendors = {
  amocrm: async (consent: Consent): Promise<Vendor> => {
    const integration = { clientId: 'client-1', clientSecret: 'amo-very-secret', ...consent };
    const emulator = await createAmocrmEmulator({ integration, limits: false });
    onTestFinished(() => emulator.close());
    const application = { client_id: 'client-1', redirect_uri: consent.redirectUri, base: emulator.url };
    return { url: emulator.url, application, secret: integration.clientSecret };
  },
  bitrix24: async (application: Consent): Promise<Vendor> => {
    const emulator = await createBitrix24Emulator({ plan: 'box', costFactor: 0, application });
    onTestFinished(() => emulator.close());
    const { clientId: client_id, clientSecret } = rehearsalApplication;
    const own = { client_id, redirect_uri: application.redirectUri, base: emulator.url, oauth: emulator.url };
    return { url: emulator.url, application: own, secret: clientSecret };
  },
} as const;

/** A port that nobody listens to, below those that systems give away by themselves: nobody will take it meanwhile. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Starts the command; gives the link once it is told, and the end. */
function login(crm: string, vendor: Vendor, more: readonly string[] = []) {
  const { folder, path } = workdir();
  writeFileSync(path('app.json'), JSON.stringify({ ...vendor.application, client_secret: vendor.secret }));
  const args = ['target', 'login', 'work', '--crm', crm, '--app', path('app.json'), ...more];
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: environment });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  let link: (address: string) => void;
  const linked = new Promise<string>((resolve) => (link = resolve));
  const take = (text: string) => {
    told += text;
    const [address] = /http:\/\/\S+\/oauth\S*\n/.exec(told) ?? [];
    if (address !== undefined) link(address.trim());
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    linked,
    ended: async () => ({ code: await ended, told }),
    paste: (text: string) => child.stdin.end(`${text}\n`),
    kept: () =>
      existsSync(path('.perenos/secrets/work')) ? readFileSync(path('.perenos/secrets/work'), 'utf8') : undefined,
    mode: () => statSync(path('.perenos/secrets/work')).mode & 0o777,
  };
}

/** Where the page of consent sends the browser. */
async function consentOf(page: string): Promise<string> {
  const { headers } = await fetch(page, { redirect: 'manual' });
  return headers.get('location') ?? '';
}

describe.each(['amocrm', 'bitrix24'] as const)('signing in to %s through the browser', (crm) => {
  const here = async (): Promise<string> => `http://127.0.0.1:${await freePort()}/back`;

  test('keeps the pair of tokens where the browser comes back with the code', async () => {
    const vendor = await vendors[crm]({ redirectUri: await here() });
    const { linked, ended, kept, mode } = login(crm, vendor);
    const shown = await fetch(await linked);
    expect([shown.status, shown.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    const { code, told } = await ended();
    expect(code, told).toBe(0);
    expect(JSON.parse(kept() ?? '')).toMatchObject({
      ...vendor.application,
      access_token: expect.any(String),
      refresh_token: expect.any(String),
    });
    expect(mode()).toBe(0o600);
    expect(told).not.toContain(vendor.secret);
    expect(told).not.toContain((JSON.parse(kept() ?? '') as { readonly access_token: string }).access_token);
  });

  test('takes nothing that answers another question, and tells no vendor of it', async () => {
    const redirectUri = await here();
    const vendor = await vendors[crm]({ redirectUri });
    const { linked, ended, kept } = login(crm, vendor);
    await linked;
    expect((await fetch(`${redirectUri}else?code=1&state=2`)).status).toBe(404);
    await fetch(`${redirectUri}?code=somebody-elses&state=guessed`);
    const { code, told } = await ended();
    expect([code, kept()]).toEqual([7, undefined]);
    expect(told).toContain('http.oauth-state');
  });

  test('says that access was refused, and that a code has expired', async () => {
    for (const [consent, wanted] of [
      [{ consent: 'refused' }, 'http.oauth-refused'],
      [{ codeLifeSeconds: 0 }, 'http.oauth-code'],
    ] as const) {
      const vendor = await vendors[crm]({ redirectUri: await here(), ...consent });
      const { linked, ended, kept } = login(crm, vendor);
      await fetch(await linked);
      const { code, told } = await ended();
      expect([code, kept()], told).toEqual([7, undefined]);
      expect(told).toContain(wanted);
    }
  });

  test('takes the address that a person pastes, whole or not at all', async () => {
    const vendor = await vendors[crm]({ redirectUri: 'https://example.org/oauth' });
    const pasted = login(crm, vendor);
    const address = await consentOf(await pasted.linked);
    expect(address.startsWith('https://example.org/oauth?')).toBe(true);
    pasted.paste(address);
    expect((await pasted.ended()).code).toBe(0);
    expect(pasted.kept()).toContain('refresh_token');
    const bare = login(crm, vendor);
    const { searchParams } = new URL(await consentOf(await bare.linked));
    bare.paste(searchParams.get('code') ?? '');
    const { code, told } = await bare.ended();
    expect([code, bare.kept()]).toEqual([2, undefined]);
    expect(told).toContain('http.oauth-answer');
  });
});

test('a port that is taken is said, and so is a file that describes no application', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const vendor = await vendors.amocrm({ redirectUri: `http://127.0.0.1:${port}/back` });
  const taken = await login('amocrm', vendor).ended();
  expect([taken.code, taken.told]).toEqual([2, expect.stringContaining('http.oauth-port')]);
  const lacking = await login('amocrm', { ...vendor, application: {} }).ended();
  expect([lacking.code, lacking.told]).toEqual([2, expect.stringContaining('http.oauth-document')]);
  expect(lacking.told).not.toContain(vendor.secret);
});
