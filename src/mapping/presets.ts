import { join } from 'node:path';
import { entityKinds, type EntityKind } from '../model/entity.ts';
import type { Row } from '../model/row.ts';
import { namedKind } from '../text/named-kind.ts';
import { foldName, headingKeys, plainName } from '../text/nearest-name.ts';
import { presetHead, presetHeads, type PresetHead } from './preset-heads.ts';
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

const loaded = new Map<string, Preset | undefined>();

/** The presets that come with the program. Reading them all is slow: whoever needs one asks for that one. */
export function presets(): readonly Preset[] {
  return presetNames(presetFolder).flatMap((name) => presetOf(name) ?? []);
}

/** One preset, read once; undefined when there is none of this name or it is only a part of others. */
export function presetOf(name: string): Preset | undefined {
  if (!loaded.has(name) && presetHead(name) !== undefined) loaded.set(name, loadPreset(name));
  return loaded.get(name);
}

function loadPreset(name: string): Preset | undefined {
  const problems = problemList();
  const read = readMapping(join(presetFolder, `${name}.yaml`), problems);
  const spec = read === undefined ? undefined : checkShape(read.root, problems)?.spec;
  const [first] = Object.entries(spec?.load ?? {});
  if (spec === undefined || first === undefined) return undefined;
  // A preset that other presets are made of names sources that it does not have.
  const sources = new Set(Object.values(spec.load).map((one) => one.from));
  if (spec.sources === undefined && sources.size > 1) return undefined;
  const [block, { entity, key }] = first;
  const headings = new Map<string, HeadingUse[]>();
  // A table of one system may fill several blocks; of the others the first one is it.
  const blocks = spec.fits === undefined ? [first[1]] : Object.values(spec.load);
  for (const [field, written] of blocks.flatMap(({ fields }) => Object.entries(fields))) {
    for (const entry of Array.isArray(written) ? (written as readonly unknown[]) : [written])
      collect(field, entry, headings);
  }
  const keys = typeof key === 'object' && 'any' in key ? (key.any ?? []) : [];
  return {
    name,
    kind: entity === 'task' ? 'activity' : entity,
    block,
    spec,
    headings,
    keys: new Set(keys.flatMap((one) => [foldName(one), plainName(one)])),
  };
}

function collect(field: string, written: unknown, headings: Map<string, HeadingUse[]>, part?: string): void {
  if (typeof written !== 'object' || written === null) return;
  const entry = written as Readonly<Record<string, unknown>>;
  for (const [rank, heading] of [...synonyms(entry['from']), ...synonyms(entry['by'])].entries()) {
    for (const name of new Set([foldName(heading), plainName(heading)])) {
      const uses = headings.get(name) ?? [];
      uses.push({ field, entry, rank, ...(part === undefined ? {} : { part }) });
      headings.set(name, uses);
    }
  }
  if (part !== undefined) return;
  for (const [key, value] of Object.entries(entry)) {
    if (key !== 'type' && key !== 'from' && key !== 'by') collect(field, value, headings, key);
  }
}

/** Kinds of the records that a preset makes of the rows of a table, in load order; empty when it takes none of them. */
export function kindsOfTable(name: string, table: string): readonly EntityKind[] {
  const spec = presetOf(name)?.spec;
  if (spec === undefined) return [];
  const taken = Object.values(spec.load)
    .filter(({ from }) => {
      const { select } = spec.sources?.[from] ?? {};
      return select === undefined || (typeof select === 'string' ? select === table : select.includes(table));
    })
    .map(({ entity }) => (entity === 'task' ? 'activity' : entity));
  return entityKinds.filter((kind) => taken.includes(kind));
}

/** What a preset does with a column of this heading; empty when it does not know it. */
export function headingUses(preset: Preset, column: string): readonly HeadingUse[] {
  for (const key of headingKeys(column)) {
    const uses = preset.headings.get(key);
    if (uses !== undefined) return uses;
  }
  return [];
}

/** Whether a preset takes a column of this heading for the key of the record. */
export function isKeyHeading(preset: Preset, column: string): boolean {
  return headingKeys(column).some((key) => preset.keys.has(key));
}

function synonyms(from: unknown): readonly string[] {
  return typeof from === 'object' && from !== null && 'any' in from ? (from.any as readonly string[]) : [];
}

/** Fields that tell what kind of table it is. */
const telling: Readonly<Record<string, readonly string[]>> = {
  contact: ['last_name', 'first_name', 'middle_name', 'full_name', 'birth_date', 'position'],
  company: ['kpp', 'ogrn', 'okpo', 'legal_name', 'legal_form', 'bank_accounts', 'inn', 'name'],
};

/**
 * How well the presets fit a table with these headings, best first. Presets of systems whose headings it lacks are left out. A
 * heading that names people and companies alike (`Клиент`) is decided by the names below it, where rows are given.
 */
