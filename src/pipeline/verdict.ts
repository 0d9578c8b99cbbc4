import type { GateError } from '../errors.ts';
import type { ResultLine, Verdict } from '../model/report.ts';
import type { FindingGroup } from '../store/plan-findings.ts';
import type { KindSums } from '../store/plan-sums.ts';

export interface VerdictSetup {
  readonly gates: readonly GateError[];
  readonly sums: readonly KindSums[];
  readonly groups: readonly FindingGroup[];
  /** Empty before a load. */
  readonly result: readonly ResultLine[];
}

/** Whether a person may go on: broken limits forbid it, rejected records and warnings want a look. */
export function verdictOf({ gates, sums, groups, result }: VerdictSetup): Verdict {
  const isOpen = result.some(({ in_doubt, blocked, adds_up }) => in_doubt + blocked > 0 || !adds_up);
  const isRejecting = sums.some(({ rejected }) => rejected > 0) || result.some(({ rejected }) => rejected > 0);
  const serious = groups.filter(({ severity }) => severity !== 'notice');
  const reasons = [
    ...gates.map(({ code, args }) => ({ code, args: args as unknown, count: 1 })),
    ...serious.map(({ code, count }) => ({ code, args: null as unknown, count })),
  ].slice(0, 3);
  if (gates.length > 0 || isOpen) return { level: 'not-ready', reasons };
  return { level: isRejecting || serious.length > 0 ? 'remarks' : 'ready', reasons };
}
