import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { foldText } from '../text/cell-text.ts';
import type { MappedValue, UnmappedValue } from './compiled.ts';
import type { Problems } from './problems.ts';
import { nameInside, type ReadMapping } from './read.ts';
import type { ValueMapSpec } from './schema/sections.ts';
import { keyPlace, nodeAt, placeOf, type TreeNode } from './tree.ts';
import { ValueCounts } from './value-counts.ts';

/** A value map ready to use: `from` matches exactly first, then without regard to case, outer and repeated spaces and ё/е. */
export interface ValueMap {
  readonly name: string;
  readonly spec: ValueMapSpec;
  readonly onUnknown: 'reject' | 'default' | 'keep' | 'ask';
  /** Undefined: there is no entry. Empty text: the value means empty. */
  find(text: string): string | undefined;
  /** Adds an entry read from a source, see `from_source`. */
  fill(from: string, to: string): void;
  /** Takes note that these results are colleagues who do not work in the target any more. */
  dismiss(results: Iterable<string>): void;
  isDismissed(result: string): boolean;
  /** What it was told since it was read. */
  learned(): LearnedEntries;
  /** How often values met it. */
  readonly counts: ValueCounts;
  /** The values met first, with their entries; the others are counted together under an empty value. */
  readonly mapped: () => readonly MappedValue[];
  readonly unmapped: () => readonly UnmappedValue[];
  /** Every value the map can give. */
  readonly results: () => readonly string[];
}

/** What a map was told since it was read, in the order of telling: whoever reads it again in another thread tells it the same. */
export interface LearnedEntries {
  readonly filled: readonly (readonly [from: string, to: string])[];
  readonly dismissed: readonly string[];
}

interface Entry {
  readonly from: string;
  readonly to: string;
  readonly place: { readonly file: string; readonly line?: number; readonly column?: number };
}

/** Reads the value maps of a mapping: written in place, in CSV files, or to be filled from a source. */
export function readValueMaps(
  read: ReadMapping,
  specs: Readonly<Record<string, ValueMapSpec>>,
  problems: Problems,
): ReadonlyMap<string, ValueMap> {
  const maps = new Map<string, ValueMap>();
  for (const [name, spec] of Object.entries(specs)) {
    const entries = [...entriesInPlace(read.root, name, spec), ...entriesOfFile(read, name, spec, problems)];
    if (
      spec.values === undefined &&
      spec.file === undefined &&
      spec.from_source === undefined &&
      spec.kind !== 'enum'
    ) {
      problems.add(keyPlace(read.root, ['maps', name]), { code: 'mapping.map-source', args: { map: name } });
    }
    if ([spec.on_unknown, spec.dismissed].includes('default') && spec.default === undefined) {
      problems.add(keyPlace(read.root, ['maps', name]), { code: 'mapping.default-missing', args: { field: name } });
    }
    maps.set(name, valueMap(name, spec, usable(name, entries, problems)));
  }
  return maps;
}

function entriesInPlace(root: TreeNode, name: string, spec: ValueMapSpec): Entry[] {
  return Object.entries(spec.values ?? {}).map(([from, to]) => ({
    from,
    to,
    place: keyPlace(root, ['maps', name, 'values', from]),
  }));
}

