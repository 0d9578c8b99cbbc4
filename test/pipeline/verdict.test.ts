import { expect, test } from 'vitest';
import { verdictOf } from '../../src/pipeline/verdict.ts';
import type { FindingGroup } from '../../src/store/plan-findings.ts';

const none = { gates: [], sums: [], groups: [], leftBehind: [] };
const left = (filled: number) => [{ file: 'a.csv', table: '', column: 'Любимый цвет', filled }];
const group = (code: FindingGroup['code']): FindingGroup =>
  ({ code, severity: 'warning', kind: 'contact', field: null, count: 2 }) as FindingGroup;

test('without anything to say the plan is ready', () => {
  expect(verdictOf(none)).toEqual({ level: 'ready', reasons: [] });
});

test('filled columns that no field takes are a remark and a reason', () => {
  expect(verdictOf({ ...none, leftBehind: left(7) })).toEqual({
    level: 'remarks',
    reasons: [{ code: 'plan.columns-left', args: { columns: 1, cells: 7 }, count: 7 }],
  });
});

test('they stay among the reasons however many others there are; empty columns are none', () => {
  const groups = [
    group('phone.lookalike'),
    group('email.domain-typo'),
    group('plan.parent-dropped'),
    group('date.ambiguous'),
  ];
  const { reasons } = verdictOf({ ...none, groups, leftBehind: left(1) });
  expect(reasons.map(({ code }) => code)).toEqual(['phone.lookalike', 'email.domain-typo', 'plan.columns-left']);
  expect(verdictOf({ ...none, leftBehind: left(0) }).level).toBe('ready');
});
