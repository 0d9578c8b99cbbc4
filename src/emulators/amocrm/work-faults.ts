import type { Answer } from '../emulator.ts';
import type { Fault } from '../faults.ts';
import { invalid, requestIdOf } from './api.ts';
import { findings } from './checks.ts';
import { isList, isObject, memberOf, type Json, type JsonObject } from './json.ts';
import { isEntityKind } from './records.ts';
import type { AmocrmState } from './state.ts';

/** The body as it is worked on under a fault that spoils what comes in. */
export function spoiledBody(fault: Fault, body: Json | undefined, state: AmocrmState, path: string): Json | undefined {
  if (fault.kind === 'ignore-field') return eachElement(body, (one) => without(one, fault.argument, state, path));
  if (fault.kind === 'cut-value') return eachElement(body, (one) => cut(one, Number(fault.argument), state, path));
  if (!isList(body)) return body;
  if (fault.kind === 'partial') return body.slice(0, countOf(fault, body));
  return fault.kind === 'item-error' ? body.filter((_, index) => index !== refusedIndex(body)) : body;
}

/** How many elements are still done; half of them when the fault does not say. */
function countOf({ argument }: Fault, body: readonly Json[]): number {
  return argument === '' ? Math.ceil(body.length / 2) : Number(argument);
}

/** The element in the middle is the one refused. */
function refusedIndex(body: readonly Json[]): number {
  return body.length >> 1;
}

/** The refusal of one element of a bulk write. */
export function refusedElement(body: readonly Json[]): Answer {
  const index = refusedIndex(body);
  const errors = [findings.choice('custom_fields_values.0.values.0.value')];
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
function without(element: JsonObject, name: string, state: AmocrmState, path: string): JsonObject {
  const { [name]: _, ...rest } = element;
  const list = rest['custom_fields_values'];
  if (!isList(list)) return rest;
  const kept = list.filter((entry) => {
    const id = memberOf(entry, 'field_id');
    return memberOf(entry, 'field_code') !== name && id !== Number(name) && codeOf(state, path, id) !== name;
  });
  return { ...rest, custom_fields_values: kept };
}

function codeOf(state: AmocrmState, path: string, id: Json | undefined): string | null | undefined {
  const kind = path.split('/')[1] ?? '';
  return isEntityKind(kind) && typeof id === 'number' ? state.fields[kind].get(id)?.code : undefined;
}

const cutTypes: ReadonlySet<string | undefined> = new Set(['text', 'textarea', 'url', 'streetaddress', 'multitext']);

/** Names and texts lose what is beyond so many characters. */
function cut(element: JsonObject, length: number, state: AmocrmState, path: string): JsonObject {
  const kind = path.split('/')[1] ?? '';
  const shorten = (value: Json): Json => (typeof value === 'string' ? value.slice(0, length) : value);
  const fields = isEntityKind(kind) ? state.fields[kind] : undefined;
  const list = element['custom_fields_values'];
  const name = element['name'] === undefined ? {} : { name: shorten(element['name']) };
  if (!isList(list) || fields === undefined) return { ...element, ...name };
  const shortened = list.map((entry): Json => {
    const [id, code] = [memberOf(entry, 'field_id'), memberOf(entry, 'field_code')];
    const field = fields.rows.find((one) => one.id === id || (one.code !== null && one.code === code));
    const values = memberOf(entry, 'values');
    if (!isObject(entry) || !isList(values) || !cutTypes.has(field?.type)) return entry;
    return {
      ...entry,
      values: values.map((one) => (isObject(one) ? { ...one, value: shorten(one['value'] ?? null) } : one)),
    };
  });
  return { ...element, ...name, custom_fields_values: shortened };
}
