import { parse } from 'yaml';
import type { ForeignLookup, ForeignMapping, ForeignPair, ForeignStep, LeftOut } from './foreign.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Keys of a step that say how Salesforce is called, not what is mapped: they mean nothing to another target. */
const callSettings = new Set([
  'api',
  'batch_size',
  'bulk_mode',
  'anchor_date',
  'action',
  'oid_as_pk',
  'select_options',
]);

/** Reads a `mapping.yml` of CumulusCI: steps with fields, static values, lookups and update keys. */
export function readCumulusci(text: string): ForeignMapping {
  const document: unknown = parse(text);
  const leftOut: LeftOut[] = [];
  const raw = Object.entries(isPlain(document) ? document : {});
  const objects = new Map<string, string>();
  for (const [name, step] of raw) if (isPlain(step)) objects.set(textOf(step['table']) ?? name, objectOf(name, step));
  for (const [name, step] of raw) if (isPlain(step)) objects.set(name, objectOf(name, step));
  const steps = raw.flatMap(([name, step]) => {
    if (isPlain(step)) return [readStep(name, step, { objects, leftOut })];
    leftOut.push({ what: name, why: 'not-understood' });
    return [];
  });
  return { steps, leftOut };
}

interface Reading {
  readonly objects: ReadonlyMap<string, string>;
  readonly leftOut: LeftOut[];
}

function readStep(name: string, step: Plain, { objects, leftOut }: Reading): ForeignStep {
  const pairs: ForeignPair[] = [...fieldPairs(step['fields'])];
  if (textOf(step['fields']) !== undefined)
    leftOut.push({ what: `${name}: fields ${String(textOf(step['fields']))}`, why: 'not-understood' });
  for (const [field, value] of Object.entries(isPlain(step['static']) ? step['static'] : {}))
    pairs.push({ field, constant: textOf(value) ?? JSON.stringify(value) });
  if (step['record_type'] !== undefined)
    leftOut.push({ what: `${name}: record_type ${String(textOf(step['record_type']))}`, why: 'record-type' });
  const query = textOf(step['soql_filter']);
  if (query !== undefined) leftOut.push({ what: `${name}: soql_filter ${query}`, why: 'filter' });
  const filters = Array.isArray(step['filters']) ? step['filters'] : [];
  for (const filter of filters) leftOut.push({ what: `${name}: filters ${String(filter)}`, why: 'filter' });
  const known = new Set([
    'sf_object',
    'table',
    'fields',
    'static',
    'lookups',
    'record_type',
    'filters',
    'soql_filter',
    'update_key',
  ]);
  for (const key of Object.keys(step)) {
    if (known.has(key)) continue;
    const what = `${name}: ${key} ${textOf(step[key]) ?? JSON.stringify(step[key])}`;
    leftOut.push({ what, why: callSettings.has(key) ? 'option' : 'not-understood' });
  }
  const keys =
    textOf(step['update_key']) ?? (Array.isArray(step['update_key']) ? step['update_key'].join(',') : undefined);
  return {
    name,
    object: objectOf(name, step),
    // The tables of a data set have their own number, which lookups refer to.
    keyColumn: 'id',
    pairs,
    lookups: lookupsOf(name, step['lookups'], { objects, leftOut }),
    ...(typeof step['table'] === 'string' ? { file: step['table'] } : {}),
    ...(keys === undefined ? {} : { keyField: keys }),
  };
}

/** `fields` is a list of names, or names with the columns they come from. */
function fieldPairs(fields: unknown): readonly ForeignPair[] {
  if (Array.isArray(fields)) return fields.map((field) => ({ field: String(field), column: String(field) }));
  if (!isPlain(fields)) return [];
  return Object.entries(fields).map(([field, column]) => ({ field, column: textOf(column) ?? field }));
}

const lookupKeys = new Set(['table', 'key_field', 'after']);

function lookupsOf(name: string, lookups: unknown, { objects, leftOut }: Reading): readonly ForeignLookup[] {
  return Object.entries(isPlain(lookups) ? lookups : {}).flatMap(([field, lookup]) => {
    if (!isPlain(lookup)) {
      leftOut.push({ what: `${name}: lookups ${field}`, why: 'not-understood' });
      return [];
    }
    if (lookup['after'] !== undefined)
      leftOut.push({ what: `${name}: ${field} after ${String(textOf(lookup['after']))}`, why: 'option' });
    for (const [key, value] of Object.entries(lookup)) {
      if (lookupKeys.has(key)) continue;
      leftOut.push({ what: `${name}: ${field} ${key} ${textOf(value) ?? JSON.stringify(value)}`, why: 'option' });
    }
    const tables = Array.isArray(lookup['table']) ? lookup['table'].map(String) : [textOf(lookup['table']) ?? ''];
    const column = textOf(lookup['key_field']) ?? field;
    return [{ field, column, objects: tables.map((table) => objects.get(table) ?? table) }];
  });
}

function objectOf(name: string, step: Plain): string {
  return textOf(step['sf_object']) ?? name;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
