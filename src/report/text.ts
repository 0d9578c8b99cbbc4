import type { Locale } from '../locales/language.ts';
import type { FunnelSums, IssueGroup, Report } from '../model/report.ts';
import type { painter } from '../terminal.ts';
import { hasDifference, totalSentence } from './control-totals.ts';
import { wordingOf } from './errors.ts';
import { localeFor } from './purpose.ts';
import { fieldName, issueName, kindName, oneLine, placeName } from './names.ts';
import { resultNumbers } from './result-numbers.ts';
import { displayWidth, padEnd, padStart, textTable, wrapText, type TableRow } from './text-table.ts';

/** How a report is to look on a terminal. */
export interface TextStyle {
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: ReturnType<typeof painter>;
}

interface Writer extends TextStyle {
  readonly report: Report;
  readonly locale: Locale;
  readonly number: (value: number) => string;
}

const shownProblems = 12;
const shownColumns = 10;
const shownTotals = 12;
/** Text is broken at this width even on wider terminals: longer lines are hard to read. */
const widestText = 120;

/** The report as a page of text: verdict, sums, problems, duplicates, what is left behind. */
export function renderText(report: Report, usual: Locale, { width, paint }: TextStyle): string {
  const locale = localeFor(report, usual);
  const format = new Intl.NumberFormat(locale.language);
  const number = (value: number) => format.format(value);
  const writer: Writer = { report, locale, paint, number, width: Math.max(20, width) };
  return [
    verdict(writer),
    funnel(writer),
    ...(report.result.length === 0 ? [] : [loaded(writer)]),
    ...totals(writer),
    problems(writer),
    ...duplicates(writer),
    ...leftBehind(writer),
  ].join('\n\n');
}

/** What forbids to load: whoever reads only the first lines has to know. */
const isGate = /^(?:plan\.gate-|plan\.owners-(?!replaced)|contract\.broken$)/;

function verdict(writer: Writer): string {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  const color = { ready: paint.green, remarks: paint.yellow, 'not-ready': paint.red }[report.verdict.level];
  const hash = `${texts.planHash} ${report.run.plan_hash.slice(0, 8)}`;
  return [
    `${color(paint.bold(texts.verdict[report.kind][report.verdict.level]))}  ${paint.dim(hash)}`,
    ...wrapped(writer, texts.verdictMeaning[report.kind][report.verdict.level], 0),
    ...report.verdict.reasons
      .filter(({ code }) => code === 'plan.columns-left' || isGate.test(code))
      .flatMap(({ code, args }) => {
        const text = `${issueName(locale, code)} (${wordingOf(locale, code).message(args)})`;
        return wrapped(writer, text, 0);
      }),
  ].join('\n');
}

type SumName = Exclude<keyof FunnelSums, 'adds_up'>;

/** The account of one kind from top to bottom; lines about rows stand only where rows are not records. */
const account: readonly {
  readonly name: SumName;
  readonly sign: string;
  readonly isOptional?: true;
  readonly isRare?: true;
}[] = [
  { name: 'rows', sign: ' ', isOptional: true },
  { name: 'exploded', sign: '+', isOptional: true },
  { name: 'stubs', sign: '+', isOptional: true },
  { name: 'read', sign: '=' },
  { name: 'filtered', sign: '−' },
  { name: 'rejected', sign: '−' },
  { name: 'merged', sign: '−' },
  { name: 'planned', sign: '=' },
  { name: 'create', sign: ' ' },
  { name: 'update', sign: ' ' },
  { name: 'delete', sign: ' ', isRare: true },
  { name: 'unchanged', sign: ' ' },
  { name: 'skip', sign: ' ' },
  { name: 'joined', sign: ' ', isRare: true },
];

function funnel(writer: Writer): string {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  const { exploded, stubs } = report.overall;
  const isPlain = exploded + stubs === 0;
  const lines = account
    .filter(
      ({ name, isOptional, isRare }) =>
        (isOptional !== true || !isPlain) && ((isOptional ?? isRare) !== true || report.overall[name] > 0),
    )
    .map(({ name, sign }) => ({ label: `${isPlain && name === 'read' ? ' ' : sign} ${texts.columns[name]}`, name }));
  const tables = columnsInTables(writer, {
    kinds: report.funnel,
    lines,
    value: (line, name) => line[name],
  });
  const sums = report.overall.adds_up ? texts.addsUp : paint.red(texts.doesNotAddUp);
  return [paint.bold(texts.funnel), ...tables, ...wrapped(writer, sums, 0)].join('\n');
}

const resultNames = ['planned', ...resultNumbers] as const;

function loaded(writer: Writer): string {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  const lines = resultNames.map((name) => ({
    label: `  ${texts.loadedColumns[name]}`,
    name,
  }));
  const tables = columnsInTables(writer, { kinds: report.result, lines, value: (line, name) => line[name] });
  const addsUp = report.result.every((line) => line.adds_up);
  const sums = addsUp ? texts.resultAddsUp : paint.red(texts.doesNotAddUp);
  return [paint.bold(texts.loaded), ...tables, ...wrapped(writer, sums, 0)].join('\n');
}

