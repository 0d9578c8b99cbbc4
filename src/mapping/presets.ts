import { join } from 'node:path';
import type { Defaults } from '../model/defaults.ts';
import type { EntityKind } from '../model/entity.ts';
import type { Table } from '../model/row.ts';
import { foldName } from '../text/nearest-name.ts';
import { compileMappingText, type CompileOptions } from './compile.ts';
import type { CompiledMapping } from './compiled.ts';
import { presetNames } from './preset-names.ts';
import { problemList } from './problems.ts';
import { presetFolder, readMapping } from './read.ts';
import { checkShape } from './schema-problems.ts';
import type { MappingSpec } from './schema.ts';

/** One heading a preset knows: the field it fills and how, as written in the preset. */
export interface HeadingUse {
  /** Canonical field. */
  readonly field: string;
  /** The entry of a multi-value field, or the field itself, with `from` holding the synonyms. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** The part of an entry the heading fills, such as `city` of an address. */
  readonly part?: string;
  /** Position in the list of synonyms: the first are the most telling. */
  readonly rank: number;
}

/** A ready mapping, taken apart for recognising headings. */
export interface Preset {
  readonly name: string;
  readonly kind: EntityKind;
  readonly block: string;
  readonly spec: MappingSpec;
  /** By folded heading. A heading may serve several fields. */
  readonly headings: ReadonlyMap<string, readonly HeadingUse[]>;
  readonly keys: ReadonlySet<string>;
}

/** How well a preset fits a table. */
export interface PresetFit {
  readonly preset: string;
  /** 0 to 1: how telling the recognised headings are. Below 0.5 the preset should not be used unasked. */
  readonly score: number;
  readonly recognised: readonly string[];
  readonly unrecognised: readonly string[];
  /** The fields without which no record would be valid can be filled. */
  readonly isUsable: boolean;
}

let cached: readonly Preset[] | undefined;

/** The presets that come with the program; read once. */
export function presets(): readonly Preset[] {
  cached ??= presetNames(presetFolder).flatMap((name) => loadPreset(name) ?? []);
  return cached;
}

function loadPreset(name: string): Preset | undefined {
  const problems = problemList();
  const read = readMapping(join(presetFolder, `${name}.yaml`), problems);
  const spec = read === undefined ? undefined : checkShape(read.root, problems)?.spec;
  const [first] = Object.entries(spec?.load ?? {});
  if (spec === undefined || first === undefined || first[1].entity === 'task') return undefined;
  // A preset that other presets are made of names sources that it does not have.
  const sources = new Set(Object.values(spec.load).map((one) => one.from));
  if (spec.sources === undefined && sources.size > 1) return undefined;
  const [block, { entity, fields, key }] = first;
  const headings = new Map<string, HeadingUse[]>();
  for (const [field, written] of Object.entries(fields)) {
    for (const entry of Array.isArray(written) ? (written as readonly unknown[]) : [written])
      collect(field, entry, headings);
  }
  const keys = typeof key === 'object' && 'any' in key ? (key.any ?? []) : [];
  return { name, kind: entity, block, spec, headings, keys: new Set(keys.map(foldName)) };
}

function collect(field: string, written: unknown, headings: Map<string, HeadingUse[]>, part?: string): void {
  if (typeof written !== 'object' || written === null) return;
  const entry = written as Readonly<Record<string, unknown>>;
  for (const [rank, heading] of [...synonyms(entry['from']), ...synonyms(entry['by'])].entries()) {
    const folded = foldName(heading);
    const uses = headings.get(folded) ?? [];
    uses.push({ field, entry, rank, ...(part === undefined ? {} : { part }) });
    headings.set(folded, uses);
  }
  if (part !== undefined) return;
  for (const [key, value] of Object.entries(entry)) {
    if (key !== 'type' && key !== 'from' && key !== 'by') collect(field, value, headings, key);
  }
}

function synonyms(from: unknown): readonly string[] {
  return typeof from === 'object' && from !== null && 'any' in from ? (from.any as readonly string[]) : [];
}

