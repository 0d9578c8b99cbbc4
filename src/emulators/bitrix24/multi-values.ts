import { asList, asMap, type PhpMap, type PhpValue } from '../php-parameters.ts';
import type { MultiKind } from './common-fields.ts';
import type { MultiValue } from './item-table.ts';
import { RestError } from './rest-error.ts';

/** A change of one of a record's phones, e-mails, sites or messengers. */
export interface MultiChange {
  /** Of the value to change; without it one more is added. */
  readonly id?: number;
  readonly kind: string;
  readonly type: string | undefined;
  /** Empty: deleted. */
  readonly value: string;
}

/** Longest value, as in the schema of version 17. */
const longestValue = 250;

/** `PHONE: [{VALUE, VALUE_TYPE, ID?, DELETE?}]`. A value that is no list of maps is passed over. */
export function classicChanges(kind: MultiKind, given: PhpValue): MultiChange[] {
  return (asList(given) ?? []).flatMap((entry) => {
    const map = asMap(entry);
    if (map === undefined) return [];
    const id = Number(map['ID'] ?? 0);
    const isDeleted = map['DELETE'] === 'Y' || map['DELETE'] === true;
    const value = isDeleted ? '' : textOf(map['VALUE']);
    const change = { kind, type: optionalText(map['VALUE_TYPE']), value };
    return [id > 0 ? { ...change, id } : change];
  });
}

/** `fm` of universal methods: entries of an array are added, numeric keys of a map are ids, `n0` adds. */
export function universalChanges(given: PhpValue): MultiChange[] {
  const entries = Array.isArray(given) ? given.map((entry, at) => [`n${at}`, entry] as const) : mapEntries(given);
  return entries.flatMap(([key, entry]) => {
    const map = asMap(entry as PhpValue);
    const kind = optionalText(map?.['typeId']);
    if (map === undefined || kind === undefined) return [];
    const change = { kind, type: optionalText(map['valueType']), value: textOf(map['value']) };
    return [/^\d+$/.test(key) ? { ...change, id: Number(key) } : change];
  });
}

function mapEntries(given: PhpValue): readonly (readonly [string, PhpValue])[] {
  return Object.entries<PhpValue>((asMap(given) ?? {}) as PhpMap);
}

/**
 * The values after the changes. Equal values are not joined. An unknown id makes a new value.
 * @throws RestError for an e-mail that is none: the whole record fails
 */
export function changedValues(
  current: readonly MultiValue[],
  changes: readonly MultiChange[],
  nextId: () => number,
): readonly MultiValue[] {
  for (const { kind, value } of changes) if (kind === 'EMAIL' && value !== '' && !isEmail(value)) throw badEmail();
  const values = [...current];
  for (const change of changes) {
    const at = change.id === undefined ? -1 : values.findIndex(({ id }) => id === change.id);
    const before = values[at];
    if (change.value === '') {
      if (before !== undefined) values.splice(at, 1);
      continue;
    }
    const value = change.value.slice(0, longestValue);
    const type = change.type ?? before?.type ?? (change.kind === 'IM' ? 'OTHER' : 'WORK');
    const made = { id: before?.id ?? nextId(), kind: change.kind, type, value };
    if (before === undefined) values.push(made);
    else values[at] = made;
  }
  return values;
}

function isEmail(text: string): boolean {
  return /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]{2,}$/.test(text.trim());
}

function badEmail(): RestError {
  return new RestError('ERROR_CORE', 'Поле &quot;E-mail&quot; содержит некорректный адрес.<br>');
}

function textOf(value: PhpValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function optionalText(value: PhpValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
