import { dirname } from 'node:path';
import { MappingError, type Problem } from '../errors.ts';
import { plainDefaults, type Defaults } from '../model/defaults.ts';
import { nearestName } from '../text/nearest-name.ts';
import type { MappingContext } from './block-context.ts';
import { celLanguage } from './cel.ts';
import { transformFunctions } from './cel/transform-functions.ts';
import { compileBlock, isKind } from './compile-block.ts';
import { compileChecks } from './compile-checks.ts';
import { compileContracts } from './compile-contracts.ts';
import { compiledMap, compiledSource, settingsOf } from './compile-sections.ts';
import { reportTotals } from './compile-totals.ts';
import type { CompiledBlock, CompiledMapping, CompiledSource, MappingRecipe } from './compiled.ts';
import { isTimezone } from './instants.ts';
import { insidePath } from './paths.ts';
import { mapClassesOf } from './personal-classes.ts';
import { problemList, type Problems } from './problems.ts';
import { readMapping, readMappingText, type ReadMapping } from './read.ts';
import { checkShape } from './schema-problems.ts';
import type { MappingSpec } from './schema.ts';
import { keyPlace, nodeAt, placeOf } from './tree.ts';
import { readValueMaps, type ValueMap } from './value-map.ts';

export interface CompileOptions {
  /** The day `now()` gives; today unless given. */
  readonly now?: Date;
}

