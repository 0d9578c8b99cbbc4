import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { ConfigError, InputError, type Problem } from '../errors.ts';
import { checkMapping } from '../mapping/check.ts';
import type { Headers } from '../mapping/check-levels/headers.ts';
import type { CompiledMapping, CompiledSource } from '../mapping/compiled.ts';
import { problemList } from '../mapping/problems.ts';
import { readMapping } from '../mapping/read.ts';
import { keyPlace } from '../mapping/tree.ts';
import type { Table } from '../model/row.ts';
import { writeOutput } from '../store/output-file.ts';
import type { Invocation } from './command.ts';
import { tableHeads } from './table-heads.ts';

/** 1 YAML, 2 shape, 3 meaning and columns, 4 the target's snapshot, 5 mapping tests; each level does those before it. */
export type CheckLevel = 1 | 2 | 3 | 4 | 5;

/** What was found out about one mapping file. */
export interface CheckedFile {
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly passed: readonly { readonly file: string; readonly name: string }[];
}

/** Checks one mapping file. @throws ConfigError when it, or a snapshot named by a flag, cannot be read */
export async function checkFile(file: string, level: CheckLevel, invocation: Invocation): Promise<CheckedFile> {
  const heads = await headings(file, invocation);
  const problems = [
    ...(await checkMapping(file, {
      level: level > 3 ? 3 : (level as 1 | 2 | 3),
      now: invocation.context.now(),
      headersOf: heads.of,
    })),
  ];
  heads.save();
  if (level < 4) return { file, problems, passed: [] };
  // The levels above need a mapping that compiles; what keeps it from that is said already.
  const { tryCompile } = await import('../mapping/compile.ts');
  const { mapping } = await tryCompile(file, { now: invocation.context.now() });
  if (mapping === undefined) return { file, problems, passed: [] };
  problems.push(...(await againstTarget(file, mapping, invocation)));
  if (level < 5) return { file, problems, passed: [] };
  const tested = await testsOf(file, mapping, invocation);
  return { file, problems: [...problems, ...tested.problems], passed: tested.passed };
}

async function againstTarget(
  file: string,
  mapping: CompiledMapping,
  { flags }: Invocation,
): Promise<readonly Problem[]> {
  const given = flags.text('targetSchema');
  const path = given ?? join(dirname(file), 'target-schema.json');
  const root = readMapping(file, problemList())?.root;
  if (root === undefined) return [];
  if (given !== undefined || existsSync(path)) {
    const { readTargetSchema, targetProblems } = await import('../mapping/check-levels/target.ts');
    return targetProblems(mapping, root, readTargetSchema(path));
  }
  // The database made by perenos itself takes every canonical field.
  if (mapping.target.type === 'sqlite') return [];
  const problems = problemList();
  problems.add(keyPlace(root, ['target']), { code: 'check.no-target-schema', args: { file: path } });
  return problems.sorted();
}

async function testsOf(
  file: string,
  mapping: CompiledMapping,
  { flags }: Invocation,
): Promise<Omit<CheckedFile, 'file'>> {
  const folder = flags.text('tests') ?? join(dirname(file), 'tests');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  if (names.length === 0) {
    const problems = problemList();
    problems.add({ file, line: 1, column: 1 }, { code: 'check.no-tests', args: { folder } });
    return { problems: problems.sorted(), passed: [] };
  }
  const { runMappingTests } = await import('../mapping/check-levels/mapping-tests.ts');
  const tested = names.toSorted().map((name) => {
    const shown = join(folder, name);
    const { problems, passed } = runMappingTests(mapping, shown, resolve(shown));
    return { problems, passed: passed.map((test) => ({ file: shown, name: test })) };
  });
  return { problems: tested.flatMap((one) => one.problems), passed: tested.flatMap((one) => one.passed) };
}

interface Headings {
  readonly of: (source: CompiledSource) => Promise<readonly Table[] | undefined>;
  /** Writes what was read, when `--save-headers` asks for it. */
  readonly save: () => void;
}

/** Headings of the source files; where they are absent, those committed beside the mapping. */
async function headings(file: string, invocation: Invocation): Promise<Headings> {
  const { flags } = invocation;
  const base = dirname(resolve(file));
  const named = flags.text('headers');
  const path = named ?? join(dirname(file), 'headers.json');
  const committed =
    named !== undefined || existsSync(path) ? await import('../mapping/check-levels/headers.ts') : undefined;
  const known = committed?.readHeaders(path);
  const read: Headers['sources'] = {};
  return {
    async of(source) {
      const tables = await tablesOf(source, base, invocation);
      if (tables === undefined)
        return known === undefined ? undefined : committed?.committedTables(known, source.name, basename(path));
      read[source.name] = tables.map(({ name, columns }) => ({ table: name, columns: [...columns] }));
      return tables;
    },
    save() {
      const output = flags.text('saveHeaders');
      if (output === undefined) return;
      if (Object.keys(read).length === 0) throw new ConfigError('cli.no-headings', { file });
      const document: Headers = { format_version: '1.0', sources: { ...known?.sources, ...read } };
      writeOutput(output, `${JSON.stringify(document, undefined, 2)}\n`, 0o644);
    },
  };
}

/** The headings of a source's files; undefined when a file is not there: mappings are often checked without the data. */
async function tablesOf(
  source: CompiledSource,
  base: string,
  { config, context }: Invocation,
): Promise<readonly Table[] | undefined> {
  // The readers of all formats take longer to load than a short mapping takes to check.
  const [registry, { recognise, sourceInputs }] = await Promise.all([
    import('../sources/index.ts'),
    import('../pipeline/inputs.ts'),
  ]);
  const sources = Object.values(registry);
  try {
    const tables: Table[] = [];
    for (const pattern of source.files) {
      const search = { base, limits: config.limits, sources, format: source.format };
      const [input] = await sourceInputs([pattern], search);
      if (input === undefined) continue;
      const recognised = await recognise(input, sources, source.format);
      const heads = await tableHeads(recognised.source, { input, options: source.options, context });
      const taken = heads.filter(({ name }) => source.select.length === 0 || source.select.includes(name));
      tables.push(...taken.map(({ name, columns }) => ({ file: shownPath(input.file), name, columns })));
    }
    return tables;
  } catch (error) {
    if (error instanceof InputError && error.code === 'input.not-found') return undefined;
    throw error;
  }
}

function shownPath(file: string): string {
  return file.startsWith('/') ? relative(process.cwd(), file) : file;
}
