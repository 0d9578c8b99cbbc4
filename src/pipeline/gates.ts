import { GateError } from '../errors.ts';
import type { GuardRails } from '../mapping/compiled.ts';
import type { KindSums } from '../store/plan-sums.ts';
import type { CheckResult } from './checks.ts';

/** What was found while the plan was made. */
export interface FoundBreaks {
  /** `broken` differences from the contracts of the sources. */
  readonly broken?: number;
  /** Known records that are somebody else by now. */
  readonly replaced?: number;
}

/**
 * The limits a plan breaks, worst first: guard rails of the mapping rules of severity error, and `broken` differences from the
 * contracts of the sources. Empty when it may be applied.
 */
export function brokenGates(
  sums: readonly KindSums[],
  limits: GuardRails,
  checks: readonly CheckResult[],
  { broken = 0, replaced = 0 }: FoundBreaks = {},
): readonly GateError[] {
  const creates = total(sums, ({ actions }) => actions.create);
  const updates = total(sums, ({ actions }) => actions.update);
  const rejected = total(sums, (kind) => kind.rejected);
  const considered = total(sums, ({ read, filtered }) => read - filtered);
  const share = considered === 0 ? 0 : rejected / considered;
  const gates: GateError[] = broken === 0 ? [] : [new GateError('contract.broken', { count: broken })];
  if (share > limits.maxRejectShare) {
    gates.push(
      new GateError('plan.gate-rejects', { share: round(share), allowed: limits.maxRejectShare, count: rejected }),
    );
  }
  if (limits.maxCreates !== undefined && creates > limits.maxCreates) {
    gates.push(new GateError('plan.gate-creates', { count: creates, allowed: limits.maxCreates }));
  }
  if (limits.maxUpdates !== undefined && updates > limits.maxUpdates) {
    gates.push(new GateError('plan.gate-updates', { count: updates, allowed: limits.maxUpdates }));
  }
  const mayBeReplaced = limits.maxReplaced ?? usuallyReplaced(sums);
  if (replaced > mayBeReplaced)
    gates.push(new GateError('plan.gate-replaced', { count: replaced, allowed: mayBeReplaced }));
  for (const { name, count, allowed, exceeded, severity } of checks) {
    if (exceeded === 'error' || (exceeded === 'warning' && severity === 'error')) {
      gates.push(new GateError('plan.gate-check', { name, count, allowed }));
    }
  }
  return gates;
}

/** Now and then one is really replaced; where many are, the key is no key. */
function usuallyReplaced(sums: readonly KindSums[]): number {
  return Math.max(2, Math.floor(total(sums, ({ actions }) => actions.update + actions.unchanged) * 0.02));
}

function total(sums: readonly KindSums[], of: (sums: KindSums) => number): number {
  return sums.reduce((sum, kind) => sum + of(kind), 0);
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
