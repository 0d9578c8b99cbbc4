import { extname } from 'node:path';
import { ConfigError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import { wordingOf } from '../report/errors.ts';
import { wordIssue } from '../report/finding.ts';
import { csvLine } from '../report/csv-line.ts';
import { writeOutput } from '../store/output-file.ts';
import { rejectedRecords, type RejectedRecord } from '../store/plan-findings.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import { painter, printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { planOfRun } from './run-plan.ts';

/** Prints rejected rows with their original values, the reasons and the remedies. */
export async function rejectsShowAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config, terminal } = invocation;
  const locale = await loadLocale(config.language);
  const max = positiveNumber('max', flags.text('max') ?? '20');
  return withPlan(invocation, (plan) => {
    const records = collect(plan, flags.text('code'));
    const shown = records.slice(0, max);
    const paint = painter(terminal.color);
    const text = shown.map((record) => describe(record, locale, paint)).join('\n\n');
    const rest = records.length - shown.length;
    const { reportTexts, interfaceTexts } = locale;
    const lines =
      records.length === 0 ? [interfaceTexts.noRejects] : [text, ...(rest > 0 ? [reportTexts.more(rest)] : [])];
    const summary = { run_id: readManifest(plan).runId, count: records.length, records: shown.map(plain) };
    return {
      exitCode: 0,
      text: lines.join('\n\n'),
      summary,
      next: records.length === 0 ? [] : ['perenos rejects export -o rejects.csv'],
    };
  });
}

/** Writes rejected rows to a workbook to correct them in, or to a CSV or JSON file: the original columns and what is wrong. */
export async function rejectsExportAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const locale = await loadLocale(config.language);
  const file = flags.text('output') ?? '';
  const format = extname(file).toLowerCase();
  if (format === '.xlsx') return exportWorkbook(invocation, locale, file);
  if (format !== '.csv' && format !== '.json') {
    throw new ConfigError('cli.bad-choice', { name: 'output', value: file, choices: '*.xlsx, *.csv, *.json' });
  }
  const only = flags.text('only') ?? 'rejected';
  if (only !== 'rejected') throw new ConfigError('cli.bad-choice', { name: 'only', value: only, choices: 'rejected' });
  return withPlan(invocation, (plan) => {
    const records = collect(plan, flags.text('code'));
    const forExcel = flags.text('csvFor') !== 'machine';
    writeOutput(
      file,
      format === '.json' ? `${JSON.stringify(records.map(plain), undefined, 2)}\n` : csv(records, locale, forExcel),
    );
    return {
      exitCode: 0,
      text: locale.interfaceTexts.rejectsWritten(records.length, file),
      summary: { count: records.length },
      files: { rejects: file },
    };
  });
}

async function exportWorkbook(invocation: Invocation, locale: Locale, file: string): Promise<CommandResult> {
  const { writeRejectsWorkbook } = await import('./rejects-workbook.ts');
  const plan = planOfRun(invocation);
  try {
    const { files, rows } = await writeRejectsWorkbook(invocation, { plan, locale, file });
    const summary = { count: rows, files };
    const text = locale.interfaceTexts.rejectsWritten(rows, files.join(', '));
    return { exitCode: 0, text, summary, files: { rejects: file }, next: [`perenos rejects import ${file}`] };
  } finally {
    plan.close();
  }
}

function withPlan<T>(invocation: Invocation, work: (plan: Plan) => T): T {
  const plan = planOfRun(invocation);
  try {
    return work(plan);
  } finally {
    plan.close();
  }
}

function collect(plan: Plan, code: string | undefined): readonly RejectedRecord[] {
  const records: RejectedRecord[] = [];
  for (const page of rejectedRecords(plan, code === undefined ? {} : { code })) records.push(...page);
  return records;
}

function positiveNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number <= 0) throw new ConfigError('cli.bad-number', { name, value });
  return number;
}

/** Why a row was rejected, each reason with its place, and the row as it was read. */
function describe(record: RejectedRecord, locale: Locale, paint: ReturnType<typeof painter>): string {
  const { columns, cells, findings } = record;
  const reasons = findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => wordIssue(locale, finding, paint));
  const values = columns
    .map((column, index) => [column, cells[index]] as const)
    .filter(([, cell]) => cell !== null && cell !== undefined && cell !== '')
    .map(([column, cell]) => `  ${paint.dim(printable(column))}: ${printable(cellText(cell))}`);
  return [...reasons, ...values].join('\n');
}

function plain({ seq, kind, block, key, file, sheet, line, columns, cells, findings }: RejectedRecord) {
  const values = Object.fromEntries(
    columns.map((column, index) => [uniqueName(columns, index, column), cells[index] ?? null]),
  );
  const issues = findings.map(({ code, severity, field, column, value, args }) => ({
    code,
    severity,
    field,
    column,
    value,
    args,
  }));
  return { seq, kind, block, key, file, sheet, line, values, issues };
}

/** Repeated headings are told apart by their number, so that no value is lost. */
function uniqueName(columns: readonly string[], index: number, column: string): string {
  const before = columns.slice(0, index).filter((other) => other === column).length;
  return before === 0 ? column : `${column}#${before + 1}`;
}

/** One heading for all: tables with other columns get theirs beside the first ones. */
function csv(records: readonly RejectedRecord[], locale: Locale, forExcel: boolean): string {
  const { rejectColumns } = locale.interfaceTexts;
  const columns = [
    ...new Set(
      records.flatMap((record) => record.columns.map((column, index) => uniqueName(record.columns, index, column))),
    ),
  ];
  const lines = records.map((record) => {
    const values = new Map(
      record.columns.map((column, index) => [uniqueName(record.columns, index, column), record.cells[index]]),
    );
    const errors = record.findings.filter(({ severity }) => severity === 'error');
    const reason = errors.map(({ code, args }) => wordingOf(locale, code).message(args)).join('; ');
    const fix = [...new Set(errors.map(({ code }) => wordingOf(locale, code).fix))].join(' ');
    const codes = errors.map(({ code }) => code).join(' ');
    return [
      record.file,
      record.sheet,
      String(record.line),
      codes,
      reason,
      fix,
      ...columns.map((column) => cellText(values.get(column))),
    ];
  });
  const mark = forExcel ? '\ufeff' : '';
  return mark + [[...rejectColumns, ...columns], ...lines].map((line) => csvLine(line, forExcel)).join('\r\n') + '\r\n';
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
