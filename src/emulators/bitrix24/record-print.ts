import { multiKinds } from './common-fields.ts';
import type { EntityType } from './entity-types.ts';
import { universalName } from './describe-fields.ts';
import type { Field, FieldType } from './field.ts';
import type { Item, MultiValue, Stored } from './item-table.ts';
import type { Portal } from './portal.ts';

/** A value that follows from others: links, and whether there is a phone. `undefined` for fields that are stored. */
function derived(portal: Portal, type: EntityType, item: Item, name: string): Stored | undefined {
  const { contactCompanies, dealContacts, leadContacts } = portal.bindings;
  switch (name) {
    case 'ID':
      return item.id;
    case 'HAS_PHONE':
      return item.multi.some(({ kind }) => kind === 'PHONE') ? 'Y' : 'N';
    case 'HAS_EMAIL':
      return item.multi.some(({ kind }) => kind === 'EMAIL') ? 'Y' : 'N';
    case 'HAS_IMOL':
      return item.multi.some(({ kind, value }) => kind === 'IM' && value.startsWith('imol|')) ? 'Y' : 'N';
    case 'COMPANY_ID':
      return type.name === 'contact' ? (contactCompanies.primary(item.id) ?? null) : undefined;
    case 'COMPANY_IDS':
      return contactCompanies.of(item.id).map(({ id }) => id);
    case 'CONTACT_ID':
      if (type.name === 'company') return contactCompanies.ownersOf(item.id);
      return (type.name === 'deal' ? dealContacts : leadContacts).primary(item.id) ?? null;
    case 'CONTACT_IDS':
      return (type.name === 'deal' ? dealContacts : leadContacts).of(item.id).map(({ id }) => id);
    default:
      return undefined;
  }
}

/** A field's value as filters see it and both families print it. */
export function valueOf(portal: Portal, type: EntityType, item: Item, name: string): Stored | undefined {
  const found = derived(portal, type, item, name);
  if (found !== undefined) return found;
  if ((multiKinds as readonly string[]).includes(name)) {
    return item.multi.filter(({ kind }) => kind === name).map(({ value }) => value);
  }
  return item.values[name];
}

const decimals: readonly string[] = ['OPPORTUNITY', 'TAX_VALUE'];

/** A record as classic methods print it: nearly every value is a text. */
export function classicRecord(
  portal: Portal,
  type: EntityType,
  item: Item,
  wanted: (field: Field) => boolean,
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const field of portal.fieldsOf(type)) {
    if (!wanted(field)) continue;
    if (field.type === 'crm_multifield') {
      const values = item.multi.filter(({ kind }) => kind === field.name);
      if (values.length > 0) record[field.name] = values.map(classicMulti);
    } else if (!isHiddenLink(type, field)) {
      record[field.name] = classicValue(portal, field, valueOf(portal, type, item, field.name));
    }
  }
  return record;
}

/** Lists of links are written by classic methods, never read. */
function isHiddenLink(type: EntityType, { name }: Field): boolean {
  return name === 'COMPANY_IDS' || name === 'CONTACT_IDS' || (type.name === 'company' && name === 'CONTACT_ID');
}

function classicMulti({ id, kind, type, value }: MultiValue): unknown {
  return { ID: String(id), VALUE_TYPE: type, VALUE: value, TYPE_ID: kind };
}

function classicValue(portal: Portal, field: Field, value: Stored | undefined): unknown {
  if (typeof value === 'object' && value !== null) return value.map((one) => classicScalar(portal, field, one));
  if (value === undefined || value === null) return field.custom !== undefined && field.isMultiple ? [] : null;
  return classicScalar(portal, field, value);
}

function classicScalar(portal: Portal, field: Field, value: string | number): unknown {
  if (value === '') return '';
  if (field.type === 'date') return portal.time.printDay(String(value));
  if (field.type === 'file') return fileRecord(String(value));
  if (field.type === 'double' && decimals.includes(field.name)) return Number(value).toFixed(2);
  return String(value);
}

function fileRecord(stored: string): unknown {
  const [name = '', size = '0'] = stored.split('|');
  return { name, size: Number(size), showUrl: `/bitrix/components/file/${encodeURIComponent(name)}` };
}

/** A record as universal methods print it: numbers are numbers, `fm` comes only with `*`. */
export function universalRecord(
  portal: Portal,
  type: EntityType,
  item: Item,
  options: { readonly hasOriginalNames: boolean; readonly wanted?: ReadonlySet<string> },
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  const { wanted, hasOriginalNames } = options;
  for (const field of portal.fieldsOf(type)) {
    if (field.type === 'crm_multifield') continue;
    const name = universalName(field, hasOriginalNames);
    if (wanted !== undefined && !wanted.has(name)) continue;
    record[name] = universalValue(portal, field, valueOf(portal, type, item, field.name));
  }
  if (wanted === undefined) {
    if (type.hasMulti) record['fm'] = item.multi.map(universalMulti);
    record['entityTypeId'] = type.id;
  }
  return record;
}

function universalMulti({ id, kind, type, value }: MultiValue): unknown {
  return { id, valueType: type, value, typeId: kind };
}

function universalValue(portal: Portal, field: Field, value: Stored | undefined): unknown {
  if (typeof value === 'object' && value !== null) return value.map((one) => universalScalar(portal, field, one));
  if (value === undefined || value === null) return field.isMultiple ? [] : isLink(field.type) ? 0 : null;
  return universalScalar(portal, field, value);
}

function universalScalar(portal: Portal, field: Field, value: string | number): unknown {
  if (field.type === 'boolean') return String(value) === '1' ? 'Y' : 'N';
  if (isNumeric(field.type)) return value === '' ? 0 : Number(value);
  if (value === '') return '';
  if (field.type === 'date') return portal.time.printDay(String(value));
  if (field.type === 'file') return fileRecord(String(value));
  return value;
}

function isLink(type: FieldType): boolean {
  return type === 'crm_company' || type === 'crm_contact';
}

/** Types whose values are numbers. */
export function isNumeric(type: FieldType): boolean {
  return (
    isLink(type) ||
    [
      'integer',
      'double',
      'user',
      'employee',
      'enumeration',
      'location',
      'crm_category',
      'crm_lead',
      'crm_quote',
    ].includes(type)
  );
}
