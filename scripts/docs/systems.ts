import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entityKinds, entitySchemas, type EntityKind } from '../../src/model/entity.ts';
import { presets, type Preset } from '../../src/mapping/presets.ts';
import { databaseOptions } from '../../src/sources/database/address.ts';
import { knownObjects } from '../../src/sources/salesforce/objects.ts';
import { notedObjects } from '../../src/sources/salesforce/prepare.ts';
import * as registry from '../../src/sources/index.ts';
import { code, page, table } from './markdown.ts';

const samples = join(import.meta.dirname, '../../samples');

/** System by system: what is read, what is left behind; made of the ready mappings. */
export function systemsPage(): string {
  const intro =
    'What the ready mappings take out of each system, and what they leave there. Columns that no mapping names are never dropped in ' +
    'silence: the report counts their filled cells under "stays in the old system". A mapping of your own that begins with `extends:` ' +
    'and the name of a ready one takes more.';
  const own = presets().filter(({ spec }) => spec.fits !== undefined || spec.sources !== undefined);
  const rows = own.map((preset) => [code(preset.name), toldBy(preset), kindsOf(preset).join(', '), leftOf(preset)]);
  const databases = Object.values(registry).filter(({ options }) => options === databaseOptions);
  const tables = databases.map(({ name, summary }) => [
    code(name),
    summary,
    'what the ready mapping of each table makes, told by its headings; or what a mapping of your own says',
    'tables that no mapping fits, columns without a place, binary values; listed in the report',
  ]);
  return page('Systems', intro, [
    table(['ready mapping', 'told by', 'becomes', 'left behind'], rows),
    '## Databases',
    table(['format', 'what it is', 'becomes', 'left behind'], tables),
    ...own.map(part),
  ]);
}

function leftOf(preset: Preset): string {
  const columns = leftColumns(preset).map(code).join(', ') || 'columns without a place, listed in the report';
  const whole = leftObjects(preset).map(code).join(', ');
  const helping = leftTables(preset).map(code).join(', ');
  return [
    ...(whole === '' ? [] : [`whole objects: ${whole}, objects of your own (\`..__c\`) and all others`]),
    ...(helping === '' ? [] : [`tables without records of their own: ${helping}`]),
    whole === '' && helping === '' ? columns : `columns: ${columns}`,
  ].join('; ');
}

