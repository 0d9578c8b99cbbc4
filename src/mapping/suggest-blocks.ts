import type { Finding } from '../model/issue.ts';
import type { Table } from '../model/row.ts';
import { tidyName } from '../text/nearest-name.ts';
import { headingsOf, type Headings } from './headings.ts';
import type { BlockSpec } from './schema/block.ts';
import { flowYaml } from './yaml-text.ts';

/** Blocks of a ready mapping as a draft for one table. */
export interface DraftBlocks {
  /** Lines under `load:`. */
  readonly lines: readonly string[];
  /** Headings that no block reads. */
  readonly left: readonly string[];
  /** Value maps that the blocks use. */
  readonly maps: ReadonlySet<string>;
}

interface Trimming {
  readonly headings: Headings;
  /** Places of the columns that are read. */
  readonly used: Set<number>;
  readonly maps: Set<string>;
  /** Best place in its list of synonyms of a heading of the entry at hand: the first are the most telling. */
  rank: number;
}

/**
 * The blocks of a ready mapping with what the table has: synonyms give way to the headings that stand in the table, fields whose
 * columns it lacks are left out. What is left maps the table just as the ready mapping does.
 */
export function draftBlocks(
  blocks: Readonly<Record<string, BlockSpec>>,
  table: Table,
  comment: (finding: Finding) => string,
): DraftBlocks {
  const trimming: Trimming = { headings: headingsOf(table), used: new Set(), maps: new Set(), rank: 0 };
  const lines = Object.entries(blocks).flatMap(([name, { fields, ...block }]) => [
    `  ${flowYaml(name)}:`,
    ...Object.entries(block).map(([key, value]) => `    ${key}: ${flowYaml(blockValue(key, value, trimming))}`),
    '    fields:',
    ...Object.entries(fields).flatMap(([field, value]) => fieldLines(field, value, trimming, comment)),
  ]);
  const left = table.columns.filter((column, at) => column.trim() !== '' && !trimming.used.has(at)).map(tidyName);
  return { lines, left: [...new Set(left)], maps: trimming.maps };
}

/** Of a block beside its fields: nothing is left out, because a block without a key is none. */
function blockValue(key: string, value: unknown, trimming: Trimming): unknown {
  const trimmed = trim(value, key, trimming);
  if (trimmed !== undefined) return trimmed;
  return key === 'key' && isMap(value) && value['or'] === 'auto' ? 'auto' : value;
}

function fieldLines(
  field: string,
  value: unknown,
  trimming: Trimming,
  comment: (finding: Finding) => string,
): readonly string[] {
  const entries = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((entry) => {
    trimming.rank = Infinity;
    const trimmed = field === 'custom' ? trimCustom(entry, trimming) : trim(entry, '', trimming);
    if (trimmed === undefined) return [];
    const { rank } = trimming;
    const remark: Finding = { code: 'mapping.suggest-heading', args: { confidence: confidenceOf(rank) } };
    return [`${flowYaml(trimmed)}${rank === Infinity ? '' : comment(remark)}`];
  });
  if (entries.length === 0) return [];
  if (!Array.isArray(value)) return [`      ${field}: ${entries.join('')}`];
  return [`      ${field}:`, ...entries.map((entry) => `        - ${entry}`)];
}

/** Per cent: the same scale as for tables of one kind. */
export function confidenceOf(rank: number): number {
  return Math.round(Math.max(0.7, 0.98 - rank * 0.02) * 100);
}

/** A part of a block with what the table has; undefined when nothing of it is there. */
function trim(value: unknown, key: string, trimming: Trimming): unknown {
  if (typeof value === 'string') return isExpression(key) ? shortened(value, key, trimming) : value;
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown) => trim(item, '', trimming) ?? []);
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (!isMap(value)) return value;
  if (isNames(value['any'])) return presentNames(value, value['any'], trimming);
  if (isNames(value['all'])) {
    const names = present(value['all'], trimming);
    return names.length === 0 ? (value['or'] === 'auto' ? value : undefined) : { ...value, all: names };
  }
  return trimEntry(value, trimming);
}

function presentNames(value: Readonly<Record<string, unknown>>, any: readonly string[], trimming: Trimming): unknown {
  const names = present(any, trimming);
  const [only] = names;
  if (only === undefined) return value['or'] === 'auto' ? value : undefined;
  const isPlain = names.length === 1 && value['or'] === undefined && trimming.headings.find(only).length === 1;
  return isPlain ? only : { ...value, any: names };
}

