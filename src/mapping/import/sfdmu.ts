import type { ForeignLookup, ForeignMapping, ForeignPair, ForeignStep, LeftOut } from './foreign.ts';
import { referenceObjects } from './salesforce-fields.ts';

type Plain = Readonly<Record<string, unknown>>;

/** The tables beside `export.json`, each a list of rows by column name. */
export interface SfdmuTables {
  readonly fields: readonly Readonly<Record<string, string>>[];
  readonly values: readonly Readonly<Record<string, string>>[];
  /** Other tables that lie there: they are listed. */
  readonly others?: readonly string[];
}

/** Words of a query that stand for several fields: `all`, `custom_true`, `type_picklist`. */
const severalFields = /^(?:all|\w+_(?:true|false)|type_\w+)$/i;

/** Reads `export.json` of SFDMU with its FieldMapping.csv and ValueMapping.csv: a query for each object. */
export function readSfdmu(document: unknown, tables: SfdmuTables): ForeignMapping {
  const leftOut: LeftOut[] = [];
  const raw = isPlain(document) ? document : {};
  const sets = Array.isArray(raw['objectSets']) ? raw['objectSets'].filter(isPlain) : [];
  const objects = [raw, ...sets].flatMap((one) =>
    Array.isArray(one['objects']) ? one['objects'].filter(isPlain) : [],
  );
  for (const key of Object.keys(raw)) {
    if (key !== 'objects' && key !== 'objectSets') leftOut.push({ what: `export.json: ${key}`, why: 'option' });
  }
  for (const other of tables.others ?? []) leftOut.push({ what: other, why: 'option' });
  const steps = objects.flatMap((object) => readObject(object, tables, leftOut));
  return { steps, leftOut };
}

function readObject(object: Plain, tables: SfdmuTables, leftOut: LeftOut[]): readonly ForeignStep[] {
  const query = /^\s*select\s+([^]+?)\s+from\s+(\w+)\s*([^]*)$/i.exec(textOf(object['query']) ?? '');
  if (query === null) {
    leftOut.push({ what: `query ${textOf(object['query']) ?? ''}`, why: 'not-understood' });
    return [];
  }
  const [, list = '', source = '', rest = ''] = query;
  if (rest.trim() !== '') leftOut.push({ what: `${source}: ${rest.trim()}`, why: 'filter' });
  const mapping = fieldMapping(object, source, tables);
  const { pairs, lookups } = readColumns(list, { source, tables, leftOut, renamed: mapping.fields });
  const handled = new Set([
    'query',
    'externalId',
    'useFieldMapping',
    'fieldMapping',
    'useValuesMapping',
    'useCSVValuesMapping',
  ]);
  for (const key of Object.keys(object)) {
    if (handled.has(key)) continue;
    const value = textOf(object[key]) ?? JSON.stringify(object[key]);
    leftOut.push({ what: `${source}: ${key} ${value}`, why: 'option' });
  }
  const key = textOf(object['externalId']);
  return [
    {
      name: source,
      object: mapping.object ?? source,
      file: source,
      pairs,
      lookups,
      ...(key === undefined ? {} : { keyField: key.replaceAll(';', ',') }),
    },
  ];
}

interface ColumnReading {
  readonly source: string;
  readonly tables: SfdmuTables;
  readonly leftOut: LeftOut[];
  readonly renamed: ReadonlyMap<string, string>;
}

/** The fields of a query: values, and references to other objects. */
function readColumns(list: string, { source, tables, leftOut, renamed }: ColumnReading) {
  const pairs: ForeignPair[] = [];
  const lookups: ForeignLookup[] = [];
  const names = list.split(',').map((name) => name.trim());
  for (const name of names.filter((one) => one !== '')) {
    if (severalFields.test(name)) {
      leftOut.push({ what: `${source}: ${name}`, why: 'not-understood' });
      continue;
    }
    // `WhatId$Account`: which object a field that may point to several is to be taken for.
    const [column = name, pointsTo] = /^(\w+)\$(\w+)$/.exec(name)?.slice(1) ?? [];
    const field = renamed.get(column) ?? column;
    const [, parent = '', parentField = ''] = /^(\w+)\.(\w+)$/.exec(column) ?? [];
    const parents = referenceObjects(source, `${parent}Id`);
    const objects = pointsTo === undefined ? referenceObjects(source, column) : [pointsTo];
    if (parents.length > 0) lookups.push({ field: parent, column, objects: parents, parentField });
    else if (objects.length > 0) lookups.push({ field, column, objects });
    else {
      const values = valueMapping(source, column, { tables, leftOut });
      pairs.push({ field, column, ...(values === undefined ? {} : { values }) });
    }
  }
  return { pairs, lookups };
}

/** From `fieldMapping` of the object, and from FieldMapping.csv; a row without a field renames the object. */
function fieldMapping(object: Plain, source: string, { fields }: SfdmuTables) {
  const own = Array.isArray(object['fieldMapping']) ? object['fieldMapping'].filter(isPlain) : [];
  const rows = fields.filter((row) => row['ObjectName'] === source);
  const found = new Map<string, string>();
  let target: string | undefined;
  for (const item of own) {
    target = textOf(item['targetObject']) ?? target;
    const [from, to] = [textOf(item['sourceField']), textOf(item['targetField'])];
    if (from !== undefined && to !== undefined) found.set(from, to);
  }
  for (const row of rows) {
    const from = row['FieldName'] ?? '';
    const to = row['Target'] ?? row['TargetField'] ?? '';
    if (from === '') target = (to === '' ? row['TargetObject'] : to) ?? target;
    else if (to !== '') found.set(from, to);
  }
  return { object: target, fields: found };
}

interface ValueReading {
  readonly tables: SfdmuTables;
  readonly leftOut: LeftOut[];
}

/** Fixed values only: patterns (`/^a/`) and expressions (`eval(...)`) are listed. */
function valueMapping(
  object: string,
  field: string,
  { tables: { values }, leftOut }: ValueReading,
): Readonly<Record<string, string>> | undefined {
  const own = values.filter((row) => row['ObjectName'] === object && row['FieldName'] === field);
  const isFixed = ({ RawValue = '', Value = '' }: Readonly<Record<string, string>>) =>
    !/^\/.*\/$/.test(RawValue) && !/\b(?:eval|RegexpValue)\b/i.test(Value);
  for (const row of own) {
    if (isFixed(row)) continue;
    const what = `ValueMapping.csv: ${object}.${field} ${row['RawValue'] ?? ''} → ${row['Value'] ?? ''}`;
    leftOut.push({ what, why: 'not-understood' });
  }
  const rows = own.filter(isFixed);
  if (rows.length === 0) return undefined;
  return Object.fromEntries(rows.map((row) => [row['RawValue'] ?? '', row['Value'] ?? '']));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
