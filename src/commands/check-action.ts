import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ConfigError, type Problem } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { wordProblems } from '../report/errors.ts';
import { painter } from '../terminal.ts';
import { checkFile, type CheckLevel, type CheckedFile } from './check-file.ts';
import { checkOutcome, isFormat, renderCheck, writeStepSummary } from './check-output.ts';
import type { CommandResult, Invocation } from './command.ts';
import { writeOutput } from '../store/output-file.ts';

/** Checks mapping files and says every problem with its place, in the form that was asked for. */
export async function checkAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config, terminal } = invocation;
  const locale = await loadLocale(config.language);
  const level = Number(flags.text('level') ?? '3') as CheckLevel;
  const checked: CheckedFile[] = [];
  for (const file of mappingFiles(invocation)) checked.push(await checkFile(file, level, invocation));
  const problems = checked.flatMap((one) => one.problems);
  const counts = count(problems);
  const files = checked.map(({ file }) => file);
  const passed = checked.flatMap((one) => one.passed);
  const verdict = locale.interfaceTexts.checked(files.length, counts.errors, counts.warnings);
  const outcome = checkOutcome({ checked, verdict, locale, config });
  const asked = flags.text('format') ?? 'text';
  const format = isFormat(asked) ? asked : undefined;
  const rendered = format === undefined ? undefined : renderCheck(outcome, format);
  const named = flags.text('output');
  const output = named === '-' ? undefined : named;
  if (rendered !== undefined && output !== undefined) writeOutput(output, `${rendered}\n`, 0o644);
  if (format === 'github') writeStepSummary(outcome, config.stepSummary);
  const words = problems.length === 0 ? [] : [wordProblems(problems, locale, painter(terminal.color))];
  const text = rendered === undefined || output !== undefined ? [...words, verdict].join('\n\n') : rendered;
  const summary = { files, level, ...counts, tests_passed: passed.length };
  const result: CommandResult = {
    exitCode: exitCode(counts, flags.text('failOn') ?? 'error'),
    text,
    summary,
    issues: problems.map((problem, index) => ({ ...problem, message: outcome.findings[index]?.message ?? '' })),
    ...(output === undefined || rendered === undefined ? {} : { files: { report: output } }),
  };
  return asked === 'json' ? { ...result, asJson: true } : result;
}

function count(problems: readonly Problem[]) {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

function exitCode({ errors, warnings }: ReturnType<typeof count>, failOn: string): number {
  if (failOn === 'never') return 0;
  if (errors > 0) return 2;
  return failOn === 'warning' && warnings > 0 ? 1 : 0;
}

/** The files given, and of each folder given the mapping in it. */
function mappingFiles({ arguments: given, config }: Invocation): readonly string[] {
  if (given.length > 0) return given;
  const file = join(config.root, 'perenos.yaml');
  if (!existsSync(file)) throw new ConfigError('cli.no-mapping', { folder: config.root });
  return [relative(process.cwd(), resolve(dirname(file), 'perenos.yaml'))];
}
