import type { EntityKind } from '../model/entity.ts';
import { operationsToPerform } from '../store/plan-operations.ts';
import { countSums, type BrokenSum } from '../store/plan-sums.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import type { State } from '../store/state.ts';

/** What became of the planned records of one kind after a load. */
export interface ResultSums {
  readonly kind: EntityKind;
  readonly planned: number;
  /** Written, or found to need nothing. */
  readonly done: number;
  /** The plan had nothing to write of them, though they are not as they stand in the target: its `skip`. */
  readonly skipped: number;
  readonly rejected: number;
  readonly inDoubt: number;
  /** Not sent yet. */
  readonly blocked: number;
}

/** Counts the journal of a run against its plan. */
export function resultSums(plan: Plan, state: State, runId: string): readonly ResultSums[] {
  const counts = state.counts(runId);
  const of = (kind: EntityKind, ...states: readonly string[]) =>
    counts.filter((row) => row.kind === kind && states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);
  return countSums(plan).map(({ kind, planned, actions }) => {
    const toWrite = actions.create + actions.update + actions.delete;
    const written = of(kind, 'done');
    const rejected = of(kind, 'rejected');
    const inDoubt = of(kind, 'in_doubt', 'sending');
    return {
      kind,
      planned,
      done: written + actions.unchanged,
      skipped: actions.skip,
      rejected,
      inDoubt,
      blocked: toWrite - written - rejected - inDoubt,
    };
  });
}

/** Planned records of a run that the target does not have, by their numbers in the plan. */
export function openRecords(plan: Plan, state: State, sums: readonly ResultSums[]): ReadonlySet<number> {
  const { runId } = readManifest(plan);
  const kinds = new Set(sums.filter(({ planned, done, skipped }) => done + skipped < planned).map(({ kind }) => kind));
  const open = new Set<number>();
  if (kinds.size === 0) return open;
  for (const { id, seq, kind } of operationsToPerform(plan)) {
    if (kinds.has(kind) && state.entry(runId, id)?.state !== 'done') open.add(seq);
  }
  return open;
}

/** Promise 1 after a load: `planned = done + skipped + rejected by the target + in doubt + blocked`, and nothing is negative. */
export function brokenResultSums(sums: readonly ResultSums[]): readonly BrokenSum[] {
  return sums
    .filter(
      ({ planned, done, skipped, rejected, inDoubt, blocked }) =>
        blocked < 0 || planned !== done + skipped + rejected + inDoubt + blocked,
    )
    .map(({ kind, planned, done, skipped, rejected, inDoubt, blocked }) => ({
      kind,
      sum: 'planned = done + skipped + rejected + in doubt + blocked',
      left: planned,
      right: done + skipped + rejected + inDoubt + blocked,
    }));
}
