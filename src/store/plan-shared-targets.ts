import type { EntityKind } from '../model/entity.ts';
import { guarded } from './database.ts';
import type { PlannedAction, StoredOperation } from './plan-operations.ts';
import type { PlacedRecord } from './plan-records.ts';
import type { Plan } from './plan.ts';

/** One of several operations that would write into one record of the target. */
export interface SharedTarget extends PlacedRecord {
  readonly id: number;
  readonly targetId: string;
  readonly isUnchanged: boolean;
}

/** Operations that share a record of the target with others, in the order of the plan. */
export function sharedTargets(plan: Plan, kind: EntityKind): readonly SharedTarget[] {
  return plan.database
    .prepare<unknown[], PlacedRecord & { id: number; targetId: string; action: PlannedAction }>(
      `SELECT id, seq, target_id AS targetId, action, system, key, table_id AS tableId, line FROM (
         SELECT id, seq, target_id, action, count(*) OVER (PARTITION BY target_id) AS sharing
         FROM operation WHERE kind = ? AND target_id IS NOT NULL AND action IN ('unchanged', 'update'))
       JOIN record USING (seq) WHERE sharing > 1 ORDER BY id`,
    )
    .all(kind)
    .map(({ action, ...shared }) => ({ ...shared, isUnchanged: action === 'unchanged' }));
}

/** Makes an update of an operation that changes one more field, or that one in another way. */
export function addChange(plan: Plan, id: number, change: StoredOperation['changes'][number]): void {
  const select = plan.database.prepare<unknown[], string | null>('SELECT changes FROM operation WHERE id = ?').pluck();
  const update = plan.database.prepare("UPDATE operation SET action = 'update', changes = ? WHERE id = ?");
  guarded(plan.file, () => {
    const changes = JSON.parse(select.get(id) ?? '[]') as StoredOperation['changes'];
    const others = changes.filter(({ field }) => field !== change.field);
    update.run(JSON.stringify([...others, change]), id);
  });
}

/** Makes skips of operations. */
export function skipOperations(plan: Plan, ids: readonly number[]): void {
  const skip = plan.database.prepare("UPDATE operation SET action = 'skip', changes = NULL WHERE id = ?");
  guarded(plan.file, () => plan.database.transaction(() => ids.forEach((id) => skip.run(id)))());
}
