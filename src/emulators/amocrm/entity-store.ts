import { isClosing } from './entity-checks.ts';
import { withFieldValues } from './field-values.ts';
import { booleanOf, memberOf, numberOf, objectsOf, textOf, type Json, type JsonObject } from './json.ts';
import type { ApiRequest } from './api.ts';
import type { EntityKind, StoredEntity, StoredPipeline } from './records.ts';
import { lostStatus, wonStatus } from './snapshot.ts';
import type { AmocrmState } from './state.ts';

/** Stores a new record of an element that passed the check. Who and when are taken from the element where it says so. */
export function createEntity(request: ApiRequest, kind: EntityKind, element: JsonObject): StoredEntity {
  const { state, user, now } = request;
  const createdAt = numberOf(element['created_at']) ?? now;
  const row: StoredEntity = {
    id: state.nextId(kind === 'leads' ? 'lead' : 'element'),
    name: '',
    first_name: '',
    last_name: '',
    price: 0,
    ...startOf(state, kind, element),
    loss_reason_id: null,
    source_id: null,
    closed_at: null,
    closest_task_at: null,
    responsible_user_id: user.id,
    created_by: numberOf(element['created_by']) ?? user.id,
    updated_by: numberOf(element['updated_by']) ?? user.id,
    created_at: createdAt,
    updated_at: numberOf(element['updated_at']) ?? createdAt,
    is_deleted: false,
    fields: [],
    tags: [],
    visible_at: request.nowMs + request.rules.lookupLagMs,
  };
  take(request, kind, row, element);
  if (row.name === '') row.name = nameless(kind, row.id);
  state.entities[kind].add(row);
  bindEmbedded(request, kind, row, element);
  return row;
}

/** Changes what an element names and leaves the rest. */
export function updateEntity(request: ApiRequest, kind: EntityKind, row: StoredEntity, element: JsonObject): void {
  const { user, now, state } = request;
  const before = { status: row.status_id, pipeline: row.pipeline_id };
  take(request, kind, row, element);
  row.created_at = numberOf(element['created_at']) ?? row.created_at;
  row.created_by = numberOf(element['created_by']) ?? row.created_by;
  row.updated_at = numberOf(element['updated_at']) ?? now;
  row.updated_by = numberOf(element['updated_by']) ?? user.id;
  bindEmbedded(request, kind, row, element);
  if (kind !== 'leads' || (before.status === row.status_id && before.pipeline === row.pipeline_id)) return;
  const shown = (id: number, pipelineId: number): Json => [{ lead_status: { id, pipeline_id: pipelineId } }];
  state.changes.push({
    type: 'lead_status_changed',
    entity_id: row.id,
    entity_type: 'lead',
    created_by: user.id,
    created_at: now,
    value_before: shown(before.status, before.pipeline),
    value_after: shown(row.status_id, row.pipeline_id),
  });
}

function nameless(kind: EntityKind, id: number): string {
  return kind === 'leads' ? `Сделка #${id}` : '';
}

function take(request: ApiRequest, kind: EntityKind, row: StoredEntity, element: JsonObject): void {
  const { state } = request;
  takeName(kind, row, element);
  row.responsible_user_id = numberOf(element['responsible_user_id']) ?? row.responsible_user_id;
  const list = element['custom_fields_values'];
  row.fields = withFieldValues(row.fields, list, state.fields[kind], state.account.timezone);
  row.tags = tagsAfter(state, kind, row.tags, element);
  if (kind === 'leads') takeLead(request, row, element);
}

/** A name given whole leaves its parts alone; parts alone make the name. */
function takeName(kind: EntityKind, row: StoredEntity, element: JsonObject): void {
  const whole = textOf(element['name']);
  const [first, last] = [textOf(element['first_name']), textOf(element['last_name'])];
  if (kind === 'contacts') {
    row.first_name = first ?? row.first_name;
    row.last_name = last ?? row.last_name;
  }
  if (whole !== undefined && whole !== '') row.name = whole;
  else if (first !== undefined || last !== undefined) row.name = `${row.first_name} ${row.last_name}`.trim();
}

function takeLead(request: ApiRequest, row: StoredEntity, element: JsonObject): void {
  const { state, now } = request;
  row.price = numberOf(element['price']) ?? row.price;
  const wasClosed = isClosing(row.status_id);
  moveLead(state, row, element);
  if (isClosing(row.status_id)) {
    row.closed_at = numberOf(element['closed_at']) ?? (wasClosed ? (row.closed_at ?? now) : now);
  } else row.closed_at = null;
  const source = textOf(memberOf(memberOf(element['_embedded'], 'source'), 'external_id'));
  if (source !== undefined) {
    row.source_id = state.sources.rows.find(({ external_id: externalId }) => externalId === source)?.id ?? null;
  }
  const reason = element['loss_reason_id'];
  if (reason !== undefined) row.loss_reason_id = numberOf(reason) ?? null;
  if (row.status_id !== lostStatus) row.loss_reason_id = null;
}

