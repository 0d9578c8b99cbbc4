import type { Answer } from '../emulator.ts';
import type { Fault } from '../faults.ts';
import { invalid, requestIdOf } from './api.ts';
import { findings } from './checks.ts';
import type { FieldTable } from './field-values.ts';
import { isList, isObject, memberOf, type Json, type JsonObject } from './json.ts';
import { isEntityKind } from './records.ts';
import type { AmocrmState } from './state.ts';

/** The body as it is worked on under a fault that spoils what comes in. `path` tells which kind of record it is about. */
export function spoiledBody(fault: Fault, body: Json | undefined, state: AmocrmState, path: string): Json | undefined {
  if (fault.kind === 'ignore-field' || fault.kind === 'cut-value') {
    const spoil = spoilerOf(fault, state);
    return eachElement(body, (element) => withNested(element, path.split('/')[1] ?? '', spoil));
  }
  if (!isList(body)) return body;
  if (fault.kind === 'partial') return body.slice(0, countOf(fault, body));
  return fault.kind === 'item-error' ? body.filter((_, index) => index !== refusedIndex(body)) : body;
}

/** Changes a record of a kind on its way in. */
type Spoil = (element: JsonObject, kind: string) => JsonObject;

function spoilerOf({ kind: fault, argument }: Fault, state: AmocrmState): Spoil {
  const fieldsOf = (kind: string): FieldTable | undefined => (isEntityKind(kind) ? state.fields[kind] : undefined);
  return fault === 'cut-value'
    ? (element, kind) => cut(element, Number(argument), fieldsOf(kind))
    : (element, kind) => without(element, argument, fieldsOf(kind));
}

/** A lead of `leads/complex` holds a contact and a company. */
function withNested(element: JsonObject, kind: string, spoil: Spoil): JsonObject {
  const changed = spoil(element, kind);
  const embedded = changed['_embedded'];
  if (!isObject(embedded)) return changed;
  const lists = (['contacts', 'companies'] as const).flatMap((nested) => {
    const list = embedded[nested];
    return list === undefined ? [] : [[nested, eachElement(list, (one) => spoil(one, nested)) ?? null] as const];
  });
  return { ...changed, _embedded: { ...embedded, ...Object.fromEntries(lists) } };
}

/** How many elements are still done; half of them when the fault does not say. */
function countOf({ argument }: Fault, body: readonly Json[]): number {
  return argument === '' ? Math.ceil(body.length / 2) : Number(argument);
}

/** The element in the middle is the one refused. */
function refusedIndex(body: readonly Json[]): number {
  return body.length >> 1;
}

/** The refusal of one element of a bulk write, or of the one object that was sent. */
export function refusedElement(body: Json | undefined): Answer {
  const errors = [findings.choice('custom_fields_values.0.values.0.value')];
  if (!isList(body)) return invalid([{ requestId: requestIdOf(body, 0), errors }]);
  const index = refusedIndex(body);
  return invalid([{ requestId: requestIdOf(body[index], index), errors }]);
}

/** An answer whose elements come in another order, or without the last. */
export function spoiledAnswer(fault: Fault, answer: Answer): Answer {
  if (fault.kind !== 'reorder' && fault.kind !== 'missing') return answer;
  if (answer.status !== 200) return answer;
  const body = JSON.parse(answer.body) as Json;
  const spoil = (list: readonly Json[]): readonly Json[] =>
    fault.kind === 'reorder' ? list.toReversed() : list.slice(0, -1);
  if (isList(body)) return { ...answer, body: JSON.stringify(spoil(body)) };
  const embedded = memberOf(body, '_embedded');
  if (!isObject(body) || !isObject(embedded)) return answer;
  const lists = Object.entries(embedded).map(([key, list]) => [key, isList(list) ? spoil(list) : list]);
  return { ...answer, body: JSON.stringify({ ...body, _embedded: Object.fromEntries(lists) as JsonObject }) };
}

function eachElement(body: Json | undefined, change: (element: JsonObject) => JsonObject): Json | undefined {
  if (isList(body)) return body.map((element) => (isObject(element) ? change(element) : element));
  return isObject(body) ? change(body) : body;
}

/** The field of that id or code, or the member of that name, is passed over in silence. */
function without(element: JsonObject, name: string, fields: FieldTable | undefined): JsonObject {
  const { [name]: _, ...rest } = element;
  const list = rest['custom_fields_values'];
  if (!isList(list)) return rest;
  const kept = list.filter((entry) => {
    const id = memberOf(entry, 'field_id');
    if (memberOf(entry, 'field_code') === name || id === Number(name)) return false;
    return typeof id !== 'number' || fields?.get(id)?.code !== name;
  });
  return { ...rest, custom_fields_values: kept };
}

const cutTypes: ReadonlySet<string | undefined> = new Set(['text', 'textarea', 'url', 'streetaddress', 'multitext']);

/** Names and texts, those of notes too, lose what is beyond so many characters. */
function cut(element: JsonObject, length: number, fields: FieldTable | undefined): JsonObject {
  const shorten = (value: Json): Json => (typeof value === 'string' ? value.slice(0, length) : value);
  const short = (given: JsonObject, key: string): JsonObject =>
    given[key] === undefined ? given : { ...given, [key]: shorten(given[key]) };
  const texts = short(short(element, 'name'), 'text');
  const params = texts['params'];
  const whole = isObject(params) ? { ...texts, params: short(params, 'text') } : texts;
  const list = whole['custom_fields_values'];
  if (!isList(list) || fields === undefined) return whole;
  const shortened = list.map((entry): Json => {
    const [id, code] = [memberOf(entry, 'field_id'), memberOf(entry, 'field_code')];
    const field = fields.rows.find((one) => one.id === id || (one.code !== null && one.code === code));
    const values = memberOf(entry, 'values');
    if (!isObject(entry) || !isList(values) || !cutTypes.has(field?.type)) return entry;
    return { ...entry, values: values.map((one) => (isObject(one) ? short(one, 'value') : one)) };
  });
  return { ...whole, custom_fields_values: shortened };
}
