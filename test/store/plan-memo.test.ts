import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { planMemo } from '../../src/store/plan-memo.ts';
import { createPlan, openPlan, type Manifest } from '../../src/store/plan.ts';
import { workdir } from '../workdir.ts';

const manifest = { format: '1.0' } as Manifest;

test('what is known of a plan is forgotten when somebody else writes to its file', () => {
  const plan = createPlan(workdir().path('a.pplan')).finish(manifest);
  const known = planMemo<number>();
  known.set(plan, 7);
  expect(known.get(plan)).toBe(7);
  const other = openDatabase(plan.file);
  other.exec("INSERT INTO block (name, kind) VALUES ('people', 'contact')");
  other.close();
  expect(known.get(plan)).toBeUndefined();
  plan.close();
});

test('the same file opened again is known by nothing', () => {
  const plan = createPlan(workdir().path('a.pplan')).finish(manifest);
  const again = openPlan(plan.file);
  const known = planMemo<number>();
  known.set(plan, 7);
  expect(known.get(again)).toBeUndefined();
  plan.close();
  again.close();
});
