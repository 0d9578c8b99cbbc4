import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Row, Table } from '../model/row.ts';
import { tidyName } from '../text/nearest-name.ts';
import { fitPresets, isKeyHeading, presetOf, presets, type Preset } from './presets.ts';
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
    'sources:',
  ];
  const names = new Map<SuggestTable, string>();
  for (const one of tables) {
    const base = kindOf(one).block;
    const taken = [...names.values()].filter((name) => name === base || name.startsWith(`${base}-`)).length;
    const name = taken === 0 ? base : `${base}-${taken + 1}`;
    names.set(one, name);
    const source = {
      file: one.file,
      ...(one.format === undefined ? {} : { format: one.format }),
      ...(one.table.name === '' ? {} : { select: one.table.name }),
    };
    lines.push(`  ${name}: ${flowYaml(source)}`);
  }
  const maps = new Map<string, unknown>();
  const blocks = [...names].flatMap(([one, name]) => blockLines({ ...one, name, maps }, options));
  if (maps.size > 0) lines.push('maps:', ...[...maps].map(([name, map]) => `  ${name}: ${flowYaml(map)}`));
  lines.push('load:', ...blocks);
  return `${lines.join('\n')}\n`;
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
  // A draft has one block a table: a ready mapping that makes several kinds of records of it is no model for that.
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
  readonly maps: Map<string, unknown>;
}

function blockLines({ table, sample, name, maps }: DraftBlock, options: SuggestOptions): readonly string[] {
  const preset = kindOf({ table, sample });
  const comment = (finding: Finding): string => ` # ${options.word(finding).replaceAll(/\s+/gu, ' ')}`;
  const key = table.columns.find((column) => isKeyHeading(preset, column));
  const lines = [`  ${name}:`, `    entity: ${preset.kind}`, `    from: ${name}`];
  lines.push(`    key: ${key === undefined ? 'auto' : flowYaml(tidyName(key))}`, '    fields:');
  const { fields, left } = draftFields(preset, { table, sample }, key);
  for (const { map } of fields) if (map !== undefined) maps.set(map, preset.spec.maps?.[map]);
  const lists = new Map<string, DraftField[]>();
  for (const field of fields) {
    if (!field.isList) lines.push(`      ${field.field}: ${field.entry}${comment(field.remark)}`);
    else lists.set(field.field, [...(lists.get(field.field) ?? []), field]);
  }
  for (const [field, entries] of lists) {
    lines.push(`      ${field}:`, ...entries.map((entry) => `        - ${entry.entry}${comment(entry.remark)}`));
  }
  if (left.length > 0)
    lines.push(`      # custom:${comment({ code: 'mapping.suggest-unknown', args: { count: left.length } })}`);
  for (const column of left) lines.push(`      #   ${flowYaml(customName(column))}: ${flowYaml(column)}`);
  return lines;
}

function customName(column: string): string {
  return tidyName(column)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, 60);
}
