import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAmocrmEmulator } from '../../src/emulators/amocrm.ts';
import { certificate, hasOpenssl } from '../http/certificates.ts';

const run = promisify(execFile);

const integration = {
  clientId: 'client',
  clientSecret: 'secret',
  redirectUri: 'https://a.example/cb',
  codes: ['code'],
};

/** Runs a client's program against an account over TLS, with a certificate made for it. */
async function seenBy(program: string): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-clients-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tls = certificate(folder, { name: 'account', names: 'DNS:perenos.amocrm.ru' });
  const emulator = await createAmocrmEmulator({ tls, integration, limits: false, speed: 0 });
  onTestFinished(() => emulator.close());
  const script = fileURLToPath(new URL(`clients/${program}.mjs`, import.meta.url));
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'account.crt') };
  const { stdout } = await run(process.execPath, [script, String(emulator.port)], { env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

describe.skipIf(!hasOpenssl())('an independent client of amoCRM (skipped without the openssl program)', () => {
  test('connects, makes, changes, binds, walks lists and is told of mistakes', async () => {
    expect(await seenBy('amocrm-js')).toEqual({
      connected: true,
      account: ['perenos', 'Europe/Moscow'],
      refreshed: true,
      contact: [
        'Анна Смирнова',
        [
          ['EXT_ID', 'c-1', null],
          ['PHONE', '+7 900 111-22-33', 'MOB'],
        ],
      ],
      changedAt: 'number',
      renamed: 'Анна Ивановна Смирнова',
      sentBack: 'Анна С.',
      companyOf: true,
      lead: ['Поставка', 1500, true, true],
      task: ['Позвонить', true, 'Готово'],
      created: 120,
      pages: [50, 50, 21],
      firstAgain: 1,
      searched: 11,
      empty: 0,
      complex: [1, ['0'], false],
      refused: [400, 'FieldNotExpected'],
      notDeleted: 405,
    });
  });

  test('filters, binds, writes notes and lists of goods, and renews its tokens', async () => {
    expect(await seenBy('amocrm-js-entities')).toEqual({
      echoed: ['a', 'b'],
      linked: ['companies', 'contacts', 'contacts'],
      unlinked: ['companies', 'contacts'],
      embedded: [[true], true],
      note: 'Иначе',
      tasks: [true],
      byName: ['Анна'],
      byId: ['Пётр'],
      page: [1, 1, true],
      last: true,
      goods: [[true, 3]],
      colour: 'Белый',
      noColour: 400,
      noSuch: 404,
      rotated: [true, true],
      works: 'perenos',
      void: 401,
    });
  });
});