function part(preset: Preset): string {
  const lines = kindsOf(preset).map((kind) => {
    const filled = filledFields(preset, kind);
    const empty = Object.keys(entitySchemas[kind].shape).filter((name) => !filled.has(name));
    return [kind, [...filled].map(code).join(', '), empty.map(code).join(', ')];
  });
  const headings = [...headingsOf(preset)].map(code).join(', ');
  return [
    `## ${preset.name}`,
    table(['becomes', 'fields that are filled', 'fields that stay empty'], lines),
    headings === '' ? '' : `Headings and columns that are read: ${headings}`,
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function toldBy({ spec }: Preset): string {
  if (spec.fits === undefined) {
    const formats = new Set(Object.values(spec.sources ?? {}).flatMap(({ format }) => format ?? []));
    return `the format ${[...formats].map(code).join(', ')}`;
  }
  return spec.fits.map(({ all }) => all.map(oneOf).join(' + ')).join('; or ');
}

function oneOf(asked: string | readonly string[]): string {
  return typeof asked === 'string' ? code(asked) : `one of ${asked.map(code).join(', ')}`;
}

function kindsOf({ spec }: Preset): readonly EntityKind[] {
  const named = new Set(Object.values(spec.load).map(({ entity }) => (entity === 'task' ? 'activity' : entity)));
  return entityKinds.filter((kind) => named.has(kind));
}

const aliases: Readonly<Record<string, string>> = { company: 'companies', currency: '' };

function filledFields({ spec }: Preset, kind: EntityKind): ReadonlySet<string> {
  const known = Object.keys(entitySchemas[kind].shape);
  const blocks = Object.values(spec.load).filter(({ entity }) => (entity === 'task' ? 'activity' : entity) === kind);
  // Names of people and companies are taken apart into fields of their own.
  const spread = JSON.stringify(blocks);
  const parts = [
    ...(spread.includes('"person_name"') ? ['last_name', 'first_name', 'middle_name', 'sex'] : []),
    ...(spread.includes('"org_name"') ? ['legal_form', 'type'] : []),
  ];
  const named = blocks.flatMap(({ entity, fields }) => [
    ...Object.keys(fields),
    ...(entity === 'task' ? ['type'] : []),
  ]);
  return new Set(
    known.filter(
      (name) =>
        parts.includes(name) || named.some((one) => one === name || (!known.includes(one) && aliases[one] === name)),
    ),
  );
}

/** Every column a mapping names: in `from`, `by`, `key`, and in expressions. */
function headingsOf({ spec }: Preset): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (value: unknown): void => {
    if (typeof value === 'string') found.add(value);
    else if (Array.isArray(value)) for (const item of value) add(item);
    else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) add(item);
  };
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      const isExpression = key === 'expr' || key === 'when' || key === 'where';
      if (isExpression) for (const match of value.matchAll(/row(?:\[|, )["']([^"']+)["']/g)) found.add(match[1] ?? '');
      else if (!settings.has(key)) found.add(value);
    } else if (['from', 'by', 'stub_name'].includes(key)) add(value);
    else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) if (name !== 'do') visit(item, name);
  };
  for (const block of Object.values(spec.load)) {
    visit({ fields: block.fields, where: block.where ?? '' }, '');
    for (const part of keyParts(block.key)) {
      if (typeof part === 'string' && part !== 'auto') found.add(part);
      else add((part as { any?: unknown }).any ?? (part as { all?: unknown }).all);
    }
  }
  found.delete('');
  return found;
}

function keyParts(key: unknown): readonly unknown[] {
  return Array.isArray(key) ? key : [key];
}

/** Keys whose text is a setting, not a column. */
const settings: ReadonlySet<string> = new Set([
  'type',
  'service',
  'const',
  'map',
  'default',
  'on_error',
  'on_missing',
  'ref',
  'pick',
  'sep',
]);

/** Objects of Salesforce that are known, and neither loaded nor of use to those that are. */
function leftObjects({ spec }: Preset): readonly string[] {
  const sources = Object.values(spec.sources ?? {}).filter(({ format }) => format === 'salesforce');
  if (sources.length === 0) return [];
  const taken = new Set([...sources.flatMap(({ select = [] }) => select), ...notedObjects]);
  return knownObjects.filter((object) => !taken.has(object)).toSorted();
}

/** Tables a reader gives in the samples of its format that no block takes: they complete others, or nobody moves them. */
function leftTables({ spec }: Preset): readonly string[] {
  const sources = Object.values(spec.sources ?? {});
  if (sources.length === 0 || sources.some(({ select }) => select === undefined)) return [];
  const taken = new Set(sources.flatMap(({ select = [] }) => select));
  const given = new Set(sources.flatMap(({ format = '' }) => sampleTables(format).map(([title]) => title)));
  return [...given].filter((title) => !taken.has(title)).toSorted();
}

type SampleTable = readonly [title: string, table: { readonly columns: readonly string[] }];

/** The tables of all samples of a format, as a correct reader gives them. */
function sampleTables(format: string): readonly SampleTable[] {
  const folder = join(samples, format);
  if (format === '' || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((one) => one.endsWith('.rows.json'))
    .flatMap((name) =>
      Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, SampleTable[1]>),
    );
}

/** Columns a reader gives in the samples of its format that the mapping does not name. */
function leftColumns(preset: Preset): readonly string[] {
  const used = headingsOf(preset);
  const left = new Set<string>();
  for (const { format, select } of Object.values(preset.spec.sources ?? {})) {
    for (const [title, { columns }] of sampleTables(format ?? '')) {
      const isTaken = select === undefined || select === title || (Array.isArray(select) && select.includes(title));
      if (isTaken) for (const column of columns) if (!used.has(column)) left.add(column);
    }
  }
  return [...left];
}
