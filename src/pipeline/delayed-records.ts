import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Ref } from '../model/field.ts';
import type { JournalEntry } from '../store/state.ts';
import type { Applying } from './applying.ts';
import { referencesOf } from './reference-fields.ts';

/** Does a record that was written in a batch point to one that came to be later? */
export type PointsToLater = (
  record: { readonly kind: EntityKind; readonly data: Readonly<Record<string, unknown>> },
  batch: number,
) => boolean;

/**
 * A record that failed in its turn and is there by now was missing when those were written that point to it: of a run that goes on,
 * their links are still to be made. Batches are numbered in the order in which they were sent.
 */
export function pointsToLater({
  state,
  runId,
  connection,
  operation,
  originsOf,
}: Pick<Applying, 'state' | 'runId' | 'connection' | 'operation' | 'originsOf'>): PointsToLater {
  // What takes records by the thousand takes them at the first attempt.
  if (connection.bulk !== undefined) return () => false;
  const batches = new Map<string, number>();
  const firstBatches = state.firstBatches(runId);
  for (const [index, kind] of entityKinds.entries()) {
    const later = entityKinds.slice(index + 1).flatMap((other) => firstBatches.get(other) ?? []);
    for (const entry of state.createsSince(runId, kind, Math.min(...later, Number.MAX_SAFE_INTEGER))) {
      const stored = operation(entry.op_id);
      for (const origin of stored === undefined ? [entry] : originsOf(stored))
        batches.set(placeOf(kind, origin), batchOf(entry));
    }
  }
  if (batches.size === 0) return () => false;
  return ({ kind, data }, batch) => {
    for (const { kind: other, ref } of referencesOf(kind, data))
      if ((batches.get(placeOf(other, ref)) ?? 0) > batch) return true;
    return false;
  };
}

function batchOf({ state, batch_id }: JournalEntry): number {
  return state === 'done' ? batch_id : Number.POSITIVE_INFINITY;
}

function placeOf(kind: EntityKind, { system, key }: Ref): string {
  return `${kind}\u001F${system}\u001F${key}`;
}
