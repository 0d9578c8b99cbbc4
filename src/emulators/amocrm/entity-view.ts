import { selfLink, type ApiRequest } from './api.ts';
import { fieldValuesView } from './field-values.ts';
import type { Json, JsonObject } from './json.ts';
import type { EntityKind, StoredEntity } from './records.ts';

/** A record as reading shows it. */
export function entityView(
  request: ApiRequest,
  kind: EntityKind,
  row: StoredEntity,
  wanted: ReadonlySet<string>,
): JsonObject {
  const { state } = request;
  return {
    id: row.id,
    name: row.name,
    ...(kind === 'contacts' ? { first_name: row.first_name, last_name: row.last_name } : {}),
    ...(kind === 'leads' ? leadView(row) : {}),
    responsible_user_id: row.responsible_user_id,
    group_id: 0,
    created_by: row.created_by,
    updated_by: row.updated_by,
    created_at: row.created_at,
    updated_at: row.updated_at,
    ...(kind === 'leads' ? { closed_at: row.closed_at } : {}),
    closest_task_at: row.closest_task_at,
    is_deleted: row.is_deleted,
    ...(kind === 'contacts' ? { is_unsorted: false } : {}),
    custom_fields_values: fieldValuesView(row.fields, state.fields[kind]),
    ...(kind === 'leads' ? { score: null, labor_cost: null } : {}),
    ...(wanted.has('source_id') ? { source_id: row.source_id } : {}),
    ...(wanted.has('is_price_modified_by_robot') ? { is_price_modified_by_robot: false } : {}),
    account_id: state.account.id,
    _links: selfLink(request, `/${kind}/${row.id}`),
    _embedded: embedded(request, kind, row, wanted),
  };
}

function leadView(row: StoredEntity): JsonObject {
  return {
    price: row.price,
    status_id: row.status_id,
    pipeline_id: row.pipeline_id,
    loss_reason_id: row.loss_reason_id,
  };
}

function embedded(request: ApiRequest, kind: EntityKind, row: StoredEntity, wanted: ReadonlySet<string>): JsonObject {
  const { state } = request;
  const shown: Record<string, Json> = {
    tags: row.tags.flatMap((id) => {
      const tag = state.tags[kind].get(id);
      return tag === undefined ? [] : [{ id, name: tag.name, color: tag.color }];
    }),
  };
  if (kind !== 'companies') shown['companies'] = linked(request, kind, row, 'companies');
  if (wanted.has('contacts')) shown['contacts'] = linked(request, kind, row, 'contacts');
  if (wanted.has('leads') && kind !== 'leads') shown['leads'] = linked(request, kind, row, 'leads');
  if (wanted.has('customers')) shown['customers'] = [];
  if (wanted.has('catalog_elements')) shown['catalog_elements'] = linkedElements(request, kind, row);
  if (wanted.has('loss_reason') && kind === 'leads') shown['loss_reason'] = lossReason(request, row);
  return shown;
}

function linked(request: ApiRequest, kind: EntityKind, row: StoredEntity, target: EntityKind): Json {
  const links = request.state.links.of({ kind, id: row.id }, target);
  return links.flatMap(({ id, is_main: isMain }) => {
    if (request.state.entities[target].get(id)?.is_deleted !== false) return [];
    const main = target === 'contacts' && kind === 'leads' ? { is_main: isMain } : {};
    return [{ id, ...main, _links: selfLink(request, `/${target}/${id}`) }];
  });
}

function linkedElements(request: ApiRequest, kind: EntityKind, row: StoredEntity): Json {
  return request.state.links
    .of({ kind, id: row.id }, 'catalog_elements')
    .map(({ id, catalog_id: catalogId, quantity }) => ({
      id,
      metadata: { quantity: quantity ?? 1, catalog_id: catalogId ?? null },
      _links: selfLink(request, `/catalogs/${catalogId ?? 0}/elements/${id}`),
    }));
}

function lossReason(request: ApiRequest, row: StoredEntity): Json {
  const reason = request.state.reasons.get(row.loss_reason_id ?? -1);
  if (reason === undefined) return [];
  const { id, name, sort, created_at: createdAt } = reason;
  return [
    {
      id,
      name,
      sort,
      created_at: createdAt,
      updated_at: createdAt,
      _links: selfLink(request, `/leads/loss_reasons/${id}`),
    },
  ];
}
