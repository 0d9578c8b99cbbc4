import { asList, isPhpArray, type PhpValue } from '../php-parameters.ts';
import type { Field } from './field.ts';
import type { Stored } from './item-table.ts';
import type { PortalTime } from './portal-time.ts';

/** What PHP makes of a value that is to be a whole number: an array that is not empty is 1. */
export function phpInteger(value: PhpValue | undefined): number {
  if (isPhpArray(value)) return Object.keys(value).length > 0 ? 1 : 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Number.parseInt(String(value ?? ''), 10) || 0;
}

function phpNumber(value: PhpValue): number {
  return isPhpArray(value) ? phpInteger(value) : Number.parseFloat(String(value ?? '')) || 0;
}

/** Yes as clients write it: `Y`, `1`, `true`. */
export function isYes(value: PhpValue | undefined): boolean {
  return value === true || value === 'Y' || value === 'y' || value === 1 || value === '1' || value === 'true';
}

/**
 * A value as the portal stores it. `undefined`: it is passed over in silence, as a date that cannot be read or an array where a
 * text belongs. Pure dates are stored as days, times in the portal's zone.
 */
export function storedValue(field: Field, value: PhpValue, time: PortalTime): Stored | undefined {
  if (field.isMultiple) return storedList(field, value, time);
  if (value === '' || value === null) return field.type === 'char' ? 'N' : '';
  switch (field.type) {
    case 'integer':
    case 'user':
    case 'employee':
    case 'location':
    case 'crm_category':
    case 'crm_company':
    case 'crm_contact':
    case 'crm_lead':
    case 'crm_quote':
      return phpInteger(value);
    case 'double':
      return phpNumber(value);
    case 'char':
      return isYes(value) ? 'Y' : 'N';
    case 'boolean':
      return isYes(value) ? '1' : '0';
    case 'date':
      return isPhpArray(value) ? undefined : time.readDay(String(value));
    case 'datetime':
      return storedTime(value, time);
    case 'enumeration':
      return field.custom?.items.some(({ id }) => id === phpInteger(value)) ? phpInteger(value) : undefined;
    case 'file':
      return fileName(value);
    case 'string':
    case 'text':
    case 'crm_status':
    case 'crm_currency':
    case 'crm_multifield':
    case 'money':
    case 'url':
    case 'address':
    case 'crm':
      return isPhpArray(value) ? undefined : String(value);
  }
}

function storedTime(value: PhpValue, time: PortalTime): string | undefined {
  const ms = isPhpArray(value) ? undefined : time.read(String(value));
  return ms === undefined ? undefined : time.print(ms);
}

function storedList(field: Field, value: PhpValue, time: PortalTime): Stored {
  const single = { ...field, isMultiple: false };
  const given = field.type === 'file' && isFile(value) ? [value] : (asList(value) ?? (value === '' ? [] : [value]));
  return given.flatMap((one) => {
    const stored = storedValue(single, one, time);
    return typeof stored === 'string' || typeof stored === 'number' ? [stored] : [];
  });
}

/** `{"fileData": ["name.pdf", "<base64>"]}`, or the pair alone; the emulator keeps the name and the size. */
function fileName(value: PhpValue): string | undefined {
  const pair = isPhpArray(value) && 'fileData' in value ? value['fileData'] : value;
  const [name, content] = asList(pair) ?? [];
  if (typeof name !== 'string' || typeof content !== 'string') return undefined;
  return `${name}|${Buffer.from(content, 'base64').length}`;
}

function isFile(value: PhpValue): boolean {
  return fileName(value) !== undefined;
}
