import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { hasDoubled } from '../pipeline/report-doubled.ts';
import { renderText } from '../report/text.ts';
import { painter } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';

/** What a command that ends with a report says: the report as text, its numbers as JSON. */
export function reportResult(
  report: Report,
  { invocation, locale }: { readonly invocation: Invocation; readonly locale: Locale },
  extra: Pick<CommandResult, 'files' | 'next'> & { readonly exitCode: number; readonly lines?: readonly string[] },
): CommandResult {
  const { lines = [], ...rest } = extra;
  const { color, width } = invocation.terminal;
  const text = [renderText(report, locale, { width, paint: painter(color) }), ...lines].join('\n\n');
  return { ...rest, text, summary: summaryOf(report), issues: issuesOf(report) };
}

/** The command that asks a person about likely duplicates, unless nobody is to be asked. */
export function questionsLeft(
  { duplicates }: Report,
  { flags }: Pick<Invocation, 'flags'>,
  planFile?: string,
): readonly string[] {
  const isAsked = flags.text('review') !== 'none' && duplicates.some(({ review }) => review > 0);
  return isAsked ? [`perenos review serve${planFile === undefined ? '' : ` --plan ${planFile}`}`] : [];
}

/** Exit code of a finished migration by what was found and what `--fail-on` asks for. */
export function exitCodeOf(report: Report, failOn: string): number {
  const isOpen = report.result.some(({ in_doubt, blocked }) => in_doubt + blocked > 0);
  if (isOpen || hasDoubled(report.issues)) return 8;
  if (failOn === 'never') return 0;
  const rejected = [...report.funnel, ...report.result].some((line) => line.rejected > 0);
  const reached = report.issues.some(
    ({ severity }) => severity === 'error' || (failOn === 'warning' && severity === 'warning'),
  );
  return rejected || reached ? 1 : 0;
}

function summaryOf(report: Report) {
  const { verdict, run, funnel, result, checks, duplicates, inputs } = report;
  const files = inputs.map(({ file, format, tables }) => ({
    file,
    format,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
  }));
  return {
    kind: report.kind,
    verdict: verdict.level,
    run_id: run.id,
    plan_hash: run.plan_hash,
    inputs: files,
    funnel,
    result,
    checks,
    duplicates: duplicates.map(({ kind, clusters, merged, review }) => ({ kind, clusters, merged, review })),
  };
}

/** Groups of findings as the `issues` of the JSON document: the samples carry the places. */
function issuesOf(report: Report): NonNullable<CommandResult['issues']> {
  return report.issues.map((group) => ({ ...group, args: group.samples[0]?.args ?? {} })) as unknown as NonNullable<
    CommandResult['issues']
  >;
}