/** Fields that tell what kind of table it is. */
const telling: Readonly<Record<string, readonly string[]>> = {
  contact: ['last_name', 'first_name', 'middle_name', 'full_name', 'birth_date', 'position'],
  company: ['kpp', 'ogrn', 'okpo', 'legal_name', 'legal_form', 'bank_accounts', 'inn', 'name'],
};

/** How well each preset fits a table with these headings, best first. */
export function fitPresets(columns: readonly string[]): readonly PresetFit[] {
  return presets()
    .filter((preset) => preset.spec.sources === undefined)
    .map((preset) => fit(preset, columns))
    .toSorted((left, right) => right.score - left.score);
}

/**
 * The preset for a table of an unknown mapping; undefined when none is usable or two fit equally well: nothing is guessed.
 */
export function fitPreset(columns: readonly string[]): PresetFit | undefined {
  const [best, second] = fitPresets(columns).filter((one) => one.isUsable && one.score >= 0.3);
  return best !== undefined && best.score !== second?.score ? best : undefined;
}

function fit(preset: Preset, columns: readonly string[]): PresetFit {
  const filled = columns.filter((column) => column.trim() !== '');
  const isKnown = (column: string): boolean =>
    preset.headings.has(foldName(column)) || preset.keys.has(foldName(column));
  const recognised = filled.filter(isKnown);
  const fields = new Set(
    filled.flatMap((column) => (preset.headings.get(foldName(column)) ?? []).map((use) => use.field)),
  );
  const tells = (telling[preset.kind] ?? []).filter((field) => fields.has(field)).length;
  const share = filled.length === 0 ? 0 : recognised.length / filled.length;
  const name = preset.kind === 'contact' ? ['last_name', 'first_name', 'full_name'] : ['name'];
  return {
    preset: preset.name,
    score: filled.length === 0 ? 0 : Math.round((share * 0.6 + Math.min(tells / 3, 1) * 0.4) * 1000) / 1000,
    recognised,
    unrecognised: filled.filter((column) => !isKnown(column)),
    isUsable: name.some((field) => fields.has(field)),
  };
}

/** A file (or one table of it) to be read through a preset. */
export interface PresetUse {
  readonly preset: string;
  readonly files: readonly string[];
  readonly format?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly select?: readonly string[];
  /** Namespace of the keys; the name of the block unless given. */
  readonly system?: string;
}

/** What a mapping made of presets says beside them. */
export interface PresetSettings extends CompileOptions {
  readonly project?: string;
  readonly language?: 'ru' | 'en';
  readonly defaults?: Partial<Defaults>;
  readonly targetType?: string;
}

/**
 * A mapping made of presets, one block a use. File names are taken as they are: they come from the command line, not from
 * a mapping.
 * @throws MappingError for an unknown preset
 */
export async function compilePresets(
  uses: readonly PresetUse[],
  settings: PresetSettings = {},
): Promise<CompiledMapping> {
  const path = join(presetFolder, 'run.yaml');
  const text = JSON.stringify(documentOf(uses, settings));
  const made = await compileMappingText(text, { file: 'preset', path }, settings);
  return {
    ...made,
    file: [...new Set(uses.map((use) => `mappings/${use.preset}.yaml`))].join(', '),
    sources: made.sources.map((source) => ({ ...source, files: filesOf(source.name, uses) })),
  };
}

/** Files of a source by its name: the number after the dash tells which use of the preset it is. */
function filesOf(source: string, uses: readonly PresetUse[]): readonly string[] {
  for (const use of new Set(uses.map((one) => one.preset))) {
    const preset = presets().find((one) => one.name === use);
    const names = preset?.spec.sources === undefined ? [use] : Object.keys(preset.spec.sources);
    const same = uses.filter((one) => one.preset === use);
    for (const name of names) {
      for (const [index, one] of same.entries())
        if (source === name + (index === 0 ? '' : `-${index + 1}`)) return one.files;
    }
  }
  return [];
}

