import { z } from 'zod';
import { findingsOf } from './checks.ts';
import { entityChecks } from './entity-checks.ts';
import { updateEntity } from './entity-store.ts';
import type { ApiRequest } from './api.ts';
import type { JsonObject } from './json.ts';
import { entityKinds } from './records.ts';

const target = {
  entity: z.enum(entityKinds),
  /** A number, or the record with the greatest one. */
  id: z.union([z.int(), z.literal('newest')]),
};

/** What a person does: changes a record as `PATCH` would, or deletes it, which no request can. */
const deedSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('change'), ...target, set: z.record(z.string(), z.json()) }),
  z.strictObject({ do: z.literal('delete'), ...target }),
]);

/** @throws Error when it is no such deed or a value is refused */
export function doAsPerson(request: ApiRequest, action: unknown): unknown {
  const deed = deedSchema.parse(action);
  const table = request.state.entities[deed.entity];
  const row =
    deed.id === 'newest' ? table.rows.findLast(({ is_deleted: isDeleted }) => !isDeleted) : table.get(deed.id);
  if (row === undefined) return { ...deed, done: false };
  if (deed.do === 'delete') {
    row.is_deleted = true;
    row.updated_at = request.now;
  } else {
    const element = deed.set as JsonObject;
    const found = findingsOf(entityChecks(request.state, deed.entity).update, { ...element, id: row.id });
    if (found.length > 0) throw new Error(JSON.stringify(found));
    updateEntity(request, deed.entity, row, element);
  }
  return { do: deed.do, entity: deed.entity, id: row.id, done: true };
}
