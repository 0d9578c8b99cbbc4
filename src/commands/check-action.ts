import { dirname, join, relative, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { ConfigError, InputError, type Problem } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { checkMapping } from '../mapping/check.ts';
import type { CompiledSource } from '../mapping/compiled.ts';
import type { Table } from '../model/row.ts';
import { findInputs, recognise } from '../pipeline/inputs.ts';
import { wordingOf, wordProblems } from '../report/errors.ts';
import * as registry from '../sources/index.ts';
import { painter } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { tableHeads } from './table-heads.ts';

/** Checks mapping files and says every problem with its place. */
export async function checkAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config, terminal, context } = invocation;
  const locale = await loadLocale(config.language);
  const level = Number(flags.text('level') ?? '3') as 1 | 2 | 3;
  const files = mappingFiles(invocation);
  const problems: Problem[] = [];
  for (const file of files) {
    const headersOf = (source: CompiledSource) => headings(source, dirname(resolve(file)), invocation);
    problems.push(...(await checkMapping(file, { level, now: context.now(), headersOf })));
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const verdict = locale.interfaceTexts.checked(files.length, errors, warnings);
  const text = [
    ...(problems.length === 0 ? [] : [wordProblems(problems, locale, painter(terminal.color))]),
    verdict,
  ].join('\n\n');
  const issues = problems.map((problem) => ({
    ...problem,
    message: wordingOf(locale, problem.code).message(problem.args),
  }));
  const failOn = flags.text('failOn') ?? 'error';
  const fails = failOn !== 'never' && (errors > 0 || (failOn === 'warning' && warnings > 0));
  const exitCode = fails ? (errors > 0 ? 2 : 1) : 0;
  return { exitCode, text, summary: { files, level, errors, warnings }, issues };
}

function mappingFiles({ arguments: given, config }: Invocation): readonly string[] {
  if (given.length > 0) return given;
  const file = join(config.root, 'perenos.yaml');
  if (!existsSync(file)) throw new ConfigError('cli.no-mapping', { folder: config.root });
  return [relative(process.cwd(), file)];
}

/** The headings of a source's files; undefined when a file is not there: mappings are often checked without the data. */
async function headings(
  source: CompiledSource,
  base: string,
  { config, context }: Invocation,
): Promise<readonly Table[] | undefined> {
  try {
    const tables: Table[] = [];
    for (const pattern of source.files) {
      const [input] = await findInputs(pattern, base, config.limits);
      if (input === undefined) continue;
      const recognised = await recognise(input, Object.values(registry), source.format);
      const heads = await tableHeads(recognised.source, { input, options: source.options, context });
      const taken = heads.filter(({ name }) => source.select.length === 0 || source.select.includes(name));
      tables.push(...taken.map(({ name, columns }) => ({ file: input.file, name, columns })));
    }
    return tables;
  } catch (error) {
    if (error instanceof InputError && error.code === 'input.not-found') return undefined;
    throw error;
  }
}
