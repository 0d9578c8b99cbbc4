import { expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { expectLoadedOnce } from './invariants.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

/** Every kind of fault that refuses for a while or leaves a client in doubt, each at so many of the requests. */
const storm = [
  '503',
  '429',
  '500',
  '500-after',
  '502-html',
  '504-html-before',
  '504-html-after',
  'reset-before',
  'reset-after',
  'late:20000',
  'truncated-json',
  'login-page',
  'bom',
  'bad-gzip',
].map((kind) => ({ kind, probability: 0.02 }));

/** Batches of the load after which the portal is well again. */
const stormyWrites = 12;

test.each(faultSeeds(1, 1))('ten thousand records through a storm, seed %i', async (seed) => {
  replayable(seed);
  const files = tables(seed, 6_300);
  const { emulator, stage } = await portalStage({ seed, plan: 'standard', costFactor: 0.1 }, { plan: 'standard' });
  const project = await rehearsal(stage, { ...files, 'perenos.yaml': tableMapping('bitrix24') });
  const { plan, sums } = await project.plan();
  plan.close();
  const planned = sums.reduce((sum, one) => sum + one.planned, 0);
  expect(planned).toBeGreaterThan(9_000);
  emulator.faults.set(storm);
  let writes = 0;
  let met = 0;
  const calm = () => {
    writes += 1;
    if (writes === stormyWrites) {
      met = Object.values(emulator.faults.counts()).reduce((sum, count) => sum + count, 0);
      emulator.faults.set([]);
      emulator.log.clear();
    }
    return false;
  };
  const applied = await project.applyUntilDone(plan, { before: calm, after: () => false });
  expect(applied.sums.map(({ rejected }) => rejected)).toEqual([0, 0, 0]);
  expect([writes > stormyWrites, met > 10], `${writes} writes, ${met} faults`).toEqual([true, true]);
  const { requests, refused } = emulator.log.counts();
  expect(refused / requests, `${refused} of ${requests} requests`).toBeLessThan(0.01);
  emulator.clock.advanceTo(emulator.clock.now() + 120_000);
  expectLoadedOnce(emulator.state, project.places, files);
});
