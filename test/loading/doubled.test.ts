import { describe, expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { portalStage } from './portal-stage.ts';
import { portalProject } from './program.ts';
import { rehearsal, tables, type CrashRule } from './rehearsal.ts';

/** Ends the process after its n-th write. */
function dyingAfter(nth: number): CrashRule {
  let writes = 0;
  return { before: () => false, after: () => (writes += 1) === nth };
}

const never: CrashRule = { before: () => false, after: () => false };

describe('a request that something on the way delivers twice', () => {
  test.each([
    ['without an interruption', never],
    ['when the process ends before it hears the answer', dyingAfter(2)],
    ['when the process ends between two kinds', dyingAfter(3)],
  ])('leaves records that are all listed, %s', async (_title, crash) => {
    const { emulator, stage } = await portalStage();
    const project = await rehearsal(stage, { ...tables(7, 30), 'perenos.yaml': tableMapping('bitrix24') });
    const { plan, sums } = await project.plan();
    plan.close();
    emulator.faults.set([
      { kind: 'duplicate', method: 'batch', probability: 1 },
      { kind: 'duplicate', method: 'crm.item.batchImport' },
    ]);
    await project.applyUntilDone(plan, crash);
    emulator.faults.set([]);
    const { account } = await stage.connect(project.context).then(async (connection) => {
      await connection.close();
      return connection.identity;
    });
    for (const { kind, planned } of sums) {
      if (kind !== 'company' && kind !== 'contact' && kind !== 'deal') continue;
      const extra = emulator.state.items[kind].size - planned;
      expect(extra, kind).toBeGreaterThan(0);
      expect(project.state().doubledOf(account, kind), kind).toHaveLength(extra);
    }
  });

  test('ends the load with 8 until they are removed', async () => {
    const { emulator, run } = await portalProject(7, 4);
    expect((await run(['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet'])).code).toBe(0);
    emulator.faults.set([{ kind: 'duplicate', method: 'crm.item.batchImport', nth: 1 }]);
    const apply = ['apply', 'load.pplan', '--yes', '--json'];
    const loaded = await run(apply);
    const { issues } = JSON.parse(loaded.out) as { readonly issues: readonly { readonly code: string }[] };
    expect([loaded.code, issues.map(({ code }) => code)]).toEqual([8, expect.arrayContaining(['target.doubled'])]);
    expect(emulator.state.items.company.size).toBe(2);
    expect((await run(['duplicates', 'remove', '--yes', '--quiet'])).code).toBe(0);
    expect(emulator.state.items.company.size).toBe(1);
    expect((await run(apply)).code).toBe(0);
  });
});
