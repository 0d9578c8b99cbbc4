import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FaultRule } from '../../src/emulators/faults.ts';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import { certificate, hasOpenssl } from '../http/certificates.ts';

const run = promisify(execFile);

/** Runs a client's program against a portal over TLS, with a certificate made for it. */
async function seenBy(program: string, faults: readonly FaultRule[] = []): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'perenos-clients-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const tls = certificate(folder, { name: 'portal', names: 'IP:127.0.0.1,DNS:localhost' });
  const emulator = await createBitrix24Emulator({ tls, costFactor: 0, faults });
  onTestFinished(() => emulator.close());
  const script = fileURLToPath(new URL(`clients/${program}.mjs`, import.meta.url));
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'portal.crt') };
  const { stdout } = await run(process.execPath, [script, emulator.webhook], { env });
  if (faults.length === 0) expect(emulator.log.counts().refused).toBe(0);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

describe.skipIf(!hasOpenssl())('independent clients (skipped without the openssl program)', () => {
  test('the vendor’s JavaScript client creates, lists and batches', async () => {
    expect(await seenBy('b24jssdk')).toEqual({
      added: 1,
      item: expect.objectContaining({ id: 1, title: 'Сделка', contactId: 1, opportunity: 0 }),
      many: true,
      listed: 120,
      fetched: [50, 50, 20],
      total: 120,
      pages: 3,
      batch: { name: '"A&B" #1', phone: '+79160000001', comment: '50% & [b] + ?=', errors: 1 },
      refused: { isSuccess: false, messages: [expect.stringContaining('обязательно для заполнения')] },
    });
  });

  test('a client of the community creates, lists and batches', async () => {
    expect(await seenBy('2bad-bitrix')).toEqual({
      added: 1,
      contact: ['1', 'Анна', 'A&B', '+79160000001'],
      deal: 1,
      updated: true,
      created: 119,
      listed: [120, 120, 120],
      batch: ['Y', 20, 20],
      refused: expect.stringContaining('400'),
      deleted: true,
    });
  });

  test('the vendor’s client chains commands, halts, and writes what hangs on records', async () => {
    expect(await seenBy('b24jssdk-entities')).toEqual({
      chained: [true, 'Поставка'],
      halted: [false, ['До']],
      updated: ['WON', 10.5, 'Y'],
      rows: [
        2,
        [
          ['Кабель', 100.5],
          ['Работы', 9],
        ],
      ],
      sum: 210,
      requisites: ['0277000018', ['Уфа'], '40702810000000000001', [false, expect.stringContaining('400')]],
      comment: ['а.txt'],
      todo: ['Написать', [false, expect.stringContaining('ownerTypeId')]],
      field: [true, ['Синий', 'Белый'], true],
      walked: [2],
      uncounted: [1, 0, false],
      deleted: [false, 'Элемент не найден'],
      missing: [false, 'Method not found!'],
    });
  });

  test('the vendor’s client waits where limits refuse it, and gives up where the portal is gone', async () => {
    const faults = [
      { method: 'profile', kind: '503', nth: 1 },
      { method: 'server.time', kind: '429', nth: 1 },
      { method: 'scope', kind: 'portal-deleted', probability: 1 },
    ] as const;
    expect(await seenBy('b24jssdk-limits', faults)).toEqual({
      profile: [true],
      'server.time': [true],
      scope: [false, 'PORTAL_DELETED', 'Portal was deleted'],
    });
  });
});
