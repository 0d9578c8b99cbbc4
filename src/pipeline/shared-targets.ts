import type { EntityKind } from '../model/entity.ts';
import { type SharedTarget, sharedTargets, skipOperations } from '../store/plan-operations.ts';
import { recordFinder } from '../store/plan-records.ts';
import { report, type Planning } from './planning.ts';

/**
 * What was one record when it was loaded and is two by now must not write into it twice: a person decides. The record of the target
 * stays with the part that needs nothing written, else with the part that holds the source record it was made from, else with
 * the first of the plan.
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
  const left = [...groups].flatMap(([targetId, group]) => {
    const seed = seeds?.get(targetId);
    const home = seed && find(kind, seed)?.survivor;
    const keeper = group.find(({ isUnchanged }) => isUnchanged) ?? group.find(({ seq }) => seq === home) ?? group[0];
    return group.filter((shared) => shared !== keeper);
  });
  skipOperations(
    planning.plan,
    left.map(({ id }) => id),
  );
  for (const { seq, targetId } of left.toSorted((a, b) => a.id - b.id))
    report(planning, { seq, kind }, { code: 'target.match-taken', args: { id: targetId, by: 'key' } });
}
