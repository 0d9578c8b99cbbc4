import { expect, test } from 'vitest';
import { resultLines, resultTotals } from '../../src/pipeline/report-sums.ts';
import { brokenResultSums, resultSums } from '../../src/pipeline/result-sums.ts';
import { Staging } from '../../src/store/plan-staging.ts';
import { createPlan } from '../../src/store/plan.ts';
import type { State } from '../../src/store/state.ts';
import { workdir } from '../workdir.ts';

/** A plan of contacts with these actions. */
function planOf(actions: readonly string[]) {
  const plan = createPlan(workdir().path('load.pplan'));
  const staging = new Staging(plan);
  const blockId = staging.addBlock('people', 'contact');
  const insert = plan.database.prepare(
    "INSERT INTO operation (seq, kind, action, payload_hash) VALUES (?, 'contact', ?, '')",
  );
  for (const [at, action] of actions.entries()) {
    const record = {
      blockId,
      kind: 'contact',
      tableId: null,
      line: 1,
      status: 'valid',
      system: 'old',
      data: {},
    } as const;
    insert.run(staging.addRecord({ ...record, key: String(at) }), action);
  }
  return plan;
}

test('what a plan skips is counted apart from what was written, and the sums add up', () => {
  const plan = planOf(['create', 'create', 'update', 'unchanged', 'skip', 'skip']);
  const counts = [
    { kind: 'contact', state: 'done', count: 2 },
    { kind: 'contact', state: 'rejected', count: 1 },
  ];
  const sums = resultSums(plan, { counts: () => counts } as unknown as State, 'r1');
  plan.close();
  expect(sums).toEqual([{ kind: 'contact', planned: 6, done: 3, skipped: 2, rejected: 1, inDoubt: 0, blocked: 0 }]);
  expect(brokenResultSums(sums)).toEqual([]);
  expect(resultTotals(resultLines(sums))).toMatchObject({ done: 3, skipped: 2, adds_up: true });
});

test('a skipped record that is counted twice is a broken sum', () => {
  const sums = { kind: 'contact', planned: 4, done: 3, skipped: 2, rejected: 0, inDoubt: 0, blocked: 0 } as const;
  expect(brokenResultSums([sums])).toEqual([
    { kind: 'contact', sum: 'planned = done + skipped + rejected + in doubt + blocked', left: 4, right: 5 },
  ]);
});
