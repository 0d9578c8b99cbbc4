import { describe, expect, onTestFinished, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import type { Bitrix24Settings } from '../../src/emulators/bitrix24/settings.ts';
import { bitrix24 } from '../../src/targets/bitrix24.ts';
import type { PlanResult } from '../../src/pipeline/plan.ts';
import { accessTo } from '../targets/bitrix24/portal.ts';
import { judged } from './judged.ts';
import { randomCrashes, rehearsal, tables, type Stage } from './rehearsal.ts';
import { faultSeeds, replayable } from './seeds.ts';

async function portal(settings: Bitrix24Settings = {}) {
  const startAt = Date.UTC(2026, 2, 1, 9);
  const emulator = await createBitrix24Emulator({ clock: 'virtual', startAt, plan: 'box', costFactor: 0, ...settings });
  onTestFinished(() => emulator.close());
  judged(emulator);
  const stage: Stage = {
    target: bitrix24,
    clock: emulator.clock,
    connect: (context) => bitrix24.connect({ project: 'rehearsal', plan: 'box' }, context, accessTo(emulator.webhook)),
  };
  const list = async (method: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const found: Readonly<Record<string, string>>[] = [];
    for (;;) {
      const last = found.at(-1)?.['ID'] ?? '0';
      const body = { order: { ID: 'ASC' }, filter: { '>ID': last }, select: ['*', 'PHONE', 'EMAIL'], start: -1 };
      const answer = await fetch(`${emulator.webhook}${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const page = ((await answer.json()) as { result: Readonly<Record<string, string>>[] }).result;
      found.push(...page);
      if (page.length < 50) return found;
    }
  };
  return { emulator, stage, list };
}

/** Faults of every kind that leaves a client in doubt or refuses for a while. */
const storm = (share: number) => [
  ...everywhere.map((kind) => ({ probability: share, kind })),
  ...ofWrites.map((kind) => ({ method: 'crm.item.batchImport', probability: share, kind })),
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
const ofWrites = ['missing', 'reorder', 'partial:1'];

async function expectExactlyOnce(
  list: (method: string) => Promise<readonly Readonly<Record<string, string>>[]>,
  counts: { readonly contact: number; readonly company: number; readonly deal: number },
): Promise<void> {
  for (const [kind, count] of Object.entries(counts)) {
    const records = await list(`crm.${kind}.list`);
    const markers = records.map((record) => record['ORIGIN_ID']);
    expect(new Set(markers).size, `${kind}: markers`).toBe(count);
    expect(markers.length, `${kind}: records`).toBe(count);
  }
}

/** How many records of each kind a plan makes: people who are alike may have been merged. */
function plannedCounts({ sums }: PlanResult) {
  const of = (kind: string) => sums.find((line) => line.kind === kind)?.planned ?? 0;
  return { company: of('company'), contact: of('contact'), deal: of('deal') };
}

describe('loading into a portal', () => {
  test('makes every record once, with its links, and a second plan finds nothing to do', async () => {
    const { stage, list } = await portal();
    const files = { ...tables(1, 60), 'perenos.yaml': tableMapping('bitrix24') };
    const { plan, applyUntilDone } = await rehearsal(stage, files);
    const first = await plan();
    const counts = plannedCounts(first);
    expect(counts).toMatchObject({ company: 15, deal: 20 });
    const { sums, starts } = await applyUntilDone(first.plan);
    first.plan.close();
    expect(starts).toBe(1);
    expect(sums.map(({ done, planned }) => done - planned)).toEqual([0, 0, 0]);
    await expectExactlyOnce(list, counts);
    const contacts = await list('crm.contact.list');
    expect(contacts.filter(({ COMPANY_ID }) => !(Number(COMPANY_ID) > 0))).toEqual([]);
    const second = await plan();
    second.plan.close();
    expect(second.sums.map(({ actions }) => actions.create + actions.update)).toEqual([0, 0, 0]);
  });

  test.each(faultSeeds(1, 6))('leaves every record exactly once under faults and crashes, seed %i', async (seed) => {
    replayable(seed);
    const { emulator, stage, list } = await portal({ faults: storm(0.02), seed });
    const files = { ...tables(seed, 120), 'perenos.yaml': tableMapping('bitrix24') };
    const { plan, applyUntilDone } = await rehearsal(stage, files);
    const made = await plan();
    const { sums, starts } = await applyUntilDone(made.plan, randomCrashes(seed, 0.1));
    made.plan.close();
    const met = Object.values(emulator.faults.counts()).reduce((sum, count) => sum + count, 0);
    expect(starts + met).toBeGreaterThan(2);
    emulator.faults.set([]);
    // What was abandoned has been executed by now in any case.
    emulator.clock.advanceTo(emulator.clock.now() + 120_000);
    expect(sums.map(({ rejected }) => rejected)).toEqual([0, 0, 0]);
    await expectExactlyOnce(list, plannedCounts(made));
  });
});
