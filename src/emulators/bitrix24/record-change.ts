import type { Fault } from '../faults.ts';
import { asList, type PhpMap, type PhpValue } from '../php-parameters.ts';
import { multiKinds, type MultiKind } from './common-fields.ts';
import type { EntityType } from './entity-types.ts';
import { universalName } from './describe-fields.ts';
import type { Field } from './field.ts';
import { phpInteger, storedValue } from './field-value.ts';
import type { Stored } from './item-table.ts';
import { classicChanges, universalChanges, type MultiChange } from './multi-values.ts';
import type { Portal } from './portal.ts';
import { invalidValue } from './rest-error.ts';

/** The shape in which fields are given. */
export interface Shape {
  readonly family: 'classic' | 'item' | 'import';
  /** Creation times and authors are taken: an import. */
  readonly takesHistory: boolean;
  readonly isUpdate: boolean;
  /** `useOriginalUfNames`: custom fields go by their upper-case names. */
  readonly hasOriginalNames: boolean;
}

/** Fields as understood: what was not is gone without a trace, as in the portal. */
export interface RecordChange {
  readonly values: Record<string, Stored>;
  readonly multi: readonly MultiChange[];
  /** Ids of the other end of links, when they are set at all; the first becomes primary. */
  readonly companies?: readonly number[];
  readonly contacts?: readonly number[];
  readonly hasHistory: boolean;
}

interface Reading {
  readonly values: Record<string, Stored>;
  readonly multi: MultiChange[];
  companies?: readonly number[];
  contacts?: readonly number[];
  hasHistory: boolean;
}

/** Reads the fields of a record. @throws RestError for a long value when the portal is set to refuse them */
export function readChange(
  portal: Portal,
  type: EntityType,
  given: PhpMap,
  { shape, fault }: { readonly shape: Shape; readonly fault: Fault | undefined },
): RecordChange {
  const names = fieldsByName(portal, type, shape);
  const reading: Reading = { values: {}, multi: [], hasHistory: false };
  const dropped = fault?.kind === 'ignore-field' ? droppedName(given, fault.argument) : undefined;
  for (const [name, value] of Object.entries(given)) {
    if (name === dropped) continue;
    if (type.hasMulti && readMulti(reading, { name, value }, portal, shape)) continue;
    const field = names.get(name);
    if (field === undefined || !isWritable(field, shape)) continue;
    if (field.isHistory) reading.hasHistory = true;
    if (readLink(reading, type, field, value)) continue;
    const stored = storedValue(field, value, portal.time);
    if (stored !== undefined) reading.values[field.name] = fitted(portal, field, stored, fault);
  }
  return reading;
}

type Named = ReadonlyMap<string, Field>;

/** By the array of fields, which is a new one when a custom field changes, and by the shape of the names. */
const namedFields = new WeakMap<readonly Field[], Map<string, Named>>();

/** Names under which a family knows the fields. */
export function fieldsByName(
  portal: Portal,
  type: EntityType,
  { family, hasOriginalNames }: Pick<Shape, 'family' | 'hasOriginalNames'>,
): Named {
  const fields = portal.fieldsOf(type);
  const shapes = namedFields.get(fields) ?? new Map<string, Named>();
  namedFields.set(fields, shapes);
  const shape = `${family === 'classic'} ${hasOriginalNames}`;
  const known = shapes.get(shape);
  if (known !== undefined) return known;
  const made = new Map(fields.map((field) => [nameIn(field, family, hasOriginalNames), field]));
  shapes.set(shape, made);
  return made;
}

function nameIn(field: Field, family: Shape['family'], hasOriginalNames: boolean): string {
  return family === 'classic' ? field.name : universalName(field, hasOriginalNames);
}

function isWritable(field: Field, { family, takesHistory, isUpdate }: Shape): boolean {
  if (field.isHistory) return takesHistory;
  if (field.isReadOnly || field.type === 'crm_multifield') return false;
  if (family === 'classic' && (field.isClassicReadOnly || (isUpdate && field.isImmutable))) return false;
  return true;
}

/** Whether the name was one of multiple values. The families differ in it, and know only their own shape. */
function readMulti(
  reading: Reading,
  { name, value }: { readonly name: string; readonly value: PhpValue },
  portal: Portal,
  { family }: Shape,
): boolean {
  if (family !== 'item' && isMultiKind(name)) {
    reading.multi.push(...classicChanges(name, value));
    return true;
  }
  const takesFm = family === 'item' || (family === 'import' && portal.settings.importTakesFm);
  if (name !== 'fm' || !takesFm) return name === 'fm';
  reading.multi.push(...universalChanges(value));
  return true;
}

function isMultiKind(name: string): name is MultiKind {
  return (multiKinds as readonly string[]).includes(name);
}

/** Whether the field is a link of many to many. A single id sets the primary one and is kept apart from a list. */
function readLink(reading: Reading, type: EntityType, field: Field, value: PhpValue): boolean {
  const ids = (asList(value) ?? [value]).map(phpInteger).filter((id) => id > 0);
  const isPlural = field.isMultiple === true;
  if (type.name === 'contact' && (field.name === 'COMPANY_ID' || field.name === 'COMPANY_IDS')) {
    if (isPlural || reading.companies === undefined) reading.companies = isPlural ? ids : [phpInteger(value)];
    return true;
  }
  if (field.name === 'CONTACT_ID' || field.name === 'CONTACT_IDS') {
    if (isPlural || reading.contacts === undefined) reading.contacts = isPlural ? ids : [phpInteger(value)];
    return true;
  }
  return false;
}

function fitted(portal: Portal, field: Field, stored: Stored, fault: Fault | undefined): Stored {
  if (typeof stored !== 'string') return stored;
  const isMarker = field.name.startsWith('ORIGIN');
  const isPlainText = field.type === 'string' && !isMarker;
  if (fault?.kind === 'cut-value' && isPlainText) return stored.slice(0, Number(fault.argument) || 10);
  if (field.length === undefined || stored.length <= field.length) return stored;
  if (portal.settings.longValues === 'refuse') throw invalidValue(field.title);
  return stored.slice(0, field.length);
}

/** The field a fault loses: the one it names, else the last that is neither a marker nor a name the record needs. */
function droppedName(given: PhpMap, asked: string): string | undefined {
  if (asked !== '') return asked;
  const needed = /^(?:origin.*|title|name|last_?name)$/i;
  return Object.keys(given).findLast((name) => !needed.test(name));
}