function moveLead(state: AmocrmState, row: StoredEntity, element: JsonObject): void {
  const statusId = numberOf(element['status_id']);
  const pipelineId = numberOf(element['pipeline_id']);
  if (pipelineId !== undefined && pipelineId !== row.pipeline_id) {
    row.pipeline_id = pipelineId;
    if (statusId === undefined && state.statusOf(row.status_id, pipelineId) === undefined) {
      row.status_id = firstStatus(state.pipelines.get(pipelineId));
    }
  }
  if (statusId === undefined) return;
  row.status_id = statusId;
  if (state.statusOf(statusId, row.pipeline_id) !== undefined) return;
  const owner = state.pipelines.rows.find(({ statuses }) => statuses.some((status) => status.id === statusId));
  row.pipeline_id = owner?.id ?? row.pipeline_id;
}

/** Where a lead begins that does not say so: the first status of the main pipeline after that of the inbox. */
function startOf(
  state: AmocrmState,
  kind: EntityKind,
  element: JsonObject,
): { readonly status_id: number; readonly pipeline_id: number } {
  if (kind !== 'leads') return { status_id: 0, pipeline_id: 0 };
  const named = numberOf(element['pipeline_id']);
  const pipeline = named === undefined ? state.mainPipeline : state.pipelines.get(named);
  return { status_id: firstStatus(pipeline), pipeline_id: pipeline?.id ?? 0 };
}

function firstStatus(pipeline: StoredPipeline | undefined): number {
  const open = pipeline?.statuses.filter(({ id, type }) => type === 0 && !isClosing(id)) ?? [];
  return open.toSorted((one, two) => one.sort - two.sort)[0]?.id ?? wonStatus;
}

/** `_embedded.tags` replaces the tags, null takes them away; `tags_to_add` and `tags_to_delete` change them one by one. */
function tagsAfter(
  state: AmocrmState,
  kind: EntityKind,
  before: readonly number[],
  element: JsonObject,
): readonly number[] {
  const embedded = memberOf(element['_embedded'], 'tags');
  const ids = new Set(embedded === undefined ? before : tagIds(state, kind, embedded));
  for (const id of tagIds(state, kind, element['tags_to_add'])) ids.add(id);
  for (const tag of objectsOf(element['tags_to_delete'])) {
    const id = numberOf(tag['id']) ?? state.tags[kind].rows.find(({ name }) => name === tag['name'])?.id;
    if (id !== undefined) ids.delete(id);
  }
  return [...ids];
}

function tagIds(state: AmocrmState, kind: EntityKind, list: Json | undefined): readonly number[] {
  return objectsOf(list).map((tag) => numberOf(tag['id']) ?? tagNamed(state, kind, textOf(tag['name']) ?? ''));
}

/** The number of a tag with exactly that name; made when there is none. */
export function tagNamed(state: AmocrmState, kind: EntityKind, name: string): number {
  const found = state.tags[kind].rows.find((tag) => tag.name === name);
  return found?.id ?? state.tags[kind].add({ id: state.nextId('tag'), name, color: null }).id;
}

function bindEmbedded(request: ApiRequest, kind: EntityKind, row: StoredEntity, element: JsonObject): void {
  if (kind !== 'leads') return;
  const { state } = request;
  for (const target of ['contacts', 'companies'] as const) {
    for (const item of objectsOf(memberOf(element['_embedded'], target))) {
      const id = numberOf(item['id']);
      if (id === undefined) continue;
      bind(state, { kind, id: row.id }, { kind: target, id }, booleanOf(item['is_main']));
    }
  }
}

interface End {
  readonly kind: string;
  readonly id: number;
}

/**
 * Binds two records. The first contact of a lead is its main one unless another is said to be. A lead and a contact have one
 * company: a new one takes the place of the old.
 */
export function bind(state: AmocrmState, from: End, to: End, isMain: boolean | undefined): void {
  if (to.kind === 'companies') release(state, from, to.id);
  if (from.kind === 'companies') release(state, to, from.id);
  const lead = from.kind === 'leads' ? from : to;
  const contact = from.kind === 'leads' ? to : from;
  const isContactOfLead = lead.kind === 'leads' && contact.kind === 'contacts';
  const others = isContactOfLead ? state.links.of(lead, 'contacts').filter(({ id }) => id !== contact.id) : [];
  const main = isContactOfLead && (isMain ?? others.length === 0);
  state.links.add(from, { ...to, is_main: main || (isContactOfLead && others.length === 0) });
}

function release(state: AmocrmState, end: End, companyId: number): void {
  if (end.kind === 'catalog_elements') return;
  for (const link of state.links.of(end, 'companies')) if (link.id !== companyId) state.links.remove(end, link);
}
