import type { Answer } from '../emulator.ts';
import {
  elementsOf,
  idFrom,
  nothing,
  objectOf,
  ok,
  page,
  problem,
  requestIdOf,
  selfLink,
  written,
  type ApiRequest,
  type PathParts,
} from './api.ts';
import { entityChecks } from './entity-checks.ts';
import { chosenEntities } from './entity-filter.ts';
import { createEntity, updateEntity } from './entity-store.ts';
import { entityView } from './entity-view.ts';
import { numberOf, type JsonObject } from './json.ts';
import { queryMember, withOf } from './query.ts';
import { isEntityKind, type EntityKind, type StoredEntity } from './records.ts';

export function kindOf(parts: PathParts): EntityKind {
  const [kind = ''] = parts;
  return isEntityKind(kind) ? kind : 'contacts';
}

/** GET /{contacts|companies|leads} */
export function listEntities(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const isByField = queryMember(request.query, 'filter', 'custom_fields_values') !== undefined;
  if (isByField && request.rules.filtering === 'refused')
    return problem(400, 'Filtering is not available for this account');
  const wanted = withOf(request.query);
  const answer = page(request, chosenEntities(request, kind), {
    name: kind,
    view: (row) => entityView(request, kind, row, wanted),
  });
  return answer.status === 204 && request.modifiedSince !== undefined ? { ...answer, status: 304 } : answer;
}

/** GET /{kind}/{id}: a missing one is no error but nothing. */
export function readEntity(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const row = request.state.entities[kind].get(idFrom(parts[1]));
  if (row === undefined || row.is_deleted) return nothing;
  return ok(entityView(request, kind, row, withOf(request.query)));
}

/** POST /{kind}: each element makes a record, the same element twice makes two. */
export function createEntities(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const checked = elementsOf(request.body, entityChecks(request.state, kind).create);
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index): JsonObject => {
    const { id } = createEntity(request, kind, element);
    return { id, request_id: requestIdOf(element, index), _links: selfLink(request, `/${kind}/${id}`) };
  });
  return written(request, kind, made);
}

/** PATCH /{kind} */
export function updateEntities(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const checked = elementsOf(request.body, entityChecks(request.state, kind).update);
  if (!checked.ok) return checked.answer;
  const changed = checked.elements.flatMap((element, index): JsonObject[] => {
    const row = request.state.entities[kind].get(numberOf(element['id']) ?? -1);
    if (row === undefined) return [];
    updateEntity(request, kind, row, element);
    return [{ ...changedView(request, kind, row), request_id: requestIdOf(element, index) }];
  });
  return written(request, kind, changed);
}

/** PATCH /{kind}/{id}: one bare object. */
export function updateOneEntity(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const row = request.state.entities[kind].get(idFrom(parts[1]));
  if (row === undefined || row.is_deleted) return problem(404, 'Entity not found');
  const checked = objectOf(withId(request, row.id), entityChecks(request.state, kind).update);
  if (!checked.ok) return checked.answer;
  for (const element of checked.elements) updateEntity(request, kind, row, element);
  return ok(changedView(request, kind, row));
}

function withId(request: ApiRequest, id: number): ApiRequest['body'] {
  const { body } = request;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...(body as JsonObject), id } : body;
}

function changedView(request: ApiRequest, kind: EntityKind, row: StoredEntity): JsonObject {
  return {
    id: row.id,
    name: row.name,
    updated_at: row.updated_at,
    _links: selfLink(request, `/${kind}/${row.id}`),
  };
}
