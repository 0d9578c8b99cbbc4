import type { EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { Operation } from '../targets/target.ts';
import type { Applying } from './applying.ts';
import { referencesOf } from './reference-fields.ts';

/**
 * Tells operations that would be refused now, because what they belong to is not settled: they are not sent and count as blocked, until
 * the run goes on (`reliability.md` section 4 of the house documents).
 */
export function waiting(run: Applying, kind: EntityKind): (operation: Operation) => boolean {
  if (run.connection.needsReferences?.(kind) !== true) return () => false;
  const open = new Set<string>();
  for (const entry of [...run.state.entries(run.runId, 'planned'), ...run.state.entries(run.runId, 'in_doubt')]) {
    if (entry.action !== 'create' || entry.kind === kind) continue;
    const stored = run.operation(entry.op_id);
    for (const origin of stored === undefined ? [entry] : run.originsOf(stored)) open.add(placeOf(entry.kind, origin));
  }
  if (open.size === 0) return () => false;
  return ({ action, data }) => {
    if (action !== 'create') return false;
    for (const { kind: other, ref } of referencesOf(kind, data)) if (open.has(placeOf(other, ref))) return true;
    return false;
  };
}

function placeOf(kind: EntityKind, { system, key }: Ref): string {
  return `${kind}\u001F${system}\u001F${key}`;
}