function entriesOfFile(read: ReadMapping, name: string, spec: ValueMapSpec, problems: Problems): Entry[] {
  if (spec.file === undefined) return [];
  const node = nodeAt(read.root, ['maps', name, 'file']);
  const path = node.kind === 'scalar' ? nameInside(node, dirname(node.source.path), problems) : undefined;
  if (path === undefined) return [];
  const bytes = readBytes(path);
  if (bytes === undefined) {
    problems.add(placeOf(node), { code: 'mapping.file-missing', args: { file: spec.file } });
    return [];
  }
  read.files.push({ file: spec.file, sha256: hash('sha256', bytes, 'hex') });
  const file = join(dirname(node.source.file), spec.file);
  const entries = parseEntries(decode(bytes), file);
  if (entries === undefined) problems.add({ file, line: 1 }, { code: 'mapping.map-header', args: { file: spec.file } });
  return entries ?? [];
}

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** UTF-8, or windows-1251, which is what a Russian Excel saves. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** `from;to;comment` with a heading line; the separator may also be a comma or a tab. */
function parseEntries(text: string, file: string): Entry[] | undefined {
  const firstLine = text.slice(0, text.search(/\r?\n|$/u));
  const delimiter = [';', ',', '\t'].find((sign) => firstLine.includes(sign)) ?? ';';
  let records: { record: string[]; info: { lines: number } }[];
  try {
    const options = { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    records = parse(text, options) as unknown as typeof records;
  } catch {
    return undefined;
  }
  const [head, ...rest] = records;
  const names = head?.record.map((name) => name.trim().toLowerCase()) ?? [];
  const from = names.indexOf('from');
  const to = names.indexOf('to');
  if (from < 0 || to < 0) return undefined;
  return rest
    .filter(({ record }) => (record[from] ?? '') !== '')
    .map(({ record, info }) => ({
      from: record[from] ?? '',
      to: record[to] ?? '',
      place: { file, line: info.lines, column: 1 },
    }));
}

/** Entries that become equal in matching are an error; those without a target value count as not given. */
function usable(name: string, entries: readonly Entry[], problems: Problems): readonly Entry[] {
  const seen = new Map<string, Entry>();
  const kept: Entry[] = [];
  for (const entry of entries) {
    const folded = foldText(entry.from);
    const other = seen.get(folded);
    if (other !== undefined && (other.to !== entry.to || other.from === entry.from)) {
      const args = { value: entry.from, other: other.from };
      problems.add(entry.place, { code: 'mapping.map-duplicate', args });
    }
    seen.set(folded, entry);
    if (entry.to.trim() === '' && entry.place.file.endsWith('.csv')) {
      problems.add(entry.place, { code: 'mapping.map-empty', args: { map: name, value: entry.from } });
    } else kept.push(entry);
  }
  return kept;
}

function valueMap(name: string, spec: ValueMapSpec, entries: readonly Entry[]): ValueMap {
  const exact = new Map<string, string>();
  const folded = new Map<string, string>();
  const gone = new Set<string>();
  const filled: (readonly [string, string])[] = [];
  const counts = new ValueCounts();
  const add = (from: string, to: string): void => {
    if (!exact.has(from)) exact.set(from, to);
    const key = foldText(from);
    if (!folded.has(key)) folded.set(key, to);
  };
  for (const entry of entries) add(entry.from, entry.to);
  // An enum map without entries passes values on: its options are checked against the target.
  const isOpen = spec.values === undefined && spec.file === undefined && spec.from_source === undefined;
  const fallback = isOpen ? 'keep' : spec.default === undefined ? 'reject' : 'default';
  const find = (text: string): string | undefined => exact.get(text) ?? folded.get(foldText(text));
  return {
    name,
    spec,
    counts,
    onUnknown: spec.on_unknown ?? fallback,
    find,
    fill: (from, to) => {
      if (exact.has(from)) return;
      add(from, to);
      filled.push([from, to]);
    },
    dismiss: (results) => {
      for (const result of results) gone.add(result);
    },
    isDismissed: (result) => gone.has(result),
    learned: () => ({ filled, dismissed: [...gone] }),
    mapped: () => {
      const { hits, uncounted } = counts.all();
      const counted = [...hits].map(([value, count]) => ({ map: name, value, target: find(value) ?? '', count }));
      return uncounted === 0 ? counted : [...counted, { map: name, value: '', target: '', count: uncounted }];
    },
    unmapped: () => [...counts.all().misses].map(([value, count]) => ({ map: name, value, count })),
    results: () => [...new Set([...exact.values(), ...(spec.default === undefined ? [] : [spec.default])])],
  };
}
