import { expect, test } from 'vitest';
import type { Traffic } from '../../src/emulators/request-log.ts';
import { documentedLimits } from '../../src/emulators/amocrm/settings.ts';
import { accountStage } from './account-stage.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, type Stage } from './rehearsal.ts';
import { wholeRecords } from './whole-records.ts';

/** So many companies, contacts, deals and notes. */
const count = 200;

/** Seconds of server time of the calls that write: a portal that works on one call at a time cannot be loaded in less. */
function writingSeconds({ operation, parameters, answer, costMs }: Traffic): number {
  const isWrite = (method: string) => /import|\.add|\.set|\.update/i.test(method);
  if (operation !== 'batch') return isWrite(operation) ? costMs / 1000 : 0;
  const { cmd } = parameters as { readonly cmd: Readonly<Record<string, string>> };
  const { result } = answer as {
    readonly result: { readonly result_time: Readonly<Record<string, { duration: number }>> };
  };
  return Object.entries(result.result_time).reduce(
    (sum, [key, { duration }]) => sum + (isWrite(cmd[key]?.split('?')[0] ?? '') ? duration : 0),
    0,
  );
}

test('records with requisites, links, products and notes go as fast as the server time of a portal allows, with no refusal', async () => {
  const { emulator, stage } = await portalStage({ plan: 'standard', costFactor: 1 }, { plan: 'standard' });
  const project = await rehearsal(stage, wholeRecords({ target: 'bitrix24', count }));
  const { plan, sums } = await project.plan();
  plan.close();
  expect(sums.map(({ planned }) => planned)).toEqual([count, count, count, count]);
  let least = 0;
  emulator.log.clear();
  emulator.log.listen((traffic) => (least += writingSeconds(traffic)));
  const from = emulator.clock.now();
  const { starts } = await project.applyUntilDone(plan);
  expect(starts).toBe(1);
  const seconds = (emulator.clock.now() - from) / 1000;
  const { requests, refused } = emulator.log.counts();
  expect(least / seconds, `${least} of ${seconds} s`).toBeGreaterThan(0.95);
  expect(refused / requests).toBeLessThan(0.01);
  const { items, rows } = emulator.state;
  expect([items.company.size, items.contact.size, items.deal.size]).toEqual([count, count, count]);
  for (const table of ['requisites', 'addresses', 'bankDetails', 'comments', 'productRows'] as const)
    expect(rows[table].size, table).toBe(count);
});

test('records with links and notes go as fast as the requests that an account allows, with no refusal and hardly a needless one', async () => {
  const batch = 20;
  const { emulator, stage } = await accountStage({ limits: documentedLimits }, { batch });
  // One after another: a clock that waits for nobody runs ahead of a request that is on its way beside another.
  const alone: Stage = { ...stage, target: { ...stage.target, writesAtOnce: 1 } };
  const project = await rehearsal(alone, wholeRecords({ target: 'amocrm', count }));
  const { plan, sums } = await project.plan();
  plan.close();
  expect(sums.map(({ planned }) => planned)).toEqual([count, count, count, count]);
  emulator.log.clear();
  const from = emulator.clock.now();
  const { starts } = await project.applyUntilDone(plan);
  expect(starts).toBe(1);
  const seconds = (emulator.clock.now() - from) / 1000;
  const { requests, refused } = emulator.log.counts();
  expect(requests / seconds / documentedLimits.perToken, `${requests} in ${seconds} s`).toBeGreaterThan(0.95);
  expect(refused / requests).toBeLessThan(0.01);
  // Companies and deals with a note for what has no field, contacts with a link to their company, notes.
  const least = (count / batch) * 7;
  const writes = emulator.log.entries.filter(({ method }) => method !== 'GET').length;
  expect([writes, requests < least * 1.25], `${writes} of ${requests} requests write`).toEqual([least, true]);
  const { companies, contacts, leads } = emulator.state.entities;
  expect([companies, contacts, leads].map(({ rows }) => rows.length)).toEqual([count, count, count]);
});
