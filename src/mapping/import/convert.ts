import { stringify } from 'yaml';
import type { EntityKind } from '../../model/entity.ts';
import { blockFields, customNames, type CustomNames } from './block-fields.ts';
import type { ForeignMapping, ForeignStep, LeftOut } from './foreign.ts';
import { kindOfObject } from './salesforce-fields.ts';

/** A converted mapping, and what could not be converted. */
export interface Converted {
  /** YAML without its heading. */
  readonly text: string;
  readonly leftOut: readonly LeftOut[];
  readonly blocks: number;
  readonly fields: number;
}

/** One step with the names it gets in our mapping. */
export interface NamedStep {
  readonly step: ForeignStep;
  readonly kind: EntityKind;
  readonly name: string;
}

/** Writes a mapping of another tool as ours: the same fields, order, fixed values, value maps and relations. */
export function convertMapping({ steps, leftOut: before }: ForeignMapping, project: string): Converted {
  const leftOut = [...before];
  const named = namedSteps(steps, leftOut);
  const custom = customNames();
  const maps: Record<string, unknown> = {};
  const blocks = named.map((one) => {
    const made = blockFields(one, { named, custom, maps, leftOut });
    return [one.name, { entity: one.kind, from: one.name, key: keyOf(one, leftOut), fields: made }] as const;
  });
  const sources = named.map(({ name, step }) => [name, { file: `in/${step.file ?? step.object}.csv` }] as const);
  const lines = [
    'perenos: 1',
    `project: ${project}`,
    'sources:',
    ...sources.map(([name, source]) => `  ${name}: ${flow(source)}`),
    ...section('maps', maps),
    ...section('custom_fields', customFields(custom)),
    'load:',
    ...blocks.flatMap(([name, block]) => blockLines(name, block)),
  ];
  const fields = blocks.reduce((sum, [, block]) => sum + Object.keys(block.fields).length, 0);
  return { text: `${lines.join('\n')}\n`, leftOut, blocks: blocks.length, fields };
}

/** Steps whose object has a kind; of the others every pair is listed. */
function namedSteps(steps: readonly ForeignStep[], leftOut: LeftOut[]): readonly NamedStep[] {
  const taken = new Set<string>();
  return steps.flatMap((step) => {
    const kind = kindOfObject(step.object);
    if (kind === undefined) {
      leftOut.push({ what: `${step.name} (${step.object})`, why: 'no-kind' });
      for (const { field, column, constant } of step.pairs)
        leftOut.push({ what: `${step.name}: ${column ?? `"${constant ?? ''}"`} → ${field}`, why: 'no-kind' });
      for (const { field, column } of step.lookups)
        leftOut.push({ what: `${step.name}: ${column} → ${field}`, why: 'no-kind' });
      return [];
    }
    const base =
      step.name
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_]+/gu, '_')
        .replace(/^_+|_+$/g, '') || kind;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}_${number}`;
    taken.add(name);
    return [{ step, kind, name }];
  });
}

/** The column of the id, then that of the external id, then the key the tool itself uses. */
function keyOf({ step, name }: NamedStep, leftOut: LeftOut[]): unknown {
  const columnOf = (field: string) =>
    step.pairs.find((pair) => pair.field.toLowerCase() === field.toLowerCase())?.column;
  const id = columnOf('Id');
  if (id !== undefined) return id;
  const parts = step.keyField?.split(',').map((field) => columnOf(field.trim()));
  if (parts !== undefined && parts.every((column) => column !== undefined))
    return parts.length === 1 ? parts[0] : parts;
  if (step.keyColumn !== undefined) return step.keyColumn;
  const external = step.pairs.find(({ field, column }) => /(_id|external.*)__c$/i.test(field) && column !== undefined);
  if (external?.column !== undefined) return external.column;
  leftOut.push({ what: name, why: 'no-key' });
  return 'auto';
}

function customFields({ declared }: CustomNames): Record<string, unknown> {
  return Object.fromEntries([...declared].map(([name, target]) => [name, { target, create: true }]));
}

function section(title: string, entries: Readonly<Record<string, unknown>>): readonly string[] {
  const names = Object.keys(entries);
  return names.length === 0 ? [] : [`${title}:`, ...names.map((name) => `  ${name}: ${flow(entries[name])}`)];
}

function blockLines(name: string, block: { readonly fields: Readonly<Record<string, unknown>> } & object): string[] {
  const { fields, ...settings } = block;
  const lines = [
    `  ${name}:`,
    ...Object.entries(settings).map(([key, value]) => `    ${key}: ${flow(value)}`),
    Object.keys(fields).length === 0 ? '    fields: {}' : '    fields:',
  ];
  for (const [field, value] of Object.entries(fields)) {
    if (Array.isArray(value)) lines.push(`      ${field}:`, ...value.map((item) => `        - ${flow(item)}`));
    else if (field === 'custom') lines.push('      custom:', ...entriesOf(value));
    else lines.push(`      ${field}: ${flow(value)}`);
  }
  return lines;
}

function entriesOf(value: unknown): readonly string[] {
  return Object.entries(value as Readonly<Record<string, unknown>>).map(([key, one]) => `        ${key}: ${flow(one)}`);
}

/** One line of YAML. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
