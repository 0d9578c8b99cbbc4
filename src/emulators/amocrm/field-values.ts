import { instantOf, localOf } from '../../text/time-zones.ts';
import { findings, flag, text, under, type Check, type Finding } from './checks.ts';
import { isList, isObject, memberOf, objectsOf, type Json, type JsonObject } from './json.ts';
import type { StoredEnum, StoredField, StoredFieldValues, StoredValue } from './records.ts';
import type { Table } from './table.ts';

const enumTypes: ReadonlySet<string> = new Set(['select', 'radiobutton', 'multiselect', 'category']);
const coded: ReadonlySet<string> = new Set(['multitext', 'smart_address']);
const single: ReadonlySet<string> = new Set(['select', 'radiobutton', 'checkbox', 'date', 'date_time', 'birthday']);
const dates: ReadonlySet<string> = new Set(['date', 'date_time', 'birthday']);

const addressParts = ['address_line_1', 'address_line_2', 'city', 'state', 'zip', 'country'];
const entityParts = new Set(
  (
    'name entity_type vat_id kpp address real_address bank_code bank_account_number director external_uid ' +
    'unp bin egrpou mfo oked tax_registration_reason_code line1 line2 city state zip country'
  ).split(' '),
);

/** Members of a list element: the two names of a field, its values, and what reading it shows besides. */
const elementMembers = new Set(['field_id', 'field_code', 'field_name', 'field_type', 'is_computed', 'values']);

export type FieldTable = Table<StoredField>;

function fieldOf(fields: FieldTable, element: JsonObject): StoredField | undefined {
  const id = memberOf(element, 'field_id');
  if (typeof id === 'number') return fields.get(id);
  const code = memberOf(element, 'field_code');
  return typeof code === 'string' ? fields.rows.find((field) => field.code === code) : undefined;
}

/** `custom_fields_values`: null, or a list of fields there are, each with values of its type. */
export function fieldValuesCheck(fields: FieldTable, most = Number.POSITIVE_INFINITY): Check {
  return (value, path, found) => {
    if (value === null) return;
    if (!isList(value)) {
      found.push(findings.type(path, 'array'));
      return;
    }
    if (value.length > most) found.push(findings.tooMany(path, most));
    value.forEach((element, index) => checkField(fields, element, { path: under(path, index), found }));
  };
}

interface Place {
  readonly path: string;
  readonly found: Finding[];
}

function checkField(fields: FieldTable, element: Json, { path, found }: Place): void {
  if (!isObject(element)) {
    found.push(findings.type(path, 'array'));
    return;
  }
  for (const key of Object.keys(element)) {
    if (!elementMembers.has(key)) found.push(findings.unexpected(under(path, key)));
  }
  const id = memberOf(element, 'field_id') ?? null;
  const code = memberOf(element, 'field_code') ?? null;
  if (id === null && code === null) {
    found.push(findings.noField(path));
    return;
  }
  const field = fieldOf(fields, element);
  if (field === undefined) {
    found.push(findings.choice(under(path, id === null ? 'field_code' : 'field_id')));
    return;
  }
  checkValues(field, memberOf(element, 'values'), { path: under(path, 'values'), found });
}

function checkValues(field: StoredField, values: Json | undefined, { path, found }: Place): void {
  if (values === null) return;
  if (values === undefined) {
    found.push(findings.missing(path));
    return;
  }
  if (!isList(values)) {
    found.push(findings.type(path, 'array'));
    return;
  }
  if (single.has(field.type) && values.length > 1) found.push(findings.tooMany(path, 1));
  values.forEach((value, index) => checkValue(field, value, { path: under(path, index), found }));
}

function checkValue(field: StoredField, value: Json, { path, found }: Place): void {
  if (!isObject(value)) {
    found.push(findings.type(path, 'array'));
    return;
  }
  const hasOptions = enumTypes.has(field.type) || coded.has(field.type);
  for (const key of Object.keys(value)) {
    if (key !== 'value' && !(hasOptions && (key === 'enum_id' || key === 'enum_code'))) {
      found.push(findings.unexpected(under(path, key)));
    }
  }
  if (enumTypes.has(field.type)) {
    checkOption(field, value, { path, found });
    return;
  }
  if (coded.has(field.type)) checkCode(field, value, { path, found });
  if (!Object.hasOwn(value, 'value')) found.push(findings.missing(under(path, 'value')));
  else checkOfType(field.type, value['value'] ?? null, { path: under(path, 'value'), found });
}

/** An option is named by its exact text, its number or its code. */
function checkOption(field: StoredField, value: JsonObject, { path, found }: Place): void {
  const key = ['enum_id', 'enum_code', 'value'].find((name) => (value[name] ?? null) !== null);
  if (key === undefined) found.push(findings.missing(under(path, 'value')));
  else if (optionOf(field, value) === undefined) found.push(findings.choice(under(path, key)));
}

function checkCode(field: StoredField, value: JsonObject, { path, found }: Place): void {
  for (const key of ['enum_id', 'enum_code']) {
    if ((value[key] ?? null) === null) continue;
    if (codeOf(field, value) === undefined) found.push(findings.choice(under(path, key)));
  }
}

