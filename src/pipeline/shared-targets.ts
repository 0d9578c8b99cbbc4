import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin } from '../model/field.ts';
import { type SharedTarget, sharedTargets, skipOperations } from '../store/plan-operations.ts';
import { recordFinder } from '../store/plan-records.ts';
import { leaveLoaded } from './changed-clusters.ts';
import type { Planning } from './planning.ts';

/** A part of what was loaded as one record. */
interface Part extends SharedTarget {
  readonly origins: readonly RecordOrigin[];
  /** How many of its source records the record of the target was made from. */
  readonly overlap: number;
}

/**
 * What was one record when it was loaded and is two by now must not write into it twice. The record of the target stays with the part
 * that needs nothing written, else with the largest part, else with the one that holds the source record it was made from, else
 * with the first of the plan.
 */
export function leaveShared(planning: Planning, kind: EntityKind): void {
  const groups = new Map<string, SharedTarget[]>();
  for (const shared of sharedTargets(planning.plan, kind)) {
    const group = groups.get(shared.targetId);
    if (group === undefined) groups.set(shared.targetId, [shared]);
    else group.push(shared);
  }
  if (groups.size === 0) return;
  const seeds = planning.state?.createdFrom(planning.connection.identity.account, kind, [...groups.keys()]);
  const find = recordFinder(planning.plan);
  const partOf = partReader(planning, kind);
  const left = [...groups].flatMap(([targetId, group]) => {
    const seed = seeds?.get(targetId);
    const home = seed && find(kind, seed)?.survivor;
    const rank = ({ seq, isUnchanged, overlap }: Part): readonly number[] => [
      Number(isUnchanged),
      overlap,
      Number(seq === home),
    ];
    const [keeper, ...parts] = group.map(partOf).toSorted((a, b) => compareRanks(rank(b), rank(a)));
    return parts.map((part) => ({ ...part, kept: keeper?.origins ?? [] }));
  });
  skipOperations(
    planning.plan,
    left.map(({ id }) => id),
  );
  for (const { seq, targetId, origins, kept } of left.toSorted((a, b) => a.id - b.id))
    leaveLoaded(planning, { seq, kind }, { targetId, own: origins, kept });
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}

function partReader(planning: Planning, kind: EntityKind): (shared: SharedTarget) => Part {
  const { state, connection, loaded, originsOf } = planning;
  const { account } = connection.identity;
  return (shared) => {
    const origins = originsOf(shared);
    const isOfIt = (origin: RecordOrigin): boolean =>
      state?.lookup(account, kind, origin)?.targetId === shared.targetId;
    // Where the target knows a record by one of its source records only, that one tells whose it is.
    const overlap = loaded.target === undefined ? 0 : origins.filter(isOfIt).length;
    return { ...shared, origins, overlap };
  };
}
