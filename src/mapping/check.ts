import { MappingError, type Problem } from '../errors.ts';
import type { Table } from '../model/row.ts';
import { bindUnder } from './bind-under.ts';
import type { CompileOptions } from './compile.ts';
import type { CompiledContract, CompiledMapping, CompiledSource } from './compiled.ts';
import { headingsOf } from './headings.ts';
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
  const sources = new Map(mapping.sources.map((source) => [source.name, source]));
  for (const block of mapping.blocks) {
    const contract = sources.get(block.source)?.contract;
    for (const table of tables.get(block.source) ?? []) collect(() => bindUnder(contract, block, table));
    for (const join of block.joins) {
      for (const table of tables.get(join.source) ?? [])
        collect(() => joinKeyOf(join, table, sources.get(join.source)?.contract));
    }
  }
  for (const { name, contract } of mapping.sources) {
    for (const table of tables.get(name) ?? []) found.push(...declaredProblems(contract, table));
  }
  return found;
}

/** Declared columns that a table lacks. */
function declaredProblems(contract: CompiledContract | undefined, table: Table): readonly Problem[] {
  if (contract?.declared === undefined || contract.columns === 'ignore') return [];
  const headings = headingsOf(table);
  const severity = contract.columns === 'freeze' ? 'error' : 'warning';
  return contract.declared
    .filter((column) => (column.table ?? table.name) === table.name && headings.find(column.name).length === 0)
    .map(({ name: column, place }) => {
      const suggestion = headings.nearest(column);
      const finding = { code: 'contract.column-missing', args: { column }, place, severity } as const;
      return suggestion === undefined ? finding : { ...finding, suggestion };
    });
}