/** The table's own headings for those of a list that it has, in the order of the list. */
function present(names: readonly string[], trimming: Trimming): readonly string[] {
  const found = new Map<number, string>();
  for (const [rank, name] of names.entries()) {
    const places = trimming.headings.findAlike(name);
    const [first] = places;
    if (first === undefined || found.has(first)) continue;
    trimming.rank = Math.min(trimming.rank, rank);
    for (const place of places) trimming.used.add(place);
    found.set(first, tidyName(trimming.headings.table.columns[first] ?? name));
  }
  return [...found.values()];
}

/** Keys that give an entry its value; without any of them the entry is empty. */
const sources = ['from', 'by', 'expr', 'const', 'inherit'];

function trimEntry(entry: Readonly<Record<string, unknown>>, trimming: Trimming): unknown {
  const made: Record<string, unknown> = {};
  let parts = 0;
  let hasParts = false;
  for (const [key, value] of Object.entries(entry)) {
    const isPart = isMap(value) && sources.some((source) => source in value);
    hasParts ||= isPart && key !== 'type';
    const trimmed = key === 'do' ? value : trim(value, key, trimming);
    if (trimmed === undefined) {
      // What an expression adds to a column comes without that column too.
      const isAdded = key === 'from' && addsCells(entry['expr']) && trim(entry['expr'], 'expr', trimming) !== undefined;
      if ((key === 'from' || key === 'by') && !isAdded) return undefined;
      continue;
    }
    if (!('from' in made) && 'from' in entry && (key === 'pick' || key === 'sep')) continue;
    if (isPart && key !== 'type') parts += 1;
    if (key === 'map' && typeof value === 'string') trimming.maps.add(value);
    made[key] = trimmed;
  }
  if (hasParts && parts === 0 && !sources.some((source) => source in made)) return undefined;
  return Object.keys(made).length === 1 && typeof made['from'] === 'string' ? made['from'] : made;
}

/** Custom fields stand side by side, whatever their names. */
function trimCustom(fields: unknown, trimming: Trimming): unknown {
  if (!isMap(fields)) return fields;
  const kept = Object.entries(fields).flatMap(([name, value]) => {
    const trimmed = trim(value, '', trimming);
    return trimmed === undefined ? [] : [[name, trimmed] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isExpression(key: string): boolean {
  return key === 'where' || key === 'when' || key === 'expr';
}

const quoted = String.raw`cell\(row, "((?:[^"\\]|\\.)*)"\)`;
const cellOf = new RegExp(quoted, 'gu');
const choice = new RegExp(String.raw`coalesce\(\[(${quoted}(?:, ${quoted})*)\]\)`, 'gu');

const labelled = String.raw`\["(?:[^"\\]|\\.)*", ${quoted}\]`;
const labelledCell = new RegExp(labelled, 'gu');
const labelledCells = new RegExp(String.raw`\[(${labelled}(?:, ${labelled})*)\]`, 'gu');

/** It lists headings with their cells, to be put beside what a field is read from. */
function addsCells(text: unknown): boolean {
  return typeof text === 'string' && text.search(labelledCells) >= 0;
}

/**
 * A choice among cells of which the table has some is one among these, and a list of headings with their cells is a list of these; a
 * cell that it lacks is empty in any case. Undefined: it only adds cells of which the table has none.
 */
function shortened(text: string, key: string, { headings, used }: Trimming): string | undefined {
  const places = (name: string | undefined): readonly number[] => headings.findAlike(name ?? '');
  const present = (list: string, one: RegExp): readonly string[] =>
    [...list.matchAll(one)].filter(([, name]) => places(name).length > 0).map(([cell]) => cell);
  for (const [, name] of text.matchAll(cellOf)) for (const place of places(name)) used.add(place);
  let isBare = addsCells(text);
  const listed = text.replaceAll(labelledCells, (whole: string, list: string) => {
    const cells = present(list, labelledCell);
    if (cells.length === 0) return whole;
    isBare = false;
    return `[${cells.join(', ')}]`;
  });
  if (isBare) return undefined;
  const chosen = listed.replaceAll(choice, (whole: string, list: string) => {
    const cells = present(list, cellOf);
    if (cells.length === 0) return key === 'expr' ? whole : '""';
    return cells.length === 1 ? cells.join('') : `coalesce([${cells.join(', ')}])`;
  });
  return chosen.replaceAll(' || "" != ""', '').replaceAll('"" != "" || ', '');
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