export function fitPresets(columns: readonly string[], rows: readonly Pick<Row, 'cells'>[] = []): readonly PresetFit[] {
  // Exports of a system have just these headings; people who draw up a table word them as they like.
  const exact = new Set(columns.map(foldName));
  const alike = new Set(columns.flatMap(headingKeys));
  return presetHeads()
    .flatMap((head) => fitOf(head, { columns, rows }, head.isOfSystem ? exact : alike) ?? [])
    .toSorted((left, right) => right.score - left.score);
}

interface Sample {
  readonly columns: readonly string[];
  readonly rows: readonly Pick<Row, 'cells'>[];
}

function fitOf(head: PresetHead, { columns, rows }: Sample, found: ReadonlySet<string>): PresetFit | undefined {
  const asked = head.fits === undefined ? 0 : askedBy(head.fits, found);
  if (head.fits === undefined ? head.hasSources : asked === 0) return undefined;
  const preset = presetOf(head.name);
  if (preset === undefined) return undefined;
  if (head.fits !== undefined) return fitByHeadings(preset, columns, { asked, isOfSystem: head.isOfSystem });
  const plain = fit(preset, columns);
  return { ...plain, score: Math.max(0, plain.score + leaning(preset, { columns, rows })) };
}

/** Half a point for or against a preset when most names of the table are of its kind, or of the other. */
function leaning(preset: Preset, { columns, rows }: Sample): number {
  // Where people have a column for their family name, a company beside it is the one they work for.
  if (preset.kind !== 'contact' && columns.some(isFamilyName)) return 0;
  const kind = preset.kind === 'contact' ? 'person' : 'company';
  const at = columns.findIndex((column) => headingUses(preset, column).some(({ field }) => wholeNames.has(field)));
  if (at === -1) return 0;
  let own = 0;
  let other = 0;
  for (const { cells } of rows) {
    const cell = cells[at];
    const found = typeof cell === 'string' ? namedKind(cell) : undefined;
    if (found === kind) own += 1;
    else if (found !== undefined) other += 1;
  }
  if (own + other === 0 || own + other < rows.length * 0.3) return 0;
  return own >= (own + other) * 0.8 ? 0.5 : other >= (own + other) * 0.8 ? -0.5 : 0;
}

function isFamilyName(column: string): boolean {
  const people = presetOf('contacts');
  return people !== undefined && headingUses(people, column).some(({ field }) => field === 'last_name');
}

const wholeNames = new Set(['full_name', 'name']);

/**
 * The preset for a table of an unknown mapping; undefined when none is usable or two fit equally well: nothing is guessed.
 */
export function fitPreset(columns: readonly string[], rows: readonly Pick<Row, 'cells'>[] = []): PresetFit | undefined {
  const [best, second] = fitPresets(columns, rows).filter((one) => one.isUsable && one.score >= 0.3);
  return best !== undefined && best.score !== second?.score ? best : undefined;
}

interface Asked {
  /** How many headings its alternative asks for. */
  readonly asked: number;
  readonly isOfSystem: boolean;
}

/** Above any table that is told by the likeness of its headings, whatever names it holds. */
const byHeadings = 1.6;
const bySystem = 2;

/**
 * A mapping of one system is told by the headings only that system has. It wins over the mapping of any plain table; of two that fit,
 * the one that asks for more headings.
 */
function fitByHeadings(preset: Preset, columns: readonly string[], { asked, isOfSystem }: Asked): PresetFit {
  const { recognised, unrecognised } = fit(preset, columns);
  const score = Math.round(((isOfSystem ? bySystem : byHeadings) + asked / 100) * 1000) / 1000;
  return { preset: preset.name, score, recognised, unrecognised, isUsable: true };
}

/** How many headings the most demanding fitting alternative asks for; 0 when none fits. */
function askedBy(fits: NonNullable<PresetHead['fits']>, found: ReadonlySet<string>): number {
  const has = (heading: string): boolean => found.has(foldName(heading));
  const hasOne = (asked: string | readonly string[]): boolean =>
    typeof asked === 'string' ? has(asked) : asked.some(has);
  const fitting = fits.filter(({ all, none }) => all.every(hasOne) && !(none ?? []).some(has));
  return Math.max(0, ...fitting.map(({ all }) => all.length));
}

function fit(preset: Preset, columns: readonly string[]): PresetFit {
  const filled = columns.filter((column) => column.trim() !== '');
  const isKnown = (column: string): boolean => headingUses(preset, column).length > 0 || isKeyHeading(preset, column);
  const recognised = filled.filter(isKnown);
  const fields = new Set(filled.flatMap((column) => headingUses(preset, column).map((use) => use.field)));
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
