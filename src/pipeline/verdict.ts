import type { GateError } from '../errors.ts';
import type { LeftBehind, Report, ResultLine, Verdict } from '../model/report.ts';
import type { FindingGroup } from '../store/plan-findings.ts';
import type { KindSums } from '../store/plan-sums.ts';

export interface VerdictSetup {
  readonly gates: readonly GateError[];
  readonly sums: readonly Pick<KindSums, 'rejected'>[];
  readonly groups: readonly FindingGroup[];
  /** Filled columns that the mapping does not take. */
  readonly leftBehind: readonly LeftBehind[];
}

/** At most this many reasons: the strongest. */
const maxReasons = 3;

/** Whether a person may go on: broken limits forbid it; rejected records, warnings and columns left behind want a look. */
export function verdictOf({ gates, sums, groups, leftBehind }: VerdictSetup): Verdict {
  const serious = groups.filter(({ severity }) => severity !== 'notice');
  const broken = gates.map(({ code, args }) => ({ code, args: args as unknown, count: 1 }));
  const found = byCode(serious);
  if (gates.length > 0) return { level: 'not-ready', reasons: [...broken, ...found].slice(0, maxReasons) };
  const left = columnsLeft(leftBehind);
  const isRejecting = sums.some(({ rejected }) => rejected > 0);
  const level = isRejecting || serious.length + left.length > 0 ? 'remarks' : 'ready';
  return { level, reasons: [...found.slice(0, maxReasons - left.length), ...left] };
}

/** Data that stays in the old system is always among the reasons: nobody looks for what he does not know of. */
function columnsLeft(leftBehind: readonly LeftBehind[]): Verdict['reasons'] {
  const cells = leftBehind.reduce((sum, { filled }) => sum + filled, 0);
  if (cells === 0) return [];
  const columns = leftBehind.length;
  return [{ code: 'plan.columns-left', args: { columns, cells } as unknown, count: cells }];
}

/** The same problem in several fields is one reason; the order stays that of the groups. */
function byCode(groups: readonly FindingGroup[]): Verdict['reasons'] {
  const counts = new Map<FindingGroup['code'], number>();
  for (const { code, count } of groups) counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ code, args: null, count }));
}

/** After a load: what is open or does not add up weighs more than anything the plan said. */
export function verdictAfterLoad(
  { verdict, run }: Pick<Report, 'verdict' | 'run'>,
  result: readonly ResultLine[],
  refused: readonly FindingGroup[],
): Verdict {
  const inDoubt = result.reduce((sum, line) => sum + line.in_doubt, 0);
  const isOpen = result.some(({ in_doubt, blocked, adds_up }) => in_doubt + blocked > 0 || !adds_up);
  const doubts =
    inDoubt === 0
      ? []
      : [{ code: 'plan.in-doubt' as const, args: { count: inDoubt, runId: run.id } as unknown, count: inDoubt }];
  const reasons = [...doubts, ...byCode(refused), ...verdict.reasons].slice(0, maxReasons);
  if (isOpen) return { level: 'not-ready', reasons };
  const isWrong = refused.length > 0 || result.some(({ rejected }) => rejected > 0);
  return { level: isWrong && verdict.level === 'ready' ? 'remarks' : verdict.level, reasons };
}
