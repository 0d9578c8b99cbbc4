import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectLoadedOnce } from './invariants.ts';
import { portalProject } from './program.ts';
import { tables } from './rehearsal.ts';

const apply = ['apply', 'load.pplan', '--yes', '--quiet'];

/** Outcomes of links in the audit log. */
function outcomes(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { readonly action: string; readonly outcome: string });
  return entries.filter(({ action }) => action === 'link').map(({ outcome }) => outcome);
}

test('links of the second pass are all made by the built program, though it dies there and answers are lost', async () => {
  const files = tables(3, 24);
  const { emulator, places, run } = await portalProject(3, 24);
  expect((await run(['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet'])).code).toBe(0);
  // All attempts of the companies fail: people and deals are written without them.
  emulator.faults.set([{ kind: '500', method: 'crm.item.batchImport', times: 5 }]);
  expect((await run(apply)).code).toBe(8);
  emulator.faults.set([]);
  for (const moment of ['before-late-links', 'after-late-links'])
    expect((await run(apply, `${moment}:1:kill`)).signal, moment).toBe('SIGKILL');
  // Deals are the last that are looked for twice of; what is written next are the links.
  const stop = emulator.log.listen(({ operation, parameters }) => {
    const { entityTypeId } = parameters as { readonly entityTypeId?: unknown };
    if (operation !== 'crm.item.list' || entityTypeId !== 2) return;
    stop();
    emulator.faults.set([
      { kind: 'reset-after', method: 'batch', nth: 1 },
      { kind: 'login-page-after', method: 'batch', nth: 2 },
    ]);
  });
  const { code, err } = await run(apply);
  expect(code, err).toBe(0);
  expect(emulator.faults.counts()).toMatchObject({ 'reset-after': 1, 'login-page-after': 1 });
  expect(outcomes(places.audit)).toEqual(expect.arrayContaining(['in_doubt', 'done']));
  expectLoadedOnce(emulator.state, places, files);
});
