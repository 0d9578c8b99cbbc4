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
import {
  anything,
  findings,
  flag,
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
} from './checks.ts';
import type { FieldTable } from './field-values.ts';
import {
  booleanOf,
  isList,
  isObject,
  memberOf,
  numberOf,
  objectsOf,
  textOf,
  type Json,
  type JsonObject,
} from './json.ts';
import { isEntityKind, type StoredEnum, type StoredField } from './records.ts';

const withOptions = new Set(['select', 'multiselect', 'radiobutton']);

const fieldTypes = (
  'text numeric checkbox select multiselect date url textarea radiobutton streetaddress smart_address ' +
  'birthday legal_entity date_time monetary price category items tracking_data linked_entity ' +
  'chained_list file payer supplier multitext'
).split(' ');

/** The table of fields a path is about: of a kind of record, or of lists. */
function tableOf(request: ApiRequest, [kind = '']: PathParts): FieldTable {
  return isEntityKind(kind) ? request.state.fields[kind] : request.state.fields.catalogs;
}

function basePath([kind = '']: PathParts): string {
  return isEntityKind(kind) ? `/${kind}` : `/catalogs/${kind}`;
}

const option = shape({ id: integer, sort: integer, code: nullable(text) }, { value: text });

function fieldCheck(fields: FieldTable, isUpdate: boolean): Check {
  const own = { name: text };
  const optional = {
    code: nullable(text),
    sort: integer,
    group_id: nullable(text),
    is_api_only: flag,
    is_required: flag,
    is_visible: flag,
    is_deletable: flag,
    required_statuses: listOf(shape({}, { pipeline_id: integer, status_id: integer })),
    enums: nullable(listOf(option)),
    settings: anything,
    remind: nullable(text),
    currency: nullable(text),
    request_id: requestId,
  };
  const type = oneOf(fieldTypes);
  const members = isUpdate
    ? shape({ ...optional, ...own, type: anything }, { id: idOf((id) => fields.has(id)) })
    : shape(optional, { ...own, type });
  return (value, path, found) => {
    const before = found.length;
    members(value, path, found);
    if (found.length === before) checkOptions(fields, value, path, found);
  };
}

/** A code is unique; only lists have options, and a list made anew has some. */
function checkOptions(fields: FieldTable, ...[value, path, found]: Parameters<Check>): void {
  const code = textOf(memberOf(value, 'code'));
  const own = numberOf(memberOf(value, 'id'));
  if (code !== undefined && fields.rows.some((field) => field.code === code && field.id !== own)) {
    found.push(findings.choice(under(path, 'code')));
  }
  const type = fields.get(own ?? -1)?.type ?? textOf(memberOf(value, 'type')) ?? '';
  const enums = memberOf(value, 'enums');
  if (withOptions.has(type)) {
    if (own === undefined && !isList(enums)) found.push(findings.missing(under(path, 'enums')));
  } else if (isList(enums) && type !== 'multitext') found.push(findings.unexpected(under(path, 'enums')));
}

/** GET /{kind}/custom_fields */
export function listFields(request: ApiRequest, parts: PathParts): Answer {
  const rows = tableOf(request, parts).rows.toSorted((one, two) => one.sort - two.sort || one.id - two.id);
  return page(request, rows, { name: 'custom_fields', view: (row) => fieldView(request, parts, row), hasTotal: true });
}

/** GET /{kind}/custom_fields/{id} */
export function readField(request: ApiRequest, parts: PathParts): Answer {
  const field = tableOf(request, parts).get(idFrom(parts[1]));
  return field === undefined ? problem(404, 'Custom field not found') : ok(fieldView(request, parts, field));
}