function checkOfType(type: string, value: Json, { path, found }: Place): void {
  if (type === 'checkbox') flag(value, path, found);
  else if (type === 'numeric' || type === 'monetary') {
    if (decimalOf(value) === undefined) found.push(findings.type(path, 'numeric'));
  } else if (dates.has(type)) {
    if (secondsOf(value) === undefined) found.push(findings.type(path, 'int'));
  } else if (type === 'legal_entity') checkLegalEntity(value, { path, found });
  else text(value, path, found);
}

function checkLegalEntity(value: Json, { path, found }: Place): void {
  if (!isObject(value)) {
    found.push(findings.type(path, 'array'));
    return;
  }
  if (!Object.hasOwn(value, 'name')) found.push(findings.missing(under(path, 'name')));
  for (const [key, member] of Object.entries(value)) {
    if (!entityParts.has(key)) found.push(findings.unexpected(under(path, key)));
    else if (key === 'entity_type') {
      if (member !== null && member !== 1 && member !== 2) found.push(findings.choice(under(path, key)));
    } else if (member !== null) text(member, under(path, key), found);
  }
}

function optionOf(field: StoredField, value: JsonObject): StoredEnum | undefined {
  const { enum_id: id = null, enum_code: code = null, value: name = null } = value;
  const options = field.enums ?? [];
  if (id !== null) return options.find((option) => option.id === id);
  if (code !== null) return options.find((option) => option.code === code);
  return options.find((option) => option.value === name);
}

interface Kind {
  readonly id: number;
  readonly code: string;
}

/** The kind of a phone, an e-mail, a part of an address; the first kind of the field when none is named. */
function codeOf(field: StoredField, value: JsonObject): Kind | undefined {
  const { enum_id: id = null, enum_code: code = null } = value;
  const kinds: readonly Kind[] =
    field.enums === null
      ? addressParts.map((part, index) => ({ id: index + 1, code: part }))
      : field.enums.map((option) => ({ id: option.id, code: option.value }));
  if (id !== null) return kinds.find((kind) => kind.id === id);
  if (code !== null) return kinds.find((kind) => kind.code === code);
  return kinds[0];
}

function decimalOf(value: Json): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(value.trim()) ? value.trim() : undefined;
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

function secondsOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (/^-?\d{1,12}$/.test(value)) return Number(value);
  const at = rfc3339.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}

/** The beginning of the day in the account's zone: days are kept so, whatever moment was sent. */
function dayStart(seconds: number, zone: string): number {
  const local = localOf(seconds * 1000, zone) ?? seconds * 1000;
  const start = Math.floor(local / 86_400_000) * 86_400_000;
  return (instantOf(start, zone)?.at ?? start) / 1000;
}

/** What is stored of values that passed the check; `undefined` for a field to clear. */
function storedValues(field: StoredField, values: Json, zone: string): readonly StoredValue[] | undefined {
  const stored = objectsOf(values).map((value): StoredValue => {
    if (enumTypes.has(field.type)) {
      const option = optionOf(field, value);
      return { value: option?.value ?? null, enum_id: option?.id ?? 0, enum_code: option?.code ?? null };
    }
    const given = value['value'] ?? null;
    if (coded.has(field.type)) {
      const kind = codeOf(field, value);
      return { value: given, enum_id: kind?.id ?? 0, enum_code: kind?.code ?? null };
    }
    if (field.type === 'numeric' || field.type === 'monetary') return { value: decimalOf(given) ?? null };
    if (field.type === 'date_time') return { value: secondsOf(given) ?? null };
    if (dates.has(field.type)) return { value: dayStart(secondsOf(given) ?? 0, zone) };
    return { value: given };
  });
  return stored.length === 0 ? undefined : stored;
}

/** Replaces every listed field as a whole; null clears, unlisted ones stay. A null list clears nothing. */
export function withFieldValues(
  before: readonly StoredFieldValues[],
  list: Json | undefined,
  fields: FieldTable,
  zone: string,
): readonly StoredFieldValues[] {
  if (list === undefined || list === null) return before;
  const byId = new Map(before.map((entry) => [entry.field_id, entry]));
  for (const element of objectsOf(list)) {
    const field = fieldOf(fields, element);
    if (field === undefined) continue;
    const values = storedValues(field, element['values'] ?? null, zone);
    if (values === undefined) byId.delete(field.id);
    else byId.set(field.id, { field_id: field.id, values });
  }
  return [...byId.values()];
}

/** As lists show it: null, never an empty list. */
export function fieldValuesView(stored: readonly StoredFieldValues[], fields: FieldTable): Json {
  const shown = stored.flatMap(({ field_id: id, values }) => {
    const field = fields.get(id);
    if (field === undefined) return [];
    const { name, code, type } = field;
    return [
      { field_id: id, field_name: name, field_code: code, field_type: type, values: values.map((v) => ({ ...v })) },
    ];
  });
  return shown.length === 0 ? null : shown;
}
