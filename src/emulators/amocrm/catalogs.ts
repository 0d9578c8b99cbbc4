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
import { anything, flag, idOf, integer, nullable, oneOf, requestId, shape, text, type Check } from './checks.ts';
import { fieldValuesCheck, fieldValuesView, withFieldValues } from './field-values.ts';
import { numberOf, textOf, type JsonObject } from './json.ts';
import { queryText, queryValues } from './query.ts';
import type { StoredCatalog, StoredElement } from './records.ts';
import type { AmocrmState } from './state.ts';

const newCatalog = shape(
  {
    type: oneOf(['regular', 'invoices', 'products']),
    sort: integer,
    can_add_elements: flag,
    can_show_in_cards: flag,
    can_link_multiple: flag,
    request_id: requestId,
  },
  { name: text },
);

/** GET /catalogs */
export function listCatalogs(request: ApiRequest): Answer {
  return page(request, request.state.catalogs.rows, { name: 'catalogs', view: (row) => catalogView(request, row) });
}

/** GET /catalogs/{id} */
export function readCatalog(request: ApiRequest, parts: PathParts): Answer {
  const catalog = request.state.catalogs.get(idFrom(parts[0]));
  return catalog === undefined ? nothing : ok(catalogView(request, catalog));
}

/** POST /catalogs */
export function createCatalogs(request: ApiRequest): Answer {
  const { state, user, now } = request;
  const checked = elementsOf(request.body, newCatalog);
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index) => {
    const catalog = state.catalogs.add({
      id: state.nextId('other'),
      name: textOf(element['name']) ?? '',
      type: textOf(element['type']) ?? 'regular',
      sort: numberOf(element['sort']) ?? (index + 1) * 10,
      created_at: now,
      created_by: user.id,
    });
    return { ...catalogView(request, catalog), request_id: requestIdOf(element, index) };
  });
  return written(request, 'catalogs', made);
}

function elementCheck(state: AmocrmState, isUpdate: boolean): Check {
  const optional = {
    id: anything,
    custom_fields_values: fieldValuesCheck(state.fields.catalogs),
    is_deleted: flag,
    currency_id: nullable(integer),
    created_at: integer,
    updated_at: integer,
    request_id: requestId,
  };
  return isUpdate
    ? shape({ ...optional, name: text }, { id: idOf((id) => state.elements.has(id)) })
    : shape(optional, { name: text });
}

/** POST /catalogs/{id}/elements */
export function createElements(request: ApiRequest, parts: PathParts): Answer {
  const { state, user, now } = request;
  const catalog = state.catalogs.get(idFrom(parts[0]));
  if (catalog === undefined) return problem(404, 'Catalog not found');
  const checked = elementsOf(request.body, elementCheck(state, false));
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index): JsonObject => {
    const row = state.elements.add({
      id: state.nextId('other'),
      catalog_id: catalog.id,
      name: textOf(element['name']) ?? '',
      fields: withFieldValues([], element['custom_fields_values'], state.fields.catalogs, state.account.timezone),
      created_at: numberOf(element['created_at']) ?? now,
      updated_at: numberOf(element['updated_at']) ?? now,
      created_by: user.id,
    });
    return { id: row.id, name: row.name, request_id: requestIdOf(element, index), _links: elementLink(request, row) };
  });
  return written(request, 'elements', made);
}

/** PATCH /catalogs/{id}/elements */
export function updateElements(request: ApiRequest, parts: PathParts): Answer {
  const { state, now } = request;
  if (!state.catalogs.has(idFrom(parts[0]))) return problem(404, 'Catalog not found');
  const checked = elementsOf(request.body, elementCheck(state, true));
  if (!checked.ok) return checked.answer;
  const changed = checked.elements.flatMap((element, index): JsonObject[] => {
    const row = state.elements.get(numberOf(element['id']) ?? -1);
    if (row === undefined) return [];
    row.name = textOf(element['name']) ?? row.name;
    const list = element['custom_fields_values'];
    row.fields = withFieldValues(row.fields, list, state.fields.catalogs, state.account.timezone);
    row.updated_at = numberOf(element['updated_at']) ?? now;
    const { id, updated_at: updatedAt } = row;
    return [{ id, updated_at: updatedAt, request_id: requestIdOf(element, index), _links: elementLink(request, row) }];
  });
  return written(request, 'elements', changed);
}

/** GET /catalogs/{id}/elements */
export function listElements(request: ApiRequest, parts: PathParts): Answer {
  const { state, query } = request;
  const catalog = idFrom(parts[0]);
  if (!state.catalogs.has(catalog)) return problem(404, 'Catalog not found');
  const wanted = queryText(query, 'query')?.toLowerCase() ?? '';
  const ids = queryValues(query, 'filter', 'id');
  const rows = state.elements.rows.filter(
    (row) =>
      row.catalog_id === catalog &&
      row.name.toLowerCase().includes(wanted) &&
      (ids === undefined || ids.includes(String(row.id))),
  );
  return page(request, rows, { name: 'elements', view: (row) => elementView(request, row) });
}

/** GET /catalogs/{id}/elements/{id} */
export function readElement(request: ApiRequest, parts: PathParts): Answer {
  const row = request.state.elements.get(idFrom(parts[1]));
  return row === undefined || row.catalog_id !== idFrom(parts[0]) ? nothing : ok(elementView(request, row));
}

function elementLink(request: ApiRequest, { catalog_id: catalog, id }: StoredElement): JsonObject {
  return selfLink(request, `/catalogs/${catalog}/elements/${id}`);
}

function elementView(request: ApiRequest, row: StoredElement): JsonObject {
  const { fields, ...rest } = row;
  return {
    ...rest,
    updated_by: row.created_by,
    is_deleted: false,
    custom_fields_values: fieldValuesView(fields, request.state.fields.catalogs),
    account_id: request.state.account.id,
    _links: elementLink(request, row),
  };
}

function catalogView(request: ApiRequest, row: StoredCatalog): JsonObject {
  return {
    ...row,
    updated_by: row.created_by,
    updated_at: row.created_at,
    can_add_elements: true,
    can_show_in_cards: false,
    can_link_multiple: true,
    can_be_deleted: true,
    account_id: request.state.account.id,
    _links: selfLink(request, `/catalogs/${row.id}`),
  };
}
