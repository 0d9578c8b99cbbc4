import type { EntityKind } from '../model/entity.ts';
import type { RecordOrigin } from '../model/field.ts';
import { addChange, type SharedTarget, sharedTargets, skipOperations } from '../store/plan-shared-targets.ts';
import { recordFinder } from '../store/plan-records.ts';
import { originsField } from '../targets/target.ts';
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
 * with the first of the plan. Where a person said that they are different, the record of the target gives up the source records of
 * the other part: the next run finds them nowhere and creates their record. Two runs, because a create that breaks off is looked for
 * by its key, which must lead nowhere else by then.
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
    const all = group.map(partOf);
    const keepsHome = planning.loaded.target === undefined && isDecided(planning, kind, { parts: all, home });
    const rank = ({ seq, isUnchanged, overlap }: Part): readonly number[] => [
      Number(keepsHome && seq === home),
      Number(isUnchanged),
      overlap,
      Number(seq === home),
    ];
    const [keeper, ...parts] = all.toSorted((a, b) => compareRanks(rank(b), rank(a)));
    return keeper === undefined ? [] : partings(planning, kind, { keeper, parts, home });
  });
  skipOperations(
    planning.plan,
    left.map(({ part }) => part.id),
  );
  for (const { part, kept, isLeaving } of left.toSorted((a, b) => a.part.id - b.part.id)) {
    const { seq, targetId, origins } = part;
    leaveLoaded(planning, { seq, kind }, { targetId, own: origins, kept, isLeaving });
  }
}

/** A person said of every other part that it is not the one that holds the source record that the target knows its record by. */
function isDecided(
  planning: Planning,
  kind: EntityKind,
  { parts, home }: { readonly parts: readonly Part[]; readonly home: number | undefined },
): boolean {
  const first = parts.find(({ seq }) => seq === home);
  if (first === undefined) return false;
  return parts.every((part) => part === first || planning.areDecidedApart(kind, part.origins, first.origins));
}

/** A part that leaves the record of the target to another one. */
interface Parting {
  readonly part: Part;
  readonly kept: readonly RecordOrigin[];
  readonly isLeaving: boolean;
}

function partings(
  planning: Planning,
  kind: EntityKind,
  given: { readonly keeper: Part; readonly parts: readonly Part[]; readonly home: number | undefined },
): readonly Parting[] {
  const { keeper, parts, home } = given;
  const kept = keeper.origins;
  // A target that knows its record by one source record only cannot give that one up.
  const mayLeave = ({ seq }: Part): boolean => planning.loaded.target !== undefined || seq !== home;
  const left = parts.map((part) => {
    const isLeaving = mayLeave(part) && planning.areDecidedApart(kind, part.origins, kept);
    return { part, kept, isLeaving };
  });
  const leaving = left.filter(({ isLeaving }) => isLeaving).flatMap(({ part }) => part.origins);
  if (leaving.length > 0)
    addChange(planning.plan, keeper.id, {
      field: originsField,
      before: leaving.map(({ system, key }) => ({ system, key })),
      after: [],
    });
  return left;
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