/** A compilation with everything found: `mapping` is there when there are no errors. */
export interface Compilation {
  readonly mapping: CompiledMapping | undefined;
  /** What could be compiled in spite of errors: good for checking columns, not for running. */
  readonly draft: Pick<CompiledMapping, 'sources' | 'blocks'> | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Reads and compiles a mapping file.
 * @throws MappingError with all problems at once, each with its place; ConfigError when the file cannot be read
 */
export async function compileMapping(file: string, options: CompileOptions = {}): Promise<CompiledMapping> {
  const { mapping, problems } = await tryCompile(file, options);
  if (mapping === undefined) throw new MappingError(problems.filter((problem) => problem.severity === 'error'));
  return mapping;
}

/** The same for a mapping in memory, such as one made of a preset; `path` is what its relative names are relative to. */
export async function compileMappingText(
  text: string,
  at: { readonly file: string; readonly path: string },
  options: CompileOptions = {},
): Promise<CompiledMapping> {
  const problems = problemList();
  const read = readMappingText(text, at, problems);
  const now = options.now ?? new Date();
  const { mapping, problems: found } = await compileRead(read, problems, { text, at, now });
  if (mapping === undefined) throw new MappingError(found.filter((problem) => problem.severity === 'error'));
  return mapping;
}

/** Makes a mapping again, as another thread has to. @throws MappingError, ConfigError as the first time */
export function compileAgain(recipe: MappingRecipe): Promise<CompiledMapping> {
  return 'file' in recipe ? compileMapping(recipe.file, recipe) : compileMappingText(recipe.text, recipe.at, recipe);
}

/** Compiles as far as it can and gives every problem; never throws for what stands in the mapping. */
export async function tryCompile(file: string, options: CompileOptions = {}): Promise<Compilation> {
  const problems = problemList();
  return compileRead(readMapping(file, problems), problems, { file, now: options.now ?? new Date() });
}

async function compileRead(
  read: ReadMapping | undefined,
  problems: Problems,
  recipe: MappingRecipe,
): Promise<Compilation> {
  const shaped = read === undefined ? undefined : checkShape(read.root, problems);
  if (read === undefined || shaped === undefined) {
    return { mapping: undefined, draft: undefined, problems: problems.sorted() };
  }
  const { spec, root } = shaped;
  const defaults = defaultsOf(spec, root, problems);
  const maps = readValueMaps({ ...read, root }, spec.maps ?? {}, problems);
  const constants = spec.const ?? {};
  const today = recipe.now.toISOString().slice(0, 10);
  const lookup = lookupIn(maps);
  const functions = await transformFunctions(JSON.stringify(spec), defaults);
  const language = celLanguage({ constants, today, lookup, functions });
  const usedMaps = new Set<string>();
  const context: MappingContext = {
    root,
    whole: read.root,
    spec,
    problems,
    language,
    constants,
    maps,
    usedMaps,
    defaults,
  };
  const blocks = await compileBlocks(context);
  const checks = await compileChecks(context, { today, lookup, functions });
  const totals = reportTotals(context);
  // What is unused is worth a word only when it is not unused because of another mistake.
  if (!problems.hasErrors()) reportUnused(context);
  const sources = await compileSources(context);
  const sorted = problems.sorted();
  if (problems.hasErrors()) return { mapping: undefined, draft: { sources, blocks }, problems: sorted };
  const mapping: CompiledMapping = {
    ...settingsOf(spec, totals),
    file: read.file,
    files: read.files,
    defaults,
    sources,
    blocks,
    checks,
    warnings: sorted,
    recipe,
    ...compiledMaps([...maps.values()], spec),
  };
  return { mapping, draft: mapping, problems: sorted };
}

/** `lookup()` of expressions: the map's own policy for unknown values, which are counted. */
function lookupIn(maps: ReadonlyMap<string, ValueMap>) {
  return (name: string, value: string): string | undefined => {
    const map = maps.get(name);
    const found = map?.find(value);
    if (map === undefined) return undefined;
    if (found !== undefined) {
      map.counts.hit(value);
      return found;
    }
    map.counts.miss(value);
    if (map.onUnknown === 'default') return map.spec.default;
    return map.onUnknown === 'keep' ? value : undefined;
  };
}

function defaultsOf(spec: MappingSpec, root: MappingContext['root'], problems: Problems): Defaults {
  const written = spec.defaults ?? {};
  const { date, timezone } = written;
  if (timezone !== undefined && !isTimezone(timezone)) {
    const args = { key: 'timezone', value: timezone, rule: 'IANA' };
    problems.add(placeOf(nodeAt(root, ['defaults', 'timezone'])), { code: 'mapping.wrong-form', args });
  }
  return {
    country: written.country ?? plainDefaults.country,
    ...(written.city_code === undefined ? {} : { cityCode: written.city_code }),
    timezone: timezone !== undefined && isTimezone(timezone) ? timezone : plainDefaults.timezone,
    currency: written.currency ?? plainDefaults.currency,
    dateFormats: date === undefined ? plainDefaults.dateFormats : typeof date === 'string' ? [date] : date,
  };
}

function compiledMaps(
  maps: readonly ValueMap[],
  { load }: MappingSpec,
): Pick<CompiledMapping, 'maps' | 'unmapped' | 'mapped'> {
  const classes = mapClassesOf(load);
  return {
    maps: maps.map((map) => compiledMap(map, classes.get(map.name))),
    unmapped: () => maps.flatMap((map) => map.unmapped()),
    mapped: () => maps.flatMap((map) => map.mapped()),
  };
}

async function compileSources(context: MappingContext): Promise<readonly CompiledSource[]> {
  const contracts = await compileContracts(context);
  return Object.entries(context.spec.sources ?? {}).map(([name, source]) =>
    compiledSource(name, source, contracts.get(name)),
  );
}

async function compileBlocks(context: MappingContext): Promise<readonly CompiledBlock[]> {
  const { spec, root, whole, problems } = context;
  const needs = new Map<string, readonly string[]>();
  const blocks: CompiledBlock[] = [];
  const sources = Object.keys(spec.sources ?? {});
  const wholeSources = nodeAt(whole, ['sources']);
  const known = wholeSources.kind === 'map' ? [...wholeSources.entries.keys()] : sources;
  const checkSource = (name: string, path: readonly string[]): void => {
    if (known.includes(name)) return;
    problems.add(
      placeOf(nodeAt(root, path)),
      { code: 'mapping.unknown-source', args: { source: name } },
      nearestName(name, sources),
    );
  };
  reportSourcePaths(context);
  reportOwners(context);
  for (const [name, block] of Object.entries(spec.load)) {
    checkSource(block.from, ['load', name, 'from']);
    for (const [alias, join] of Object.entries(block.join ?? {})) {
      checkSource(join.source, ['load', name, 'join', alias, 'source']);
    }
    const made = await compileBlock(name, block, context);
    blocks.push(made.block);
    needs.set(name, made.needs);
  }
  for (const [name, map] of Object.entries(spec.maps ?? {})) {
    if (map.from_source !== undefined) checkSource(map.from_source.source, ['maps', name, 'from_source', 'source']);
  }
  reportCycles(needs, context);
  return blocks;
}

/** Sources stay within the mapping's folder, like everything a mapping names. */
function reportSourcePaths({ spec, root, problems }: MappingContext): void {
  for (const [name, { file, url, format, connection }] of Object.entries(spec.sources ?? {})) {
    const place = placeOf(nodeAt(root, ['sources', name]));
    const isDatabase = connection !== undefined && (format === 'postgres' || format === 'mysql');
    if (file === undefined && url === undefined && !isDatabase) {
      problems.add(place, { code: 'mapping.missing-key', args: { key: 'file' } });
    } else if (url !== undefined && format !== '1c-odata') {
      problems.add(place, {
        code: 'mapping.wrong-value',
        args: { key: 'format', value: format ?? '', allowed: '1c-odata' },
      });
    }
    const files = typeof file === 'string' ? [file] : (file ?? []);
    for (const [index, path] of files.entries()) {
      const node = nodeAt(
        root,
        typeof file === 'string' ? ['sources', name, 'file'] : ['sources', name, 'file', index],
      );
      if (insidePath(dirname(node.source.path), path) !== undefined) continue;
      problems.add(placeOf(node), { code: 'mapping.path-escape', args: { path } });
    }
  }
}

function reportOwners({ spec: { owners }, root, problems }: MappingContext): void {
  if (owners?.on_unknown !== 'default' || owners.default !== undefined) return;
  const args = { field: 'owners' };
  problems.add(keyPlace(root, ['owners', 'on_unknown']), { code: 'mapping.default-missing', args });
}

/** Blocks that need each other's records can never be loaded; `on_missing: defer` or `null` breaks the circle. */
function reportCycles(needs: ReadonlyMap<string, readonly string[]>, context: MappingContext): void {
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    const at = chain.indexOf(name);
    if (at >= 0) {
      const circle = [...chain.slice(at), name];
      if (circle.length < 3) return;
      const first = circle[0] ?? name;
      context.problems.add(keyPlace(context.root, ['load', first]), {
        code: 'mapping.ref-cycle',
        args: { blocks: circle.join(' → ') },
      });
      return;
    }
    if (done.has(name)) return;
    for (const next of needs.get(name) ?? []) if (!isKind(next) || needs.has(next)) visit(next, [...chain, name]);
    done.add(name);
  };
  for (const name of needs.keys()) visit(name, []);
}

function reportUnused({ spec, root, usedMaps, problems }: MappingContext): void {
  for (const name of Object.keys(spec.maps ?? {})) {
    if (!usedMaps.has(name))
      problems.add(keyPlace(root, ['maps', name]), { code: 'mapping.map-unused', args: { map: name } });
  }
  const used = new Set<string>();
  for (const block of Object.values(spec.load)) {
    used.add(block.from);
    for (const join of Object.values(block.join ?? {})) used.add(join.source);
  }
  for (const map of Object.values(spec.maps ?? {})) if (map.from_source !== undefined) used.add(map.from_source.source);
  for (const name of Object.keys(spec.sources ?? {})) {
    if (!used.has(name))
      problems.add(keyPlace(root, ['sources', name]), { code: 'mapping.source-unused', args: { source: name } });
  }
}
