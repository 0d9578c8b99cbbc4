import type { Locale } from '../locales/language.ts';
import type { FunnelLine, IssueGroup, Report, ResultLine } from '../model/report.ts';
import { painter, printable } from '../terminal.ts';
import { wordingOf } from './errors.ts';
import { textTable } from './text-table.ts';

type Painter = ReturnType<typeof painter>;

const funnelColumns = [
  'read',
  'filtered',
  'rejected',
  'merged',
  'planned',
  'create',
  'update',
  'unchanged',
  'skip',
] as const;
const resultColumns = ['planned', 'done', 'rejected', 'in_doubt', 'blocked'] as const;

/** The report as a page of text: verdict, sums, problems, what is left behind. */
export function renderText(report: Report, locale: Locale, paint: Painter): string {
  const { reportTexts: texts } = locale;
  const number = new Intl.NumberFormat(locale.language).format;
  const color = { ready: paint.green, remarks: paint.yellow, 'not-ready': paint.red }[report.verdict.level];
  const addsUp = [...report.funnel, ...report.result].every((line) => line.adds_up);
  return [
    `${color(paint.bold(texts.verdict[report.verdict.level]))}  ${texts.planHash} ${report.run.plan_hash.slice(0, 8)}`,
    [paint.bold(texts.funnel), ...funnel(report.funnel, locale, number)].join('\n'),
    addsUp ? texts.addsUp : paint.red(texts.doesNotAddUp),
    ...(report.result.length === 0
      ? []
      : [[paint.bold(texts.loaded), ...result(report.result, locale, number)].join('\n')]),
    problems(report.issues, locale, paint),
    ...duplicates(report, locale, paint),
    ...leftBehind(report, locale, paint),
  ].join('\n\n');
}

type Format = (value: number) => string;

function funnel(
  lines: readonly FunnelLine[],
  { reportTexts, interfaceTexts }: Locale,
  format: Format,
): readonly string[] {
  const heading = [reportTexts.kind, ...funnelColumns.map((column) => reportTexts.columns[column])];
  const rows = lines.map((line) => [
    interfaceTexts.kinds[line.kind] ?? line.kind,
    ...funnelColumns.map((column) => line[column]),
  ]);
  return textTable([heading, ...rows], format);
}

function result(
  lines: readonly ResultLine[],
  { reportTexts, interfaceTexts }: Locale,
  format: Format,
): readonly string[] {
  const heading = [reportTexts.kind, ...resultColumns.map((column) => reportTexts.columns[column])];
  const rows = lines.map((line) => [
    interfaceTexts.kinds[line.kind] ?? line.kind,
    ...resultColumns.map((column) => line[column]),
  ]);
  return textTable([heading, ...rows], format);
}

function problems(groups: readonly IssueGroup[], locale: Locale, paint: Painter): string {
  const { reportTexts: texts } = locale;
  if (groups.length === 0) return texts.noProblems;
  const shown = groups.slice(0, 12).map((group) => {
    const [sample] = group.samples;
    const place = sample === undefined ? '' : `  ${paint.dim(`${printable(sample.file)}:${sample.line}`)}`;
    const field = group.field === null ? '' : ` (${group.field})`;
    return `  ${String(group.count).padStart(7)}  ${texts.severity[group.severity]}  ${wordingOf(locale, group.code).title}${field}  ${paint.dim(group.code)}${place}`;
  });
  const rest = groups.length - shown.length;
  return [paint.bold(texts.problems), ...shown, ...(rest > 0 ? [`  ${texts.more(rest)}`] : [])].join('\n');
}

function duplicates(report: Report, { reportTexts: texts, interfaceTexts }: Locale, paint: Painter): readonly string[] {
  const merged = report.duplicates.filter(({ clusters }) => clusters > 0);
  if (merged.length === 0) return [];
  const lines = merged.map(
    (line) => `  ${interfaceTexts.kinds[line.kind] ?? line.kind}: ${texts.mergedRecords(line.clusters, line.merged)}`,
  );
  return [[paint.bold(texts.duplicates), ...lines].join('\n')];
}

function leftBehind(report: Report, { reportTexts: texts }: Locale, paint: Painter): readonly string[] {
  if (report.left_behind.length === 0) return [];
  const lines = report.left_behind
    .slice(0, 10)
    .map(
      ({ file, column, filled }) =>
        `  ${printable(column)}  ${texts.filledCells(filled)}  ${paint.dim(printable(file))}`,
    );
  const rest = report.left_behind.length - lines.length;
  return [[paint.bold(texts.leftBehind), ...lines, ...(rest > 0 ? [`  ${texts.more(rest)}`] : [])].join('\n')];
}
