import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { amocrm } from '../../src/targets/amocrm.ts';
import { defaultToken } from '../../src/emulators/amocrm/settings.ts';
import { accessTo, connected } from '../targets/amocrm/account.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables, type Stage } from './rehearsal.ts';

/** Longer than any target says that it works on a request: what is sent again after the wait stands there twice in the end. */
const late = 'late:150000';

async function account() {
  const { emulator } = await connected({}, { options: { project: 'rehearsal' } });
  const stage: Stage = {
    target: amocrm,
    clock: emulator.clock,
    connect: (context) =>
      amocrm.connect({ project: 'rehearsal', portal: emulator.url }, context, accessTo(defaultToken)),
  };
  return { emulator, stage, first: 'POST /api/v4/companies', others: 'POST /api/v4/leads' };
}

async function portal() {
  return { ...(await portalStage()), first: 'crm.item.batchImport', others: 'crm.item.batchImport' };
}

describe.each([
  ['bitrix24', portal],
  ['amocrm', account],
] as const)('a request that is performed later than %s promises', (target, open) => {
  test('while the run still goes on: its records are listed at the end of the run', async () => {
    const { emulator, stage, first, others } = await open();
    const project = await rehearsal(stage, { ...tables(9, 12), 'perenos.yaml': tableMapping(target) });
    const { plan } = await project.plan();
    plan.close();
    // The other doubts let time pass, while companies are done with.
    emulator.faults.set([
      { kind: late, method: first, nth: 1 },
      { kind: '500', method: others, nth: target === 'amocrm' ? 1 : 3 },
      { kind: '500', method: others, nth: target === 'amocrm' ? 2 : 4 },
    ]);
    await project.applyUntilDone(plan);
    expect(await listed(project, stage, 'company')).toBe(3);
  });

  test('after the run: its records are found by verify', async () => {
    const { emulator, stage, first } = await open();
    const project = await rehearsal(stage, { ...tables(9, 12), 'perenos.yaml': tableMapping(target) });
    const { plan } = await project.plan();
    plan.close();
    emulator.faults.set([{ kind: late, method: first, nth: 1 }]);
    await project.applyUntilDone(plan);
    expect(await listed(project, stage, 'company')).toBe(0);
    emulator.clock.advanceTo(emulator.clock.now() + 200_000);
    const { isGood, kinds } = await project.verified(plan);
    expect([isGood, kinds.find(({ kind }) => kind === 'company')?.differences]).toEqual([false, { duplicate: 3 }]);
    expect(await listed(project, stage, 'company')).toBe(3);
  });
});

async function listed(project: Awaited<ReturnType<typeof rehearsal>>, stage: Stage, kind: 'company'): Promise<number> {
  const connection = await stage.connect(project.context);
  await connection.close();
  return project.state().doubledOf(connection.identity.account, kind).length;
}