function documentOf(uses: readonly PresetUse[], settings: PresetSettings): unknown {
  const known = new Map(presets().map((preset) => [preset.name, preset]));
  const unknown = uses.find((use) => !known.has(use.preset));
  if (unknown !== undefined) return { perenos: 1, extends: unknown.preset, load: {} };
  const made: Sections = { sources: {}, load: {}, maps: {}, custom_fields: {}, const: {}, dedupe: {}, checks: [] };
  const counts = new Map<string, number>();
  for (const use of uses) {
    const preset = known.get(use.preset);
    if (preset === undefined) continue;
    const count = (counts.get(use.preset) ?? 0) + 1;
    counts.set(use.preset, count);
    addPreset(made, preset, use, count);
  }
  const { defaults, project, language, targetType } = settings;
  return {
    perenos: 1,
    ...(project === undefined ? {} : { project }),
    ...(language === undefined ? {} : { locale: language }),
    ...(targetType === undefined ? {} : { target: { type: targetType } }),
    ...(defaults === undefined ? {} : { defaults: writtenDefaults(defaults) }),
    ...made,
  };
}

interface Sections {
  readonly sources: Record<string, unknown>;
  readonly load: Record<string, unknown>;
  readonly maps: Record<string, unknown>;
  readonly custom_fields: Record<string, unknown>;
  readonly const: Record<string, string>;
  readonly dedupe: Record<string, unknown>;
  readonly checks: unknown[];
}

/**
 * A preset of a plain table becomes one block a file; one of a format of its own (with `sources:`) comes whole, under its
 * own names, and its second use is numbered.
 */
function addPreset(made: Sections, { name, spec, block }: Preset, use: PresetUse, count: number): void {
  const suffix = count === 1 ? '' : `-${count}`;
  const said = {
    file: use.preset,
    ...(use.format === undefined ? {} : { format: use.format }),
    ...(use.options === undefined ? {} : { options: use.options }),
    ...(use.select === undefined || use.select.length === 0 ? {} : { select: use.select }),
  };
  Object.assign(made.maps, spec.maps);
  Object.assign(made.custom_fields, spec.custom_fields);
  Object.assign(made.const, spec.const);
  Object.assign(made.dedupe, spec.dedupe);
  if (count === 1) made.checks.push(...(spec.checks ?? []));
  if (spec.sources === undefined) {
    made.sources[name + suffix] = said;
    made.load[name + suffix] = { ...spec.load[block], from: name + suffix };
    return;
  }
  const renamed = (text: string): string => text + suffix;
  for (const [source, own] of Object.entries(spec.sources))
    made.sources[renamed(source)] = { ...own, ...said, ...keepSelect(own) };
  for (const [title, one] of Object.entries(spec.load)) {
    const copy = suffix === '' ? one : renameRefs(one, new Set(Object.keys(spec.load)), suffix);
    made.load[renamed(title)] = { ...(copy as object), from: renamed(one.from) };
  }
}

function keepSelect(own: { readonly select?: unknown }): object {
  return own.select === undefined ? {} : { select: own.select };
}

/** The same block for another file: its relations lead to the other blocks of that file. */
function renameRefs(value: unknown, blocks: ReadonlySet<string>, suffix: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renameRefs(item, blocks, suffix));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const isRef =
        (key === 'ref' || key === 'source') && typeof item === 'string' && (key === 'source' || blocks.has(item));
      return [key, isRef ? `${String(item)}${suffix}` : renameRefs(item, blocks, suffix)];
    }),
  );
}

function writtenDefaults({ country, cityCode, timezone, currency, dateFormats }: Partial<Defaults>): unknown {
  return {
    country,
    city_code: cityCode,
    timezone,
    currency,
    ...(dateFormats === undefined ? {} : { date: dateFormats }),
  };
}

/** The headings of a table that a preset leaves alone. */
export function leftOver(preset: string, table: Pick<Table, 'columns'>): readonly string[] {
  return fitPresets(table.columns).find((one) => one.preset === preset)?.unrecognised ?? [];
}
