import {
  anything,
  findings,
  idOf,
  integer,
  listOf,
  nullable,
  oneOf,
  requestId,
  shape,
  text,
  under,
  type Check,
  type Members,
} from './checks.ts';
import { fieldValuesCheck } from './field-values.ts';
import { isObject, memberOf, numberOf, textOf, type Json } from './json.ts';
import type { EntityKind } from './records.ts';
import { lostStatus, wonStatus } from './snapshot.ts';
import type { AmocrmState } from './state.ts';

/** What reading shows and writing passes over: clients send back what they have read. */
const readOnly: Members = Object.fromEntries(
  (
    'id group_id account_id is_deleted is_unsorted closest_task_at score labor_cost source_id ' +
    'is_price_modified_by_robot _links'
  )
    .split(' ')
    .map((key) => [key, anything]),
);

export interface EntityChecks {
  readonly create: Check;
  readonly update: Check;
}

/** What the elements of `POST` and `PATCH` of one kind of record may hold. */
export function entityChecks(state: AmocrmState, kind: EntityKind): EntityChecks {
  const members = { ...readOnly, ...commonMembers(state, kind), ...(kind === 'leads' ? leadMembers(state) : {}) };
  const embedded = shape({ ...embeddedTags(state, kind), ...(kind === 'leads' ? embeddedOfLead(state) : {}) });
  const all = { ...members, _embedded: nullable(embedded) };
  const exists = idOf((id) => state.entities[kind].get(id)?.is_deleted === false);
  const create = shape(all);
  const update = shape(all, { id: exists });
  if (kind !== 'leads') return { create, update };
  return { create: both(create, statusCheck(state, false)), update: both(update, statusCheck(state, true)) };
}

function both(one: Check, two: Check): Check {
  return (value, path, found) => {
    const before = found.length;
    one(value, path, found);
    if (found.length === before) two(value, path, found);
  };
}

function commonMembers(state: AmocrmState, kind: EntityKind): Members {
  const user = idOf((id) => state.users.get(id)?.is_active === true);
  const author = idOf((id) => id === 0 || state.users.has(id));
  return {
    name: nullable(text),
    ...(kind === 'contacts' ? { first_name: nullable(text), last_name: nullable(text) } : {}),
    responsible_user_id: user,
    created_by: author,
    updated_by: author,
    created_at: integer,
    updated_at: integer,
    custom_fields_values: fieldValuesCheck(state.fields[kind]),
    tags_to_add: listOf(tagCheck(state, kind)),
    tags_to_delete: listOf(tagCheck(state, kind)),
    request_id: requestId,
  };
}

/** A tag is named by its number, or by a name that is made when there is none like it. */
export function tagCheck(state: AmocrmState, kind: EntityKind): Check {
  const members = shape({
    id: nullable(idOf((id) => state.tags[kind].has(id))),
    name: nullable(text),
    color: anything,
  });
  return (value, path, found) => {
    const before = found.length;
    members(value, path, found);
    if (found.length > before) return;
    if ((memberOf(value, 'id') ?? null) === null && (memberOf(value, 'name') ?? null) === null) {
      found.push(findings.missing(under(path, 'name')));
    }
  };
}

function embeddedTags(state: AmocrmState, kind: EntityKind): Members {
  return { tags: nullable(listOf(tagCheck(state, kind))) };
}

function leadMembers(state: AmocrmState): Members {
  return {
    price: nullable(integer),
    status_id: idOf((id) => state.pipelines.rows.some(({ statuses }) => statuses.some((status) => status.id === id))),
    pipeline_id: idOf((id) => state.pipelines.has(id)),
    closed_at: nullable(integer),
    loss_reason_id: nullable(idOf((id) => state.reasons.has(id))),
    visitor_uid: nullable(text),
  };
}

function embeddedOfLead(state: AmocrmState): Members {
  return {
    contacts: listOf(shape({ is_main: oneOf([true, false]), _links: anything }, { id: existing(state, 'contacts') })),
    companies: listOf(shape({ _links: anything }, { id: existing(state, 'companies') }), 1),
    source: nullable(sourceCheck(state)),
  };
}

/** Where a lead came from: a source there is, by the number its integration gave it. */
function sourceCheck(state: AmocrmState): Check {
  return shape({
    external_id: (value, path, found) => {
      text(value, path, found);
      const isKnown = state.sources.rows.some(({ external_id: externalId }) => externalId === value);
      if (typeof value === 'string' && !isKnown) found.push(findings.choice(path));
    },
    type: text,
    id: integer,
  });
}

function existing(state: AmocrmState, kind: EntityKind): Check {
  return idOf((id) => state.entities[kind].get(id)?.is_deleted === false);
}

/** A status belongs to the pipeline named beside it, or to that the lead is in; a reason of loss to a lost lead only. */
export function statusCheck(state: AmocrmState, isUpdate: boolean): Check {
  return (value, path, found) => {
    const now = isUpdate ? state.entities.leads.get(numberOf(memberOf(value, 'id')) ?? -1) : undefined;
    const statusId = numberOf(memberOf(value, 'status_id'));
    const pipelineId = numberOf(memberOf(value, 'pipeline_id'));
    if (statusId !== undefined && pipelineId !== undefined && state.statusOf(statusId, pipelineId) === undefined) {
      found.push(findings.choice(under(path, 'status_id')));
    }
    const reason = memberOf(value, 'loss_reason_id') ?? null;
    const isLost = (statusId ?? now?.status_id) === lostStatus;
    if (reason !== null && !isLost) found.push(findings.choice(under(path, 'loss_reason_id')));
  };
}

export function isClosing(statusId: number): boolean {
  return statusId === wonStatus || statusId === lostStatus;
}

/** The most values of fields an element of `leads/complex` may hold, for each record in it. */
const mostFieldsInComplex = 40;

/** A record inside an element of `leads/complex`: one there is, by its number, or a new one. */
function nested(state: AmocrmState, kind: 'contacts' | 'companies'): Check {
  const members = { ...readOnly, ...commonMembers(state, kind) };
  const fields = { custom_fields_values: fieldValuesCheck(state.fields[kind], mostFieldsInComplex) };
  const isMain = { is_main: oneOf([true, false]) };
  const made = shape({ ...members, ...fields, ...isMain, _embedded: nullable(shape(embeddedTags(state, kind))) });
  const found = shape({ ...members, ...fields, ...isMain }, { id: existing(state, kind) });
  return (value, path, list) => {
    const hasId = isObject(value) && numberOf(value['id']) !== undefined;
    (hasId ? found : made)(value, path, list);
  };
}

export function complexCheck(state: AmocrmState): Check {
  const fields = { custom_fields_values: fieldValuesCheck(state.fields.leads, mostFieldsInComplex) };
  const embedded = shape({
    ...embeddedTags(state, 'leads'),
    contacts: listOf(nested(state, 'contacts'), 1),
    companies: listOf(nested(state, 'companies'), 1),
    source: nullable(sourceCheck(state)),
    metadata: nullable(metadata),
  });
  const members = { ...readOnly, ...commonMembers(state, 'leads'), ...leadMembers(state), ...fields };
  return both(shape({ ...members, _embedded: nullable(embedded) }), statusCheck(state, false));
}

/** Where a new request came from; its members depend on the category. */
function metadata(value: Json, path: string, found: Parameters<Check>[2]): void {
  if (!isObject(value)) found.push(findings.type(path, 'array'));
  else if (!['forms', 'sip'].includes(textOf(value['category']) ?? ''))
    found.push(findings.choice(under(path, 'category')));
}
