import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { afterKinds, beforeKinds, refusalKinds, workKinds } from '../../src/emulators/fault-kinds.ts';
import type { FaultRule } from '../../src/emulators/faults.ts';
import type { Plan } from '../../src/store/plan.ts';
import { accountStage } from './account-stage.ts';
import { expectLoadedOnce } from './invariants.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables } from './rehearsal.ts';
import { standingIn } from './standing.ts';

/**
 * Silent losses are for `verify`, a duplicate is found by the sweep, what a target refuses stays refused; `late-timeout` needs a
 * clock that does not wait for anybody.
 */
const silent = new Set<string>(['ignore-field', 'cut-value', 'duplicate', 'item-error', 'empty-error', 'late-timeout']);
const kinds = [...refusalKinds, ...beforeKinds, ...afterKinds, ...workKinds].filter((kind) => !silent.has(kind));
const shortened: Readonly<Record<string, string>> = {
  trickle: 'trickle:1',
  refused: 'refused:1',
  partial: 'partial:2',
};

const targets = {
  bitrix24: { stageOf: portalStage, writes: ['crm.item.batchImport', 'crm.item.update', 'crm.item.delete'] },
  amocrm: {
    stageOf: accountStage,
    writes: ['POST /api/v4/companies', 'POST /api/v4/contacts', 'POST /api/v4/leads', 'PATCH /api/v4/*'],
  },
} as const;

/** Every seventh request of a load meets the fault, four times; what the stand-in itself does wrong it does when it writes. */
const rules = (kind: string, writes: readonly string[]): FaultRule[] =>
  (workKinds as readonly string[]).includes(kind)
    ? writes.map((method) => ({ kind: shortened[kind] ?? kind, method, every: 2, times: 3 }))
    : [{ kind: shortened[kind] ?? kind, every: 7, times: 4 }];

/** Of every deal another amount, of every third contact another phone, of every company another name. */
function edited(files: ReturnType<typeof tables>): ReturnType<typeof tables> {
  return {
    'companies.csv': files['companies.csv'].replaceAll('ООО Фирма', 'АО Фирма'),
    'contacts.csv': files['contacts.csv'].replaceAll('person1', 'somebody1'),
    'deals.csv': files['deals.csv'].replaceAll('.50;', '.75;'),
  };
}

describe.each(['bitrix24', 'amocrm'] as const)('a fault on the way to %s', (target) => {
  const { stageOf, writes } = targets[target];

  test.each(kinds)('%s: every create, update and removal happens once', async (kind) => {
    const files = tables(5, 24);
    const { emulator, stage } = await stageOf({ seed: 5 }, { timeout_ms: kind === 'timeout-after' ? 500 : 60_000 });
    const project = await rehearsal(stage, { ...files, 'perenos.yaml': tableMapping(target) });
    const through = async (plan: Plan) => {
      plan.close();
      emulator.faults.set(rules(kind, writes));
      const { sums } = await project.applyUntilDone(plan);
      emulator.faults.set([]);
      expect(sums.map(({ rejected }) => rejected)).toEqual(sums.map(() => 0));
    };
    const created = await project.plan();
    await through(created.plan);
    expectLoadedOnce(emulator.state, project.places, files);
    expect((await project.verified(created.plan)).isGood).toBe(true);
    project.rewrite(edited(files));
    const updated = await project.plan();
    expect(updated.sums.map(({ actions }) => actions.create)).toEqual([0, 0, 0]);
    await through(updated.plan);
    expectLoadedOnce(emulator.state, project.places, edited(files));
    const undoUpdate = await project.undo(updated.plan);
    await through(undoUpdate.plan);
    expectLoadedOnce(emulator.state, project.places, files);
    const undoCreate = await project.undo(created.plan);
    await through(undoCreate.plan);
    expect(standingIn(emulator.state)).toEqual([]);
    const met = Object.values(emulator.faults.counts()).reduce((sum, count) => sum + count, 0);
    expect(met, 'faults met').toBeGreaterThan(3);
  });
});
