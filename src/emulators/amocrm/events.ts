import type { Answer } from '../emulator.ts';
import { page, selfLink, type ApiRequest } from './api.ts';
import type { JsonObject } from './json.ts';
import { queryText, queryValues } from './query.ts';
import { entityKinds, type EntityKind, type StoredChange } from './records.ts';

const singular: Readonly<Record<EntityKind, string>> = { contacts: 'contact', companies: 'company', leads: 'lead' };

/** A page holds at most a hundred, as authors of clients report. */
const mostEvents = 100;

/** GET /events: records added and leads moved, newest first. */
export function listEvents(request: ApiRequest): Answer {
  const { state, query } = request;
  const added = entityKinds.flatMap((kind) =>
    state.entities[kind].rows.map((row): StoredChange => ({
      type: `${singular[kind]}_added`,
      entity_id: row.id,
      entity_type: singular[kind],
      created_by: row.created_by,
      created_at: row.created_at,
      value_before: [],
      value_after: [],
    })),
  );
  const types = queryValues(query, 'filter', 'type');
  const ids = queryValues(query, 'filter', 'entity_id');
  const since = Number(queryText(query, 'filter', 'created_at', 'from') ?? Number.NEGATIVE_INFINITY);
  const rows = [...added, ...state.changes]
    .filter(
      (event) =>
        (types === undefined || types.includes(event.type)) &&
        (ids === undefined || ids.includes(String(event.entity_id))) &&
        event.created_at >= since,
    )
    .toSorted((one, two) => two.created_at - one.created_at || two.entity_id - one.entity_id);
  return page(request, rows, { name: 'events', view: (event) => eventView(request, event), most: mostEvents });
}

function eventView(request: ApiRequest, event: StoredChange): JsonObject {
  const id = `${event.type}-${event.entity_id}-${event.created_at}`;
  return { id, ...event, account_id: request.state.account.id, _links: selfLink(request, `/events/${id}`) };
}
