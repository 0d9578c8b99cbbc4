import type { Answer } from '../emulator.ts';
import {
  elementsOf,
  idFrom,
  nothing,
  ok,
  page,
  problem,
  requestIdOf,
  selfLink,
  written,
  type ApiRequest,
  type PathParts,
} from './api.ts';
import {
  anything,
  findings,
  flag,
  idOf,
  integer,
  requestId,
  shape,
  text,
  under,
  type Check,
  type Members,
} from './checks.ts';
import { kindOf } from './entities.ts';
import { memberOf, numberOf, textOf, type JsonObject } from './json.ts';
import { orderOf, queryText, queryValues } from './query.ts';
import type { EntityKind, StoredNote } from './records.ts';
import type { AmocrmState } from './state.ts';

const call = shape(
  { link: text, call_result: text, call_status: integer, call_responsible: anything },
  { uniq: text, duration: integer, source: text, phone: text },
);

/** What `params` of each type of note holds. */
const kinds: ReadonlyMap<string, Check> = new Map([
  ['common', shape({}, { text })],
  ['call_in', call],
  ['call_out', call],
  ['service_message', shape({}, { service: text, text })],
  ['extended_service_message', shape({}, { service: text, text })],
  ['message_cashier', shape({}, { status: text, text })],
  ['geolocation', shape({}, { text, address: text, longitude: text, latitude: text })],
  ['sms_in', shape({}, { text, phone: text })],
  ['sms_out', shape({}, { text, phone: text })],
  ['attachment', shape({ text, version_uuid: text }, { file_uuid: text, file_name: text })],
]);

function noteCheck(state: AmocrmState, kind: EntityKind, hasOwner: boolean, isUpdate: boolean): Check {
  const user = idOf((id) => id === 0 || state.users.has(id));
  const owner = idOf((id) => state.entities[kind].get(id)?.is_deleted === false);
  const optional: Members = {
    responsible_user_id: user,
    created_by: user,
    updated_by: user,
    created_at: integer,
    updated_at: integer,
    is_need_to_trigger_digital_pipeline: flag,
    request_id: requestId,
    entity_id: owner,
    id: anything,
    note_type: anything,
    params: anything,
  };
  const needed: Record<string, Check> = isUpdate ? {} : { note_type: anything, params: anything };
  if (!hasOwner && !isUpdate) needed['entity_id'] = owner;
  if (isUpdate) needed['id'] = idOf((id) => state.notes[kind].has(id));
  const members = shape(optional, needed);
  return (value, path, found) => {
    const before = found.length;
    members(value, path, found);
    if (found.length > before) return;
    const stored = state.notes[kind].get(numberOf(memberOf(value, 'id')) ?? -1);
    const type = textOf(memberOf(value, 'note_type')) ?? (isUpdate ? stored?.note_type : undefined);
    const params = kinds.get(type ?? '');
    const given = memberOf(value, 'params');
    if (params === undefined) found.push(findings.choice(under(path, 'note_type')));
    else if (given !== undefined) params(given, under(path, 'params'), found);
  };
}

/** POST /{kind}/notes and /{kind}/{id}/notes */
export function createNotes(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const ownerId = parts[1] === undefined ? undefined : idFrom(parts[1]);
  const { state, user, now } = request;
  if (ownerId !== undefined && !state.entities[kind].has(ownerId)) return problem(404, 'Entity not found');
  const checked = elementsOf(request.body, noteCheck(state, kind, ownerId !== undefined, false));
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index): JsonObject => {
    const author = numberOf(element['created_by']) ?? user.id;
    const createdAt = numberOf(element['created_at']) ?? now;
    const note = state.notes[kind].add({
      id: state.nextId('note'),
      entity_id: ownerId ?? numberOf(element['entity_id']) ?? -1,
      note_type: textOf(element['note_type']) ?? 'common',
      params: element['params'] ?? null,
      responsible_user_id: numberOf(element['responsible_user_id']) ?? user.id,
      created_by: author,
      updated_by: numberOf(element['updated_by']) ?? author,
      created_at: createdAt,
      updated_at: numberOf(element['updated_at']) ?? createdAt,
    });
    const { id, entity_id: entityId } = note;
    const _links = selfLink(request, `/${kind}/${entityId}/notes/${id}`);
    return { id, entity_id: entityId, request_id: requestIdOf(element, index), _links };
  });
  return written(request, 'notes', made);
}

/** PATCH /{kind}/notes: the text or the parts of a call. */
export function updateNotes(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const { state, user, now } = request;
  const checked = elementsOf(request.body, noteCheck(state, kind, true, true));
  if (!checked.ok) return checked.answer;
  const changed = checked.elements.flatMap((element, index): JsonObject[] => {
    const note = state.notes[kind].get(numberOf(element['id']) ?? -1);
    if (note === undefined) return [];
    note.params = element['params'] ?? note.params;
    note.updated_at = numberOf(element['updated_at']) ?? now;
    note.updated_by = numberOf(element['updated_by']) ?? user.id;
    const { id, entity_id: entityId, updated_at: updatedAt } = note;
    return [{ id, entity_id: entityId, updated_at: updatedAt, request_id: requestIdOf(element, index) }];
  });
  return written(request, 'notes', changed);
}

/** GET /{kind}/notes, of all records, and /{kind}/{id}/notes, of one. */
export function listNotes(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const ownerId = parts[1] === undefined ? undefined : idFrom(parts[1]);
  const { query } = request;
  const types = queryValues(query, 'filter', 'note_type');
  const ids = queryValues(query, 'filter', 'id');
  const owners = ownerId === undefined ? queryValues(query, 'filter', 'entity_id') : [String(ownerId)];
  const since = Number(queryText(query, 'filter', 'updated_at', 'from') ?? Number.NEGATIVE_INFINITY);
  const rows = request.state.notes[kind].rows.filter(
    (note) =>
      (owners === undefined || owners.includes(String(note.entity_id))) &&
      (types === undefined || types.includes(note.note_type)) &&
      (ids === undefined || ids.includes(String(note.id))) &&
      note.updated_at >= since,
  );
  return page(request, sorted(rows, request), { name: 'notes', view: (note) => noteView(request, kind, note) });
}

function sorted(rows: readonly StoredNote[], { query }: ApiRequest): readonly StoredNote[] {
  const { key, isDown } = orderOf(query);
  const sign = isDown ? -1 : 1;
  if (key === 'updated_at')
    return rows.toSorted((one, two) => sign * (one.updated_at - two.updated_at || one.id - two.id));
  return sign === -1 ? rows.toReversed() : rows;
}

/** GET /{kind}/notes/{id} and /{kind}/{id}/notes/{id} */
export function readNote(request: ApiRequest, parts: PathParts): Answer {
  const kind = kindOf(parts);
  const note = request.state.notes[kind].get(idFrom(parts.at(-1)));
  return note === undefined ? nothing : ok(noteView(request, kind, note));
}

function noteView(request: ApiRequest, kind: EntityKind, note: StoredNote): JsonObject {
  return {
    ...note,
    group_id: 0,
    account_id: request.state.account.id,
    _links: selfLink(request, `/${kind}/${note.entity_id}/notes/${note.id}`),
  };
}
