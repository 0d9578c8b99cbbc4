import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import { tidyName } from '../text/nearest-name.ts';
import { fileSystem, tableSystem } from './key-system.ts';
import { addPreset, noSections, type Sections } from './preset-sections.ts';
import { fitPreset, fitPresets, isKeyHeading, presetOf, presets, type Preset } from './presets.ts';
import type { BlockSpec } from './schema/block.ts';
import { draftBlocks } from './suggest-blocks.ts';
import { draftFields, namedBy, type DraftField } from './suggest-fields.ts';
import { flowYaml } from './yaml-text.ts';

/** A table of a file to make a draft mapping for. */
export interface SuggestTable {
  readonly table: Table;
  /** A few rows, for what the headings do not tell. */
  readonly sample: readonly Row[];
  /** Path or glob for `sources:`. */
  readonly file: string;
  readonly format?: string;
}

export interface SuggestOptions {
  readonly project: string;
  readonly language: 'ru' | 'en';
  readonly targetType?: string;
  /** Words a remark; it becomes a comment of the draft. */
  readonly word: (finding: Finding) => string;
}

/**
 * A draft mapping: headings recognised by the synonyms of the presets, other columns by what their cells hold; what is
 * neither becomes a custom field, commented out. Every line says how sure it is.
 */
export function suggestMapping(tables: readonly SuggestTable[], options: SuggestOptions): string {
  const lines = [
    '# yaml-language-server: $schema=./.perenos/mapping-1.schema.json',
    'perenos: 1',
    `project: ${options.project}`,
    `locale: ${options.language}`,
    ...(options.targetType === undefined ? [] : [`target: {type: ${options.targetType}}`]),
  ];
  const made = noSections();
  const uses = new Map<string, number>();
  const blocks = tables.flatMap((one) => {
    const several = severalKinds(one);
    return several === undefined ? oneBlock(one, made, options) : severalBlocks(one, several, { made, uses }, options);
  });
  const sections = (['sources', 'maps', 'custom_fields', 'const', 'dedupe'] as const).flatMap((section) => {
    const entries = Object.entries(made[section]);
    return entries.length === 0
      ? []
      : [`${section}:`, ...entries.map(([name, value]) => `  ${flowYaml(name)}: ${flowYaml(value)}`)];
  });
  lines.push(...sections);
  if (made.checks.length > 0) lines.push('checks:', ...made.checks.map((check) => `  - ${flowYaml(check)}`));
  lines.push('load:', ...blocks);
  return `${lines.join('\n')}\n`;
}

/** The ready mapping that a run without a mapping would take, where it makes several kinds of records of one table. */
function severalKinds({ table, sample }: SuggestTable): Preset | undefined {
  const preset = presetOf(fitPreset(table.columns, sample)?.preset ?? '');
  if (preset === undefined || Object.keys(preset.spec.load).length === 1) return undefined;
  return Object.keys(preset.spec.sources ?? {}).length === 1 ? preset : undefined;
}

/** The namespace that a run without a mapping would give the keys: whoever goes on with the draft makes no record twice. */
function systemFor({ file, table }: SuggestTable, base: string, { sources }: Sections): string {
  const system = fileSystem(file);
  const isTaken = Object.entries(sources).some(
    ([name, source]) => name.startsWith(base) && (source as { readonly system?: string }).system === system,
  );
  return isTaken ? tableSystem(system, table.name) : system;
}

function sourceOf({ file, format, table }: SuggestTable) {
  return {
    file,
    ...(format === undefined ? {} : { format }),
    ...(table.name === '' ? {} : { select: table.name }),
  };
}

function oneBlock(one: SuggestTable, made: Sections, options: SuggestOptions): readonly string[] {
  const base = kindOf(one).block;
  let name = base;
  for (let count = 2; name in made.sources || name in made.load; count += 1) name = `${base}-${count}`;
  made.sources[name] = { ...sourceOf(one), system: systemFor(one, base, made) };
  made.load[name] = {};
  return blockLines({ ...one, name, maps: made.maps }, options);
}

