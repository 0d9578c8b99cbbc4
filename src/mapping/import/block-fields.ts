import type { NamedStep } from './convert.ts';
import type { ForeignLookup, ForeignPair, LeftOut } from './foreign.ts';
import { kindOfObject, referenceObjects, relationOf, ruleOf } from './salesforce-fields.ts';

/** Names of custom fields by kind, with the field of the other tool that each stands for. */
export interface CustomNames {
  /** `company.segment` to `Segment__c`. */
  readonly declared: Map<string, string>;
}

export function customNames(): CustomNames {
  return { declared: new Map() };
}

export interface BlockSetup {
  readonly named: readonly NamedStep[];
  readonly custom: CustomNames;
  /** Value maps made so far. */
  readonly maps: Record<string, unknown>;
  readonly leftOut: LeftOut[];
}

interface Writing extends BlockSetup {
  readonly at: NamedStep;
  readonly fields: Record<string, unknown>;
}

/** `fields:` of a block: every pair and lookup of the step, in its order. */
export function blockFields(at: NamedStep, setup: BlockSetup): Record<string, unknown> {
  const writing: Writing = { ...setup, at, fields: {} };
  const { step, kind } = at;
  if (kind === 'activity') writing.fields['type'] = { const: step.object === 'Event' ? 'meeting' : 'task' };
  for (const pair of step.pairs) {
    const objects = pair.column === undefined ? [] : referenceObjects(step.object, pair.field);
    if (pair.field.toLowerCase() === 'id' && pair.column !== undefined) continue;
    if (objects.length === 0) writePair(writing, pair);
    else writeLookup(writing, { field: pair.field, column: pair.column ?? '', objects });
  }
  for (const lookup of step.lookups) writeLookup(writing, lookup);
  if (kind === 'lead' && writing.fields['title'] === undefined) writeLeadTitle(writing);
  // Custom values come last, whatever their order: one key holds them all.
  const { custom, ...others } = writing.fields;
  return custom === undefined ? others : { ...others, custom };
}

function writePair(writing: Writing, pair: ForeignPair): void {
  const { at, fields } = writing;
  const rule = ruleOf(at.kind, pair.field);
  const value = valueOf(writing, pair);
  if (rule === undefined || ('to' in rule && fields[rule.to] !== undefined) || isLoneCurrency(rule, at)) {
    writeCustom(writing, pair.field, value);
  } else if ('to' in rule) {
    fields[rule.to] = { ...value, ...(rule.do === undefined || 'const' in value ? {} : { do: rule.do }) };
  } else if ('list' in rule) {
    const clean = { phones: 'phone', emails: 'email', urls: 'url' }[rule.list];
    const kind = rule.type === undefined ? {} : { type: rule.type };
    append(fields, rule.list, { ...value, ...kind, do: [clean], on_error: 'keep' });
  } else {
    writeAddress(writing, { type: rule.address, part: rule.part, value });
  }
}

/** A currency needs an amount beside it. */
function isLoneCurrency(rule: ReturnType<typeof ruleOf>, { step, kind }: NamedStep): boolean {
  if (rule === undefined || !('to' in rule) || rule.to !== 'currency') return false;
  const money = { company: 'AnnualRevenue', deal: 'Amount' }[kind as 'company' | 'deal'];
  return !step.pairs.some(({ field }) => field === money);
}

interface AddressPart {
  readonly type: string;
  readonly part: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function writeAddress({ fields }: Writing, { type, part, value }: AddressPart): void {
  const list = (fields['addresses'] ?? []) as Record<string, unknown>[];
  fields['addresses'] = list;
  let entry = list.find((one) => one['type'] === type && one[part] === undefined);
  if (entry === undefined) {
    entry = { type };
    list.push(entry);
  }
  entry[part] = value;
}

function valueOf({ maps, at }: Writing, { field, column, constant, values }: ForeignPair): Record<string, unknown> {
  if (constant !== undefined) return { const: constant };
  if (values === undefined) return { from: column ?? field };
  const name = `${at.name}_${snake(field)}`;
  maps[name] = { values, on_unknown: 'keep' };
  return { from: column ?? field, map: name };
}

function writeLookup(writing: Writing, lookup: ForeignLookup): void {
  const { at, named, leftOut, fields } = writing;
  const objects = lookup.objects.length > 0 ? lookup.objects : referenceObjects(at.step.object, `${lookup.field}Id`);
  const what = `${at.name}: ${lookup.column} → ${lookup.field}`;
  const before = JSON.stringify(fields);
  for (const object of objects) {
    const parent = kindOfObject(object);
    const relation = parent === undefined ? undefined : relationOf(at.kind, lookup.field, parent);
    if (parent === undefined || relation === undefined) continue;
    const block = named.find(({ step }) => step.object === object)?.name ?? parent;
    const ref = { ref: block, by: lookup.column, on_missing: 'null' };
    if (['companies', 'contacts', 'links'].includes(relation)) append(fields, relation, ref);
    else if (fields[relation] === undefined) fields[relation] = ref;
  }
  if (lookup.parentField !== undefined) leftOut.push({ what: `${what} (${lookup.parentField})`, why: 'parent-key' });
  if (JSON.stringify(fields) !== before) return;
  leftOut.push({ what, why: 'lookup' });
  writeCustom(writing, lookup.field, { from: lookup.column });
}

/** A field of their own keeps the pair, under a name made of the other tool's. */
function writeCustom({ at, custom, fields }: Writing, field: string, value: Readonly<Record<string, unknown>>): void {
  const values = (fields['custom'] ?? {}) as Record<string, unknown>;
  fields['custom'] = values;
  const base = snake(field);
  let name = base;
  for (let number = 2; values[name] !== undefined; number++) name = `${base}_${number}`;
  values[name] = value;
  custom.declared.set(`${at.kind}.${name}`, field);
}

/** A lead is called by whatever names it has. */
function writeLeadTitle({ at, fields }: Writing): void {
  const names = ['FirstName', 'LastName', 'Company', 'Email'];
  const columns = at.step.pairs.filter(({ field }) => names.includes(field)).flatMap(({ column }) => column ?? []);
  if (columns.length > 0) fields['title'] = { from: columns, pick: 'join', sep: ' ' };
}

function append(fields: Record<string, unknown>, name: string, entry: unknown): void {
  const known = fields[name];
  fields[name] = [...(Array.isArray(known) ? (known as unknown[]) : []), entry];
}

function snake(field: string): string {
  const bare = field.replace(/__[cr]$/i, '').replace(/([a-z\d])([A-Z])/g, '$1_$2');
  return (
    bare
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .toLowerCase() || 'field'
  );
}
