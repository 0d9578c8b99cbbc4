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
import { flag, idOf, integer, requestId, shape, text } from './checks.ts';
import { booleanOf, numberOf, textOf, type Json, type JsonObject } from './json.ts';
import { queryValues, withOf } from './query.ts';
import type { StoredReason, StoredSource, StoredUser } from './records.ts';
import { entityKinds } from './records.ts';
import { taskTypes } from './tasks.ts';

/** GET /account: what `with` names comes inside. */
export function readAccount(request: ApiRequest): Answer {
  const { account } = request.state;
  const wanted = withOf(request.query);
  const embedded: Record<string, Json> = {};
  if (wanted.has('users_groups')) embedded['users_groups'] = [{ id: 0, name: 'Sales department', uuid: null }];
  if (wanted.has('task_types')) {
    embedded['task_types'] = taskTypes.map((type) => ({ ...type, color: null, icon_id: null }));
  }
  if (wanted.has('datetime_settings')) embedded['datetime_settings'] = dateSettings(account.timezone);
  return ok({
    id: account.id,
    name: account.name,
    subdomain: account.subdomain,
    created_at: account.created_at,
    created_by: 0,
    updated_at: account.created_at,
    updated_by: 0,
    current_user_id: request.user.id,
    country: account.country,
    currency: account.currency,
    currency_symbol: account.currency_symbol,
    customers_mode: 'unavailable',
    is_unsorted_on: account.is_unsorted_on,
    mobile_feature_version: 0,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...(wanted.has('amojo_id') ? { amojo_id: 'f3c6340d-410e-4ad1-9f7e-c5e663599909' } : {}),
    ...(wanted.has('uuid') ? { uuid: '824f3a59-6154-4edf-ba90-0b5593715d70' } : {}),
    ...(wanted.has('version') ? { version: 11 } : {}),
    _links: selfLink(request, '/account'),
    _embedded: embedded,
  });
}

function dateSettings(timezone: string): JsonObject {
  return {
    date_pattern: 'd.m.Y H:i',
    short_date_pattern: 'd.m.Y',
    short_time_pattern: 'H:i',
    date_format: 'd.m.Y',
    time_format: 'H:i:s',
    timezone,
    timezone_offset: offsetOf(timezone),
  };
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(0);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
}

/** GET /users: administrators only. */
export function listUsers(request: ApiRequest): Answer {
  return page(request, request.state.users.rows, {
    name: 'users',
    view: (row) => userView(request, row),
    hasTotal: true,
  });
}

export function readUser(request: ApiRequest, parts: PathParts): Answer {
  const user = request.state.users.get(idFrom(parts[0]));
  return user === undefined ? problem(404, 'User not found') : ok(userView(request, user));
}

function userView(request: ApiRequest, user: StoredUser): JsonObject {
  const all = { view: 'A', edit: 'A', add: 'A', delete: 'A', export: 'A' };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    lang: 'ru',
    rights: {
      ...Object.fromEntries(entityKinds.map((kind) => [kind, all])),
      tasks: { edit: 'A', delete: 'A' },
      mail_access: false,
      catalog_access: true,
      status_rights: [],
      is_admin: user.is_admin,
      is_free: false,
      is_active: user.is_active,
      group_id: user.group_id,
      role_id: null,
    },
    _links: selfLink(request, `/users/${user.id}`),
    _embedded: { roles: [], groups: [] },
  };
}

/** GET /leads/loss_reasons */
export function listReasons(request: ApiRequest): Answer {
  return page(request, request.state.reasons.rows, { name: 'loss_reasons', view: (row) => reasonView(request, row) });
}

export function readReason(request: ApiRequest, parts: PathParts): Answer {
  const reason = request.state.reasons.get(idFrom(parts[0]));
  return reason === undefined ? nothing : ok(reasonView(request, reason));
}

const newReason = shape({ sort: integer, request_id: requestId }, { name: text });

/** POST /leads/loss_reasons */
export function createReasons(request: ApiRequest): Answer {
  const { state, now } = request;
  const checked = elementsOf(request.body, newReason);
  if (!checked.ok) return checked.answer;
  const made = checked.elements.map((element, index) => {
    const sort = numberOf(element['sort']) ?? 100_000;
    const name = textOf(element['name']) ?? '';
    const reason = state.reasons.add({ id: state.nextId('other'), name, sort, created_at: now });
    return { ...reasonView(request, reason), request_id: requestIdOf(element, index) };
  });
  return written(request, 'loss_reasons', made);
}

function reasonView(request: ApiRequest, { id, name, sort, created_at: createdAt }: StoredReason): JsonObject {
  const _links = selfLink(request, `/leads/loss_reasons/${id}`);
  return { id, name, sort, created_at: createdAt, updated_at: createdAt, _links };
}

const mostSources = 50;

/** GET /sources */
export function listSources(request: ApiRequest): Answer {
  const wanted = queryValues(request.query, 'filter', 'external_id');
  const rows = request.state.sources.rows.filter(
    ({ external_id: externalId }) => wanted === undefined || wanted.includes(externalId),
  );
  return page(request, rows, { name: 'sources', view: (row) => sourceView(request, row), hasTotal: true });
}

/** POST /sources */
export function createSources(request: ApiRequest): Answer {
  const { state } = request;
  const check = shape(
    { default: flag, pipeline_id: idOf((id) => state.pipelines.has(id)), request_id: requestId },
    { name: text, external_id: text },
  );
  const checked = elementsOf(request.body, check);
  if (!checked.ok) return checked.answer;
  if (state.sources.rows.length + checked.elements.length > mostSources) {
    return problem(422, `The limit of sources is reached: ${mostSources}`);
  }
  const made = checked.elements.map((element, index) => {
    const source = state.sources.add({
      id: state.nextId('other'),
      name: textOf(element['name']) ?? '',
      external_id: textOf(element['external_id']) ?? '',
      pipeline_id: numberOf(element['pipeline_id']) ?? state.mainPipeline?.id ?? 0,
      default: booleanOf(element['default']) ?? false,
    });
    return { ...sourceView(request, source), request_id: requestIdOf(element, index) };
  });
  return written(request, 'sources', made);
}

function sourceView(request: ApiRequest, source: StoredSource): JsonObject {
  return { ...source, services: [], _links: selfLink(request, `/sources/${source.id}`) };
}