function severalBlocks(
  one: SuggestTable,
  preset: Preset,
  { made, uses }: { readonly made: Sections; readonly uses: Map<string, number> },
  options: SuggestOptions,
): readonly string[] {
  const count = (uses.get(preset.name) ?? 0) + 1;
  uses.set(preset.name, count);
  const alone = noSections();
  // Names that are taken already are given to none of the new blocks.
  Object.assign(alone.sources, made.sources);
  Object.assign(alone.load, made.load);
  const { file, select, format } = sourceOf(one);
  const system = systemFor(one, preset.name, made);
  const added = addPreset(alone, preset, { preset: preset.name, files: [file], system }, count);
  for (const name of added) made.sources[name] = { ...(alone.sources[name] as object), file, format, select };
  const blocks = Object.fromEntries(Object.entries(alone.load).filter(([name]) => !(name in made.load)));
  Object.assign(made.load, blocks);
  const comment = commenter(options);
  const { lines, left, maps } = draftBlocks(blocks as Readonly<Record<string, BlockSpec>>, one.table, comment);
  for (const name of maps) made.maps[name] = preset.spec.maps?.[name];
  for (const section of ['custom_fields', 'const', 'dedupe'] as const) Object.assign(made[section], alone[section]);
  made.checks.push(...alone.checks);
  return [...lines, ...unknownLines(left, comment)];
}

function commenter({ word }: SuggestOptions): (finding: Finding) => string {
  return (finding) => ` # ${word(finding).replaceAll(/\s+/gu, ' ')}`;
}

/** Columns that nothing reads, as custom fields that are commented out. */
function unknownLines(left: readonly string[], comment: (finding: Finding) => string): readonly string[] {
  if (left.length === 0) return [];
  return [
    `      # custom:${comment({ code: 'mapping.suggest-unknown', args: { count: left.length } })}`,
    ...left.map((column) => `      #   ${flowYaml(customName(column))}: ${flowYaml(column)}`),
  ];
}

/** What a draft mapping would make of a table: its kind of records, its key column and the field of each column it knows. */
export interface TableGuess {
  readonly kind: EntityKind;
  readonly key: number | undefined;
  /** By place of the column. */
  readonly fields: ReadonlyMap<number, string>;
}

/** The same guess without a draft. */
export function guessTable(table: Table, sample: readonly Row[]): TableGuess {
  const preset = kindOf({ table, sample });
  const place = table.columns.findIndex((column) => isKeyHeading(preset, column));
  const { fields } = draftFields(preset, { table, sample }, table.columns[place]);
  const known = fields.filter(({ remark }) => remark.code !== 'mapping.suggest-guess');
  return {
    kind: preset.kind,
    key: place === -1 ? undefined : place,
    fields: new Map(known.map(({ index, field }) => [index, field])),
  };
}

function kindOf({ table, sample }: Pick<SuggestTable, 'table' | 'sample'>): Preset {
  // A ready mapping that makes several kinds of records of a table says nothing of its one kind.
  const isOneBlock = ({ preset }: { readonly preset: string }): boolean =>
    Object.keys(presetOf(preset)?.spec.load ?? {}).length === 1;
  const [best] = fitPresets(table.columns, sample).filter((one) => one.isUsable && isOneBlock(one));
  const named = presetOf(best?.preset ?? (namedBy({ table, sample }) === 'company' ? 'companies' : 'contacts'));
  const preset = named ?? presets()[0];
  if (preset === undefined) throw new TypeError('no presets');
  return preset;
}

interface DraftBlock extends SuggestTable {
  readonly name: string;
  /** Takes the value maps the block uses. */
  readonly maps: Record<string, unknown>;
}

function blockLines({ table, sample, name, maps }: DraftBlock, options: SuggestOptions): readonly string[] {
  const preset = kindOf({ table, sample });
  const comment = commenter(options);
  const key = table.columns.find((column) => isKeyHeading(preset, column));
  const lines = [`  ${name}:`, `    entity: ${preset.kind}`, `    from: ${name}`];
  lines.push(`    key: ${key === undefined ? 'auto' : flowYaml(tidyName(key))}`, '    fields:');
  const { fields, left } = draftFields(preset, { table, sample }, key);
  for (const { map } of fields) if (map !== undefined) maps[map] = preset.spec.maps?.[map];
  const lists = new Map<string, DraftField[]>();
  for (const field of fields) {
    if (!field.isList) lines.push(`      ${field.field}: ${field.entry}${comment(field.remark)}`);
    else lists.set(field.field, [...(lists.get(field.field) ?? []), field]);
  }
  for (const [field, entries] of lists) {
    lines.push(`      ${field}:`, ...entries.map((entry) => `        - ${entry.entry}${comment(entry.remark)}`));
  }
  lines.push(...unknownLines(left, comment));
  return lines;
}

function customName(column: string): string {
  return tidyName(column)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, 60);
}
