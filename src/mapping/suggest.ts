import type { EntityKind } from '../model/entity.ts';
import type { Finding } from '../model/issue.ts';
import type { Cell, Row, Table } from '../model/row.ts';
import { tidyName } from '../text/nearest-name.ts';
import { fitPresets, headingUses, isKeyHeading, presetOf, presets, type HeadingUse, type Preset } from './presets.ts';
import { rawText } from './scope.ts';
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

/** One field of the draft: canonical name (with a dot for custom ones), its text in YAML and why. */
interface DraftField {
  /** Place of the column. */
  readonly index: number;
  readonly field: string;
  readonly entry: string;
  readonly isList: boolean;
  /** Value map of the preset that the entry uses. */
  readonly map?: string;
  readonly remark: Finding;
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
    const base = kindOf(one.table).block;
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
  const preset = kindOf(table);
  const place = table.columns.findIndex((column) => isKeyHeading(preset, column));
  const { fields } = draftFields(preset, table, sample, table.columns[place]);
  return {
    kind: preset.kind,
    key: place === -1 ? undefined : place,
    fields: new Map(fields.map(({ index, field }) => [index, field])),
  };
}

function kindOf(table: Table): Preset {
  const [best] = fitPresets(table.columns).filter((one) => one.isUsable);
  const named = presetOf(best?.preset ?? 'contacts');
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
  const preset = kindOf(table);
  const comment = (finding: Finding): string => ` # ${options.word(finding).replaceAll(/\s+/gu, ' ')}`;
  const key = table.columns.find((column) => isKeyHeading(preset, column));
  const lines = [`  ${name}:`, `    entity: ${preset.kind}`, `    from: ${name}`];
  lines.push(`    key: ${key === undefined ? 'auto' : flowYaml(tidyName(key))}`, '    fields:');
  const { fields, left } = draftFields(preset, table, sample, key);
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

function draftFields(
  preset: Preset,
  table: Table,
  sample: readonly Row[],
  key: string | undefined,
): { fields: readonly DraftField[]; left: readonly string[] } {
  const fields: DraftField[] = [];
  const left: string[] = [];
  const taken = new Set<string>();
  const seen = new Set<string>();
  for (const [index, column] of table.columns.entries()) {
    const heading = tidyName(column);
    if (heading === '' || column === key || seen.has(heading)) continue;
    seen.add(heading);
    const use = headingUses(preset, column).find((one) => isFree(one, taken));
    const made =
      use === undefined
        ? byContent(
            heading,
            sample.map((row) => row.cells[index] ?? null),
            preset.kind,
          )
        : byHeading(heading, use);
    if (made === undefined) {
      left.push(heading);
      continue;
    }
    if (!made.isList) taken.add(made.field);
    fields.push({ ...made, index });
  }
  return { fields, left };
}

const listFields = new Set(['phones', 'emails', 'urls', 'messengers', 'addresses', 'tags', 'bank_accounts']);

function isFree({ field }: HeadingUse, taken: ReadonlySet<string>): boolean {
  return listFields.has(field) || !taken.has(field);
}

function byHeading(heading: string, { field, entry, part, rank }: HeadingUse): Omit<DraftField, 'index'> {
  const confidence = Math.max(0.7, 0.98 - rank * 0.02);
  const { from, by, pick: _pick, sep: _sep, ...rest } = entry;
  void from;
  const own: Readonly<Record<string, unknown>> = part === undefined ? rest : {};
  const inner = by === undefined ? { from: heading, ...own } : { ...own, by: heading };
  const isPlain = Object.keys(inner).length === 1 && by === undefined;
  const value = part === undefined ? (isPlain ? heading : inner) : { [part]: heading };
  const remark: Finding = { code: 'mapping.suggest-heading', args: { confidence: Math.round(confidence * 100) } };
  const map = typeof own['map'] === 'string' ? { map: own['map'] } : {};
  return { field, entry: flowYaml(value), isList: listFields.has(field), remark, ...map };
}

interface Sniffed {
  readonly kind: 'phone' | 'email' | 'url' | 'inn' | 'date';
  readonly test: RegExp;
  readonly field: Readonly<Partial<Record<EntityKind, string>>>;
  readonly entry: (heading: string) => unknown;
}

/** What cells look like when their heading says nothing, the surest first. */
const contents: readonly Sniffed[] = [
  {
    kind: 'email',
    test: /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u,
    field: { contact: 'emails', company: 'emails', lead: 'emails' },
    entry: withSteps('email'),
  },
  {
    kind: 'url',
    test: /^(?:https?:\/\/|www\.)\S+$/u,
    field: { contact: 'urls', company: 'urls', lead: 'urls' },
    entry: withSteps('url'),
  },
  {
    kind: 'phone',
    test: /^(?:\+|8|7)[\d\s()-]{9,17}$/u,
    field: { contact: 'phones', company: 'phones', lead: 'phones' },
    entry: withSteps('phone'),
  },
  {
    kind: 'inn',
    test: /^(?:\d{10}|\d{12})$/u,
    field: { company: 'inn' },
    entry: (from) => ({ from, do: ['digits', 'inn'], on_error: 'keep' }),
  },
  {
    kind: 'date',
    test: /^(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})$/u,
    field: {},
    entry: (from) => ({ from, do: ['date'], on_error: 'keep' }),
  },
];

function withSteps(step: string): (heading: string) => unknown {
  return (from) => ({ from, do: [step], on_error: 'keep' });
}

function byContent(heading: string, cells: readonly Cell[], kind: EntityKind): Omit<DraftField, 'index'> | undefined {
  const texts = cells.map((cell) => rawText(cell).trim()).filter((text) => text !== '');
  if (texts.length < 2) return undefined;
  for (const { kind: found, test, field, entry } of contents) {
    const share = texts.filter((text) => test.test(text)).length / texts.length;
    const name = field[kind];
    if (share < 0.8 || name === undefined) continue;
    const remark: Finding = {
      code: 'mapping.suggest-content',
      args: { kind: found, confidence: Math.round(share * 80) },
    };
    return { field: name, entry: flowYaml(entry(heading)), isList: listFields.has(name), remark };
  }
  return undefined;
}
