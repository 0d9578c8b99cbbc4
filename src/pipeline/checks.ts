import type { CompiledCheck, Threshold } from '../mapping/compiled.ts';
import type { EntityKind } from '../model/entity.ts';
import { stagedRecords } from '../store/plan-records.ts';
import type { Plan } from '../store/plan.ts';
import { addDecimals } from '../text/decimal-sum.ts';
import { amountOf, fieldValue, groupText } from './amounts.ts';

/** One line of a control total: what is grouped by, how many records, and the exact sum with its currency. */
export interface TotalLine {
  readonly by: readonly string[];
  readonly currency: string;
  readonly count: number;
  readonly sum: string;
}

/** What a rule of the mapping's `checks` found in the planned records. */
export interface CheckResult {
  readonly name: string;
  readonly kind: EntityKind;
  readonly severity: CompiledCheck['severity'];
  /** Records of the kind, and those for which the rule's condition is true. */
  readonly records: number;
  readonly count: number;
  readonly exceeded: 'error' | 'warning' | undefined;
  readonly allowed: string;
  readonly totals: readonly TotalLine[];
}

/** Applies every rule to the golden records, in one pass over each kind. */
export function runChecks(plan: Plan, checks: readonly CompiledCheck[]): readonly CheckResult[] {
  const tallies = checks.map((check) => ({ check, records: 0, count: 0, groups: new Map<string, TotalLine>() }));
  for (const kind of new Set(checks.map((check) => check.kind))) {
    const ofKind = tallies.filter(({ check }) => check.kind === kind);
    for (const page of stagedRecords(plan, kind)) {
      for (const { data } of page) for (const tally of ofKind) tallyRecord(tally, data);
    }
  }
  return tallies.map(({ check, records, count, groups }) => {
    const { name, kind, severity } = check;
    const totals = [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
    return { name, kind, severity, records, count, totals, ...verdict(check, count, records) };
  });
}

interface Tally {
  readonly check: CompiledCheck;
  records: number;
  count: number;
  readonly groups: Map<string, TotalLine>;
}

function tallyRecord(tally: Tally, data: Readonly<Record<string, unknown>>): void {
  const { total, countWhere } = tally.check;
  tally.records += 1;
  if (countWhere?.(data) === true) tally.count += 1;
  if (total === undefined) return;
  const money = total.sum === undefined ? undefined : amountOf(fieldValue(data, total.sum));
  const by = total.by.map((field) => groupText(fieldValue(data, field)));
  const currency = money?.currency ?? '';
  const id = JSON.stringify([by, currency]);
  const line = tally.groups.get(id) ?? { by, currency, count: 0, sum: '0' };
  tally.groups.set(id, { ...line, count: line.count + 1, sum: addDecimals(line.sum, money?.amount ?? '0') });
}

function verdict(check: CompiledCheck, count: number, records: number): Pick<CheckResult, 'exceeded' | 'allowed'> {
  const { errorOver, warnOver } = check;
  if (errorOver !== undefined && isOver(errorOver, count, records))
    return { exceeded: 'error', allowed: shown(errorOver) };
  if (warnOver !== undefined && isOver(warnOver, count, records))
    return { exceeded: 'warning', allowed: shown(warnOver) };
  const strictest = warnOver ?? errorOver;
  return { exceeded: undefined, allowed: strictest === undefined ? '' : shown(strictest) };
}

function isOver(threshold: Threshold, count: number, records: number): boolean {
  return 'count' in threshold ? count > threshold.count : records > 0 && count / records > threshold.share;
}

function shown(threshold: Threshold): string {
  return 'count' in threshold ? String(threshold.count) : `${Number((threshold.share * 100).toFixed(4))} %`;
}
