import { MappingError, type Problem } from '../errors.ts';
import type { Table } from '../model/row.ts';
import type { CompileOptions } from './compile.ts';
import type { CompiledMapping, CompiledSource } from './compiled.ts';
import { joinKeyOf } from './join-key.ts';
import { problemList, sortProblems } from './problems.ts';
import { readMapping } from './read.ts';

export interface CheckOptions extends CompileOptions {
  /** 1: YAML syntax; 2: shape; 3: meaning, and columns when `headersOf` is given. */
  readonly level: 1 | 2 | 3;
  /** The tables of a source with their headings; undefined: not known, so its columns are not checked. */
  readonly headersOf?: (source: CompiledSource) => Promise<readonly Table[] | undefined>;
}

/**
 * Every problem of a mapping file, in file order: errors and warnings.
 * @throws ConfigError when the file cannot be read
 */
export async function checkMapping(file: string, options: CheckOptions): Promise<readonly Problem[]> {
  if (options.level < 3) {
    const problems = problemList();
    const read = readMapping(file, problems);
    if (options.level === 2 && read !== undefined)
      (await import('./schema-problems.ts')).checkShape(read.root, problems);
    return problems.sorted();
  }
  const { tryCompile } = await import('./compile.ts');
  const { mapping, problems, draft } = await tryCompile(file, options);
  const compiled = mapping ?? draft;
  if (options.headersOf === undefined || compiled === undefined) return problems;
  return sortProblems([...problems, ...(await headingProblems(compiled, options.headersOf))]);
}

/** Problems of the columns a mapping names, against the headings its sources have. */
async function headingProblems(
  mapping: Pick<CompiledMapping, 'sources' | 'blocks'>,
  headersOf: NonNullable<CheckOptions['headersOf']>,
): Promise<readonly Problem[]> {
  const tables = new Map<string, readonly Table[] | undefined>();
  for (const source of mapping.sources) tables.set(source.name, await headersOf(source));
  const found: Problem[] = [];
  const collect = (check: () => unknown): void => {
    try {
      check();
    } catch (error) {
      if (!(error instanceof MappingError)) throw error;
      found.push(...error.problems);
    }
  };
  for (const block of mapping.blocks) {
    for (const table of tables.get(block.source) ?? []) collect(() => block.bind(table));
    for (const join of block.joins) {
      for (const table of tables.get(join.source) ?? []) collect(() => joinKeyOf(join, table));
    }
  }
  return found;
}
