import dns from 'node:dns';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import { seededRandom } from '../../src/emulators/seeded-random.ts';
import { openTransport } from '../../src/http/transport.ts';
import { bitrix24 } from '../../src/targets/bitrix24.ts';
import { certificate, hasOpenssl } from '../http/certificates.ts';
import { accessTo, startOfTime } from '../targets/bitrix24/portal.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { expectLoadedOnce } from './invariants.ts';
import { rehearsal, tables, type Stage } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';
import { wireTo, type Fate } from './wire.ts';

interface Portal {
  readonly seed: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** As in an address. */
  readonly host: string;
  readonly fateOf: () => Fate;
}

/** A portal in virtual time behind a line on which connections break. */
async function portalBehind({ seed, tls, host, fateOf }: Portal) {
  const settings = { clock: 'virtual', startAt: startOfTime, plan: 'box', costFactor: 0, seed } as const;
  const emulator = await createBitrix24Emulator({ ...settings, ...(tls === undefined ? {} : { tls }) });
  onTestFinished(() => emulator.close());
  const wire = await wireTo(emulator.port, fateOf);
  const webhook = emulator.webhook.replace(`127.0.0.1:${emulator.port}`, `${host}:${wire.port}`);
  const transport = openTransport(tls === undefined ? {} : { certificates: tls.cert });
  onTestFinished(() => transport.close());
  const stage: Stage = {
    target: bitrix24,
    clock: emulator.clock,
    connect: (context) =>
      bitrix24.connect({ project: 'rehearsal', plan: 'box' }, context, { ...accessTo(webhook), transport }),
  };
  return { emulator, stage, wire };
}

async function loadedThrough({ emulator, stage }: Awaited<ReturnType<typeof portalBehind>>, seed: number) {
  const files = tables(seed, 200);
  const project = await rehearsal(stage, { ...files, 'perenos.yaml': tableMapping('bitrix24') });
  const made = await project.plan();
  made.plan.close();
  await project.applyUntilDone(made.plan);
  emulator.clock.advanceTo(emulator.clock.now() + 120_000);
  expectLoadedOnce(emulator.state, project.places, files);
}

/** Every connection breaks sooner or later, anywhere in what goes over it. */
function breaking(seed: number): () => Fate {
  const random = seededRandom(seed);
  return () => {
    const chance = random();
    if (chance < 0.15) return 'dropped';
    return { cut: chance < 0.6 ? 'request' : 'answer', after: Math.floor(random() ** 2 * 300_000) };
  };
}

describe('a line on which connections break', () => {
  const folder = temporaryFolder('perenos-wire-');

  test.each(faultSeeds(1, 2))('in the middle of requests and answers: every record once, seed %i', async (seed) => {
    replayable(seed);
    const portal = await portalBehind({ seed, host: '127.0.0.1', fateOf: breaking(seed) });
    await loadedThrough(portal, seed);
    expect([...portal.wire.broken.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });

  test.skipIf(!hasOpenssl()).each(faultSeeds(1, 1))(
    'in handshakes of TLS and behind them: every record once, seed %i (skipped without openssl)',
    async (seed) => {
      replayable(seed);
      const tls = certificate(folder, { name: 'portal', names: 'IP:127.0.0.1' });
      const portal = await portalBehind({ seed, tls, host: '127.0.0.1', fateOf: breaking(seed) });
      await loadedThrough(portal, seed);
      expect([...portal.wire.broken.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    },
  );

  test('whose name is not found two times of three: every record once', async () => {
    let asked = 0;
    const lookup = dns.lookup;
    const failing = (...given: unknown[]): void => {
      const done = given.at(-1) as (error: Error) => void;
      const isFound = given[0] !== 'localhost' || (asked += 1) % 3 === 0;
      if (isFound) (lookup as (...all: unknown[]) => void)(...given);
      else process.nextTick(done, Object.assign(new Error('EAI_AGAIN'), { code: 'EAI_AGAIN' }));
    };
    const spy = vi.spyOn(dns, 'lookup').mockImplementation(failing as unknown as typeof dns.lookup);
    onTestFinished(() => spy.mockRestore());
    const portal = await portalBehind({ seed: 3, host: 'localhost', fateOf: breaking(3) });
    await loadedThrough(portal, 3);
    expect(asked).toBeGreaterThan(2);
  });
});