/** Control totals, those that differ first. */
function totals(writer: Writer): readonly string[] {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  if (report.totals.length === 0) return [];
  const differing = report.totals.filter(hasDifference);
  const sorted = [...differing, ...report.totals.filter((total) => !hasDifference(total))];
  const lines = sorted.slice(0, Math.max(shownTotals, differing.length)).flatMap((total) => {
    const sentence = wrapped(writer, totalSentence(total, locale), 2);
    return hasDifference(total) ? sentence.map((line) => paint.red(line)) : sentence;
  });
  const rest = sorted.length - Math.max(shownTotals, differing.length);
  return [[paint.bold(texts.page.totals), ...lines, ...(rest > 0 ? [`  ${texts.more(rest)}`] : [])].join('\n')];
}

interface Account<Line, Name> {
  readonly kinds: readonly Line[];
  readonly lines: readonly { readonly label: string; readonly name: Name }[];
  readonly value: (line: Line, name: Name) => number;
}

/** A column a kind, as many side by side as the terminal is wide; the others below. */
function columnsInTables<Line extends { readonly kind: Parameters<typeof kindName>[1] }, Name>(
  { locale, number, width }: Writer,
  { kinds, lines, value }: Account<Line, Name>,
): readonly string[] {
  const tableOf = (part: readonly Line[]) => {
    const heading: TableRow = ['', ...part.map(({ kind }) => kindName(locale, kind))];
    return textTable(
      [heading, ...lines.map(({ label, name }) => [label, ...part.map((line) => value(line, name))])],
      number,
    );
  };
  const tables: string[][] = [];
  let rest = kinds;
  while (rest.length > 0) {
    let taken = rest.length;
    while (taken > 1 && tableOf(rest.slice(0, taken)).some((line) => displayWidth(line) > width)) taken -= 1;
    tables.push([...tableOf(rest.slice(0, taken))]);
    rest = rest.slice(taken);
  }
  return tables.flatMap((table, index) => (index === 0 ? table : ['', ...table]));
}

function problems(writer: Writer): string {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  if (report.issues.length === 0) return texts.noProblems;
  const shown = report.issues.slice(0, shownProblems);
  const rest = report.issues.length - shown.length;
  return [
    paint.bold(texts.problems),
    ...shown.flatMap((group) => problem(writer, group, shown)),
    ...(rest > 0 ? [`  ${texts.more(rest)}`] : []),
  ].join('\n');
}

function problem(writer: Writer, group: IssueGroup, all: readonly IssueGroup[]): readonly string[] {
  const { locale, paint, number } = writer;
  const { reportTexts: texts } = locale;
  const widest = (labels: readonly string[]) => Math.max(...labels.map(displayWidth));
  const count = padStart(number(group.count), widest(all.map((other) => number(other.count))));
  const severity = padEnd(texts.severity[group.severity], widest(all.map((other) => texts.severity[other.severity])));
  const color = { error: paint.red, warning: paint.yellow, notice: paint.dim }[group.severity];
  const field = group.field === null ? '' : ` (${fieldName(locale, group.field)})`;
  const indent = 2 + displayWidth(count) + 2 + displayWidth(severity) + 2;
  const narrow = indent > writer.width / 3;
  const title = wrapped(writer, oneLine(`${issueName(locale, group.code)}${field}`), narrow ? 4 : indent);
  const [sample] = group.samples;
  const place = sample === undefined ? '' : placeName(sample);
  const about = [group.code, place, texts.decides[group.decides]].filter((part) => part !== '').join(' · ');
  const head = `  ${count}  ${color(severity)}`;
  const details = wrapped(writer, about, narrow ? 4 : indent).map(paint.dim);
  return narrow
    ? [head, ...title, ...details]
    : [`${head}  ${title[0]?.trimStart() ?? ''}`, ...title.slice(1), ...details];
}

function duplicates(writer: Writer): readonly string[] {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  const found = report.duplicates.filter(({ clusters, review }) => clusters + review > 0);
  if (found.length === 0) return [];
  const lines = found.flatMap(({ kind, clusters, merged, review }) => {
    const words = [texts.mergedRecords(clusters, merged), ...(review === 0 ? [] : [texts.waitingPairs(review)])];
    return wrapped(writer, `${kindName(locale, kind)}: ${words.join('; ')}`, 2);
  });
  return [[paint.bold(texts.duplicates), ...lines].join('\n')];
}

function leftBehind(writer: Writer): readonly string[] {
  const { report, locale, paint } = writer;
  const { reportTexts: texts } = locale;
  if (report.left_behind.length === 0) return [];
  const shown = report.left_behind.slice(0, shownColumns);
  const lines = shown.flatMap(({ file, table, column, filled }) => {
    const place = placeName({ file, sheet: table, line: 0 });
    return wrapped(writer, `${oneLine(column)} — ${texts.filledCells(filled)} · ${place}`, 2);
  });
  const rest = report.left_behind.length - shown.length;
  return [[paint.bold(texts.leftBehind), ...lines, ...(rest > 0 ? [`  ${texts.more(rest)}`] : [])].join('\n')];
}

function wrapped({ width }: TextStyle, text: string, indent: number): readonly string[] {
  const space = Math.max(10, Math.min(width, widestText) - indent);
  return wrapText(text, space).map((line) => ' '.repeat(indent) + line);
}
