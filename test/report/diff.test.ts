import { describe, expect, test } from 'vitest';
import { loadLocale } from '../../src/locales/language.ts';
import type { Report } from '../../src/model/report.ts';
import { renderDiff } from '../../src/report/diff-text.ts';
import { diffReports, isSame } from '../../src/report/diff.ts';
import { displayWidth } from '../../src/report/text-table.ts';
import { painter } from '../../src/terminal.ts';
import { sampleReport } from './reports.ts';

const [ru, en] = await Promise.all([loadLocale('ru'), loadLocale('en')]);

const base = sampleReport(2);
const group = { ...sampleReport(9).issues[0]!, samples: [] };

function withIssues(...counts: readonly (readonly [id: string, count: number])[]): Report {
  return { ...base, issues: counts.map(([id, count]) => ({ ...group, id, count })) };
}

describe('two reports', () => {
  test('that are equal differ in nothing', () => {
    const diff = diffReports(base, base);
    expect(isSame(diff)).toBe(true);
    expect(renderDiff(diff, en, { width: 80, paint: painter(false) })).toContain('The reports are equal');
  });

  test('are compared by the ids of their findings', () => {
    const before = withIssues(['a:contact:x', 5], ['b:contact:x', 5], ['c:contact:x', 5], ['d:contact:x', 5]);
    const after = withIssues(['b:contact:x', 7], ['c:contact:x', 2], ['d:contact:x', 5], ['e:contact:x', 1]);
    expect(
      diffReports(before, after).issues.map(({ id, change, before: was, after: now }) => [id, change, was, now]),
    ).toEqual([
      ['a:contact:x', 'gone', 5, 0],
      ['b:contact:x', 'more', 5, 7],
      ['c:contact:x', 'fewer', 5, 2],
      ['e:contact:x', 'new', 0, 1],
    ]);
  });

  test('are compared by their sums, also of kinds that only one of them has', () => {
    const [line] = base.funnel;
    const after = { ...base, funnel: [{ ...line!, rejected: line!.rejected + 3 }] };
    const { funnel } = diffReports({ ...base, funnel: [line!] }, after);
    expect(funnel).toEqual([{ kind: line!.kind, name: 'rejected', before: line!.rejected, after: line!.rejected + 3 }]);
    expect(diffReports({ ...base, funnel: [] }, { ...base, funnel: [line!] }).funnel[0]).toEqual({
      kind: line!.kind,
      name: 'read',
      before: 0,
      after: line!.read,
    });
  });

  test('are compared by the money of their plans', () => {
    const total = sampleReport(4).totals[0] ?? sampleReport(5).totals[0]!;
    const changed = { ...total, plan: { count: 1, sum: '10.50' } };
    const { totals } = diffReports({ ...base, totals: [total] }, { ...base, totals: [changed] });
    expect(totals).toEqual([
      { kind: 'deal', field: 'amount', by: total.by, currency: 'RUB', before: total.plan, after: changed.plan },
    ]);
    expect(diffReports({ ...base, totals: [] }, { ...base, totals: [changed] }).totals[0]!.before).toEqual({
      count: 0,
      sum: '0',
    });
  });

  test('give the opposite when turned around', () => {
    const [left, right] = [sampleReport(3), sampleReport(6)];
    const there = diffReports(left, right);
    const back = diffReports(right, left);
    const pairs = ({ issues }: typeof there, isTurned: boolean) =>
      issues
        .map(({ id, severity, before, after }) => [severity, id, ...(isTurned ? [after, before] : [before, after])])
        .toSorted((one, other) => (String(one) < String(other) ? -1 : 1));
    expect(there.issues.length).toBeGreaterThan(0);
    expect(pairs(back, true)).toEqual(pairs(there, false));
  });

  test('are worded within the terminal', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const diff = diffReports(sampleReport(seed), sampleReport(seed + 10, { hostile: true }));
      for (const width of [40, 80]) {
        const lines = renderDiff(diff, ru, { width, paint: painter(false) }).split('\n');
        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
      }
    }
  });
});
