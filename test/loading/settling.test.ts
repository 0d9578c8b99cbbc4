import { expect, test } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { expectLoadedOnce } from './invariants.ts';
import { portalStage } from './portal-stage.ts';
import { rehearsal, tables } from './rehearsal.ts';

/**
 * The portal first refuses the method for a minute, then takes the request, loses it and executes it fifty seconds later. The
 * program ends right after that: whoever counted the 75 seconds from the journaled intent would look too early, and send all again.
 */
test('what becomes of a request that had to wait for its turn is asked long enough after it was sent', async () => {
  const files = tables(11, 16);
  const { emulator, stage } = await portalStage();
  const project = await rehearsal(stage, { ...files, 'perenos.yaml': tableMapping('bitrix24') });
  const { plan } = await project.plan();
  plan.close();
  emulator.faults.set([
    { kind: '429', method: 'crm.item.batchImport', nth: 1 },
    { kind: 'late:50000', method: 'crm.item.batchImport', nth: 2 },
  ]);
  let writes = 0;
  await project.applyUntilDone(plan, { before: () => false, after: () => (writes += 1) === 1 });
  expect(emulator.faults.counts()).toEqual({ '429': 1, late: 1 });
  // What was abandoned has been executed by now in any case.
  emulator.clock.advanceTo(emulator.clock.now() + 60_000);
  expectLoadedOnce(emulator.state, project.places, files);
});
