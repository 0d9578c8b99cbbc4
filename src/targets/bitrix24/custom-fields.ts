import { foldName } from '../../text/nearest-name.ts';
import { canonicalText, type CustomField } from '../../model/custom-field.ts';
import { filled, type Encoding, type Fields } from './encoding.ts';
import { findNamed, nearestOf, type ItemKind, type Portal, type PortalField } from './portal.ts';
import { asDate, asFlag, asInstant, asList, asNumber, asText, portalInstant } from './values.ts';

/** The portal's field by its code or by its label. */
export function portalFieldOf(portal: Portal, kind: ItemKind, target: string): PortalField | undefined {
  const fields = portal.fields[kind];
  const exact = fields.get(target);
  if (exact !== undefined) return exact;
  const folded = foldName(target);
  return [...fields.values()].find(({ title, name }) => foldName(title) === folded || foldName(name) === folded);
}

/** Values of a record that go into fields of the portal named by the mapping. */
export function customItemFields(kind: ItemKind, data: Fields, encoding: Encoding): Fields {
  const values = (data['custom'] ?? {}) as Fields;
  const declared = encoding.custom.get(kind) ?? [];
  const sent: Record<string, unknown> = {};
  for (const field of declared) {
    const value = field.isCanonical ? data[field.name] : values[field.name];
    if (value !== undefined) Object.assign(sent, sentField(kind, { field, value }, encoding));
  }
  const known = new Set(declared.map(({ name }) => name));
  for (const name of Object.keys(values).filter((other) => !known.has(other))) {
    const field = { name, isCanonical: false, target: name, type: 'text', label: name, create: false, options: [] };
    Object.assign(sent, sentField(kind, { field, value: values[name] }, encoding));
  }
  return sent;
}

interface Given {
  readonly field: CustomField;
  readonly value: unknown;
}

function sentField(kind: ItemKind, { field, value }: Given, encoding: Encoding): Fields {
  const found = portalFieldOf(encoding.portal, kind, field.target);
  if (found === undefined || found.isReadOnly) {
    encoding.note({ code: 'target.custom-missing', args: { field: field.target, kind } });
    return {};
  }
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(canonicalText);
  const sent = items.map((item) => sentValue(item, found, encoding)).filter((item) => item !== undefined);
  if (sent.length === 0) return {};
  return { [found.name]: found.isMultiple ? sent : sent.length > 1 ? sent.map(asText).join(', ') : sent[0] };
}

function sentValue(value: unknown, field: PortalField, encoding: Encoding): unknown {
  switch (field.type) {
    case 'enumeration':
    case 'crm_status':
      return optionId(String(value), field, encoding);
    case 'boolean':
    case 'char':
      return asFlag(value) ? 'Y' : 'N';
    case 'datetime':
      return Number.isNaN(Date.parse(String(value))) ? undefined : portalInstant(String(value));
    case 'date':
      return asDate(value);
    case 'double':
    case 'integer':
      return asNumber(value);
    default:
      return typeof value === 'boolean' ? (value ? 'Y' : 'N') : asText(value);
  }
}

function optionId(text: string, field: PortalField, encoding: Encoding): string | undefined {
  const values = field.list === undefined ? field.items : (encoding.portal.lists.get(field.list) ?? []);
  const found = findNamed(values, text);
  if (found !== undefined) return found.id;
  const nearest = nearestOf(values, text);
  encoding.note({ code: 'target.option-unknown', args: { field: field.title, value: text, nearest } });
  return undefined;
}

/** Canonical values of the portal's fields that the mapping names. */
export function readCustomFields(kind: ItemKind, fields: Fields, encoding: Encoding): Fields {
  const custom: Record<string, unknown> = {};
  const canonical: Record<string, unknown> = {};
  for (const { name, isCanonical, target, type } of encoding.custom.get(kind) ?? []) {
    const found = portalFieldOf(encoding.portal, kind, target);
    const value = found === undefined ? undefined : readField(fields[found.name], found, encoding);
    if (value === undefined) continue;
    if (isCanonical) canonical[name] = value;
    else custom[name] = type === 'list' && !Array.isArray(value) ? [value] : value;
  }
  return filled({ ...canonical, custom: Object.keys(custom).length === 0 ? undefined : custom });
}

function readField(value: unknown, field: PortalField, encoding: Encoding): unknown {
  if (!Array.isArray(value)) return readValue(value, field, encoding);
  const items = asList(value)
    .map((item) => readValue(item, field, encoding))
    .filter((item) => item !== undefined)
    .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  return items.length === 0 ? undefined : items;
}

function readValue(value: unknown, field: PortalField, { portal }: Encoding): unknown {
  if (value === null || value === undefined || value === '' || value === false) return undefined;
  switch (field.type) {
    case 'enumeration':
    case 'crm_status': {
      const values = field.list === undefined ? field.items : (portal.lists.get(field.list) ?? []);
      // An emptied list may come back as a zero.
      return values.find(({ id }) => id === asText(value))?.name ?? (asText(value) === '0' ? undefined : asText(value));
    }
    case 'boolean':
    case 'char':
      // The portal does not tell "no" from "never answered".
      return asFlag(value) ? true : undefined;
    case 'datetime':
      return asInstant(value);
    case 'date':
      return asDate(value);
    case 'double':
    case 'integer':
      return asNumber(value);
    default:
      return asText(value) === '' ? undefined : asText(value);
  }
}