/** POST /{kind}/custom_fields */
export function createFields(request: ApiRequest, parts: PathParts): Answer {
  const fields = tableOf(request, parts);
  const checked = elementsOf(request.body, fieldCheck(fields, false));
  if (!checked.ok) return checked.answer;
  const twice = twiceNamed(checked.elements);
  if (twice !== undefined) return twice;
  const made = checked.elements.map((element, index): JsonObject => {
    const field = fields.add({
      id: request.state.nextId('field'),
      name: textOf(element['name']) ?? '',
      type: textOf(element['type']) ?? 'text',
      code: textOf(element['code']) ?? null,
      sort: numberOf(element['sort']) ?? 500 + fields.rows.length,
      is_api_only: booleanOf(element['is_api_only']) ?? false,
      is_predefined: false,
      is_deletable: true,
      enums: optionsOf(request, element['enums'] ?? null, null),
      required_statuses: isList(element['required_statuses']) ? element['required_statuses'] : [],
      group_id: textOf(element['group_id']) ?? null,
    });
    return { ...fieldView(request, parts, field), request_id: requestIdOf(element, index) };
  });
  return written(request, 'custom_fields', made);
}

/** Two fields of one request with one code: the whole request is refused, as for a code there is. */
function twiceNamed(elements: readonly JsonObject[]): Answer | undefined {
  const codes = elements.flatMap((element) => textOf(element['code']) ?? []);
  return new Set(codes).size === codes.length ? undefined : problem(400, 'Codes of custom fields must be unique');
}

/** PATCH /{kind}/custom_fields and /{kind}/custom_fields/{id}: listed options replace those there are; known ids keep them. */
export function updateFields(request: ApiRequest, parts: PathParts): Answer {
  const fields = tableOf(request, parts);
  const one = parts[1] === undefined ? undefined : idFrom(parts[1]);
  if (one !== undefined && !fields.has(one)) return problem(404, 'Custom field not found');
  const check = fieldCheck(fields, true);
  const { body } = request;
  const single = isObject(body) && one !== undefined ? { ...body, id: one } : body;
  const checked = one === undefined ? elementsOf(body, check) : objectOf(single, check);
  if (!checked.ok) return checked.answer;
  const changed = checked.elements.flatMap((element, index): JsonObject[] => {
    const field = fields.get(numberOf(element['id']) ?? -1);
    if (field === undefined) return [];
    field.name = textOf(element['name']) ?? field.name;
    field.sort = numberOf(element['sort']) ?? field.sort;
    field.is_api_only = booleanOf(element['is_api_only']) ?? field.is_api_only;
    field.group_id = textOf(element['group_id']) ?? field.group_id;
    if (element['enums'] !== undefined) field.enums = optionsOf(request, element['enums'], field.enums);
    if (isList(element['required_statuses'])) field.required_statuses = element['required_statuses'];
    return [{ ...fieldView(request, parts, field), request_id: requestIdOf(element, index) }];
  });
  const [first] = changed;
  return one !== undefined && first !== undefined ? ok(first) : written(request, 'custom_fields', changed);
}

function optionsOf(
  request: ApiRequest,
  list: Json,
  before: readonly StoredEnum[] | null,
): readonly StoredEnum[] | null {
  if (!isList(list)) return before;
  return objectsOf(list).map((element, index) => {
    const known = before?.find(({ id }) => id === element['id']);
    return {
      id: known?.id ?? request.state.nextId('enum'),
      value: textOf(element['value']) ?? '',
      sort: numberOf(element['sort']) ?? index + 1,
      code: textOf(element['code']) ?? known?.code ?? null,
    };
  });
}

/** DELETE /{kind}/custom_fields/{id}: values in it go with it. */
export function deleteField(request: ApiRequest, parts: PathParts): Answer {
  const fields = tableOf(request, parts);
  const field = fields.get(idFrom(parts[1]));
  if (field === undefined) return problem(404, 'Custom field not found');
  if (!field.is_deletable) return problem(403, 'Custom field can not be deleted');
  fields.remove(field.id);
  return nothing;
}

function fieldView(request: ApiRequest, parts: PathParts, field: StoredField): JsonObject {
  const [kind = ''] = parts;
  return {
    id: field.id,
    name: field.name,
    type: field.type,
    account_id: request.state.account.id,
    code: field.code,
    sort: field.sort,
    is_api_only: field.is_api_only,
    enums: field.enums === null ? null : field.enums.map((one) => ({ ...one })),
    group_id: field.group_id,
    required_statuses: field.required_statuses,
    is_deletable: field.is_deletable,
    is_predefined: field.is_predefined,
    entity_type: isEntityKind(kind) ? kind : 'catalogs',
    remind: null,
    _links: selfLink(request, `${basePath(parts)}/custom_fields/${field.id}`),
  };
}
