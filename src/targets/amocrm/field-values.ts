import { canonicalText, type CustomField } from '../../model/custom-field.ts';
import { filled } from '../../http/answer-values.ts';
import { findNamed, nearestOf } from '../../text/list-value.ts';
import { collectionOf, fieldNamed, type AccountField, type RecordKind } from './account.ts';
import type { Encoding, Fields, FieldValue } from './encoding.ts';
import { asDate, asNumber, asText, dayOf, instantOfSeconds, midnight } from './values.ts';

type Values = readonly (readonly [fieldId: string, values: readonly FieldValue[]])[];

/** Values of a record that go into fields of the account named by the mapping. */
export function customValues(kind: RecordKind, data: Fields, encoding: Encoding): Values {
  const own = (data['custom'] ?? {}) as Fields;
  const declared = encoding.custom.get(kind) ?? [];
  const known = new Set(declared.map(({ name }) => name));
  const others = Object.keys(own)
    .filter((name) => !known.has(name))
    .map((name) => ({ name, target: name, isCanonical: false }));
  return [...declared, ...others].flatMap((field) => {
    const value = field.isCanonical ? data[field.name] : own[field.name];
    return value === undefined ? [] : sentField(kind, { field, value }, encoding);
  });
}

interface Given {
  readonly field: Pick<CustomField, 'target'>;
  readonly value: unknown;
}

function sentField(kind: RecordKind, { field, value }: Given, encoding: Encoding): Values {
  const found = fieldNamed(encoding.account, collectionOf[kind], field.target);
  if (found === undefined || !isWritable(found)) {
    encoding.note({ code: 'target.custom-missing', args: { field: field.target, kind } });
    return [];
  }
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(canonicalText);
  const sent = sentValues(items, found, encoding);
  return sent.length === 0 ? [] : [[found.id, sent]];
}

const special = new Set([
  'legal_entity',
  'chained_list',
  'items',
  'price',
  'category',
  'tracking_data',
  'linked_entity',
]);

/** Types that this target writes by a mapping. */
export function isWritable({ type }: AccountField): boolean {
  return !special.has(type) && !['payer', 'supplier', 'file'].includes(type);
}

function sentValues(items: readonly unknown[], field: AccountField, encoding: Encoding): readonly FieldValue[] {
  switch (field.type) {
    case 'select':
    case 'radiobutton':
      return items.slice(0, 1).flatMap((item) => optionValue(String(item), field, encoding));
    case 'multiselect':
      return items.flatMap((item) => optionValue(String(item), field, encoding));
    case 'multitext':
      return items.map((item) => ({ value: String(item) }));
    default: {
      const value = items.length > 1 ? items.map(String).join(', ') : items[0];
      const sent = sentValue(value, field, encoding);
      return sent === undefined ? [] : [{ value: sent }];
    }
  }
}

function sentValue(value: unknown, { type }: AccountField, { account }: Encoding): unknown {
  switch (type) {
    case 'checkbox':
      return value === true || value === 'true' || value === 1 || value === '1';
    case 'numeric':
    case 'monetary':
      return asNumber(amountOf(value)) === undefined ? undefined : amountOf(value);
    case 'date':
    case 'birthday': {
      const day = asDate(value);
      return day === undefined ? undefined : midnight(day, account.zone);
    }
    case 'date_time': {
      const at = Date.parse(asText(value));
      return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
    }
    default:
      return String(value);
  }
}

/** Money is `1500.5|RUB`: a field has no currency of its own. */
function amountOf(value: unknown): string {
  return asText(value).split('|')[0] ?? '';
}

function optionValue(text: string, field: AccountField, { note }: Encoding): readonly FieldValue[] {
  const found = findNamed(field.options, text);
  if (found !== undefined) return [{ enum_id: Number(found.id) }];
  const nearest = nearestOf(field.options, text);
  note({ code: 'target.option-unknown', args: { field: field.name, value: text, nearest } });
  return [];
}

/** Canonical values of the account's fields that the mapping names. */
export function readCustom(
  kind: RecordKind,
  values: ReadonlyMap<string, readonly FieldValue[]>,
  encoding: Encoding,
): Fields {
  const custom: Record<string, unknown> = {};
  const canonical: Record<string, unknown> = {};
  for (const { name, isCanonical, target, type } of encoding.custom.get(kind) ?? []) {
    const found = fieldNamed(encoding.account, collectionOf[kind], target);
    const value = found === undefined ? undefined : readField(values.get(found.id) ?? [], found, encoding);
    if (value === undefined) continue;
    if (isCanonical) canonical[name] = value;
    else custom[name] = type === 'list' && !Array.isArray(value) ? [value] : value;
  }
  return filled({ ...canonical, custom: Object.keys(custom).length === 0 ? undefined : custom });
}

function readField(values: readonly FieldValue[], field: AccountField, encoding: Encoding): unknown {
  const items = values.map((value) => readValue(value, field, encoding)).filter((item) => item !== undefined);
  return field.type === 'multiselect' || field.type === 'multitext'
    ? items.length === 0
      ? undefined
      : items
    : items[0];
}

function readValue({ value, enum_id: id }: FieldValue, field: AccountField, { account }: Encoding): unknown {
  switch (field.type) {
    case 'select':
    case 'radiobutton':
    case 'multiselect':
      return field.options.find((option) => option.id === asText(id))?.name ?? (asText(value) || undefined);
    case 'checkbox':
      // The account does not tell "no" from "never answered" everywhere.
      return value === true || value === '1' || value === 1 ? true : undefined;
    case 'numeric':
    case 'monetary':
      return asNumber(value);
    case 'date':
    case 'birthday':
      return dayOf(value, account.zone);
    case 'date_time':
      return instantOfSeconds(value);
    default:
      return asText(value) || undefined;
  }
}
