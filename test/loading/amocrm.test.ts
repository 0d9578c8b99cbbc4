import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import type { PlanResult } from '../../src/pipeline/plan.ts';
import { valueOf, type Connected } from '../targets/amocrm/account.ts';
import { accountStage } from './account-stage.ts';
import { randomCrashes, rehearsal, tables } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

/** Faults of every kind that leaves a client in doubt or refuses for a while. */
const storm = (share: number) => [
  ...everywhere.map((kind) => ({ probability: share, kind })),
  ...['missing', 'reorder', 'partial:1'].map((kind) => ({ method: 'POST /api/v4/contacts', probability: share, kind })),
  ...['item-error:stored'].map((kind) => ({ method: 'POST /api/v4/companies', nth: 1, kind })),
];

const everywhere = [
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
];

async function expectExactlyOnce(
  rows: Connected['rows'],
  counts: Readonly<Record<'contacts' | 'companies' | 'leads', number>>,
): Promise<void> {
  for (const [collection, count] of Object.entries(counts)) {
    const markers = (await rows(collection)).map((row) => valueOf(row, 'PERENOS_ID'));
    expect(new Set(markers).size, `${collection}: markers`).toBe(count);
    expect(markers.length, `${collection}: records`).toBe(count);
  }
}

/** How many records of each kind a plan makes: people who are alike may have been merged. */
function plannedCounts({ sums }: PlanResult) {
  const of = (kind: string) => sums.find((line) => line.kind === kind)?.planned ?? 0;
  return { companies: of('company'), contacts: of('contact'), leads: of('deal') };
}

describe('loading into an account', () => {
  test('makes every record once, with its links, and a second plan finds nothing to do', async () => {
    const { stage, rows } = await accountStage();
    const { plan, applyUntilDone } = await rehearsal(stage, {
      ...tables(1, 60),
      'perenos.yaml': tableMapping('amocrm'),
    });
    const first = await plan();
    const counts = plannedCounts(first);
    expect(counts).toMatchObject({ companies: 15, leads: 20 });
    const { sums, starts } = await applyUntilDone(first.plan);
    first.plan.close();
    expect(starts).toBe(1);
    expect(sums.map(({ done, planned }) => done - planned)).toEqual([0, 0, 0]);
    await expectExactlyOnce(rows, counts);
    const contacts = await rows('contacts');
    expect(contacts.filter(({ _embedded }) => _embedded.companies.length !== 1)).toEqual([]);
    const leads = await rows('leads?with=contacts');
    expect(leads.filter(({ _embedded }) => _embedded.contacts.length !== 1)).toEqual([]);
    const second = await plan();
    second.plan.close();
    expect(second.sums.map(({ actions }) => actions.create + actions.update)).toEqual([0, 0, 0]);
  });

  test.each(faultSeeds(1, 6))('leaves every record exactly once under faults and crashes, seed %i', async (seed) => {
    replayable(seed);
    const { emulator, stage, rows } = await accountStage({ faults: storm(0.02), seed, lookupLagMs: 3_000 });
    const files = { ...tables(seed, 120), 'perenos.yaml': tableMapping('amocrm') };
    const { plan, applyUntilDone } = await rehearsal(stage, files);
    const made = await plan();
    const { starts, sums } = await applyUntilDone(made.plan, randomCrashes(seed, 0.1));
    made.plan.close();
    const met = Object.values(emulator.faults.counts()).reduce((sum, count) => sum + count, 0);
    expect(starts + met).toBeGreaterThan(2);
    emulator.faults.set([]);
    // What was made last is seen by now, and what was abandoned has been executed in any case.
    emulator.clock.advanceTo(emulator.clock.now() + 120_000);
    const counts = plannedCounts(made);
    // One company is refused by itself where that fault came first; what stood beside it was stored.
    const [refused = 0, ...others] = sums.map(({ rejected }) => rejected);
    expect([refused <= 1, ...others]).toEqual([true, 0, 0]);
    await expectExactlyOnce(rows, { ...counts, companies: counts.companies - refused });
  });
});
