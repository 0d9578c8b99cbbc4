import { existsSync } from 'node:fs';
import { ConfigError, GateError, InputError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { reportOfLoad } from '../pipeline/report.ts';
import { refusals } from '../pipeline/report-refusals.ts';
import { openRecords } from '../pipeline/result-sums.ts';
import { projectFolder } from '../store/project-folder.ts';
import { stateToRead } from '../store/state-to-read.ts';
import { textTable } from '../report/text-table.ts';
import { operationTotals } from '../store/plan-operations.ts';
import { openPlan, readDocument, readManifest, writeDocument, type Plan } from '../store/plan.ts';
import { apply as definition } from './apply.ts';
import type { CommandResult, Invocation } from './command.ts';
import { askYes, confirm } from './confirm.ts';
import { writeReports } from './migration.ts';
import { performPlan, type Performing } from './perform-plan.ts';
import { exitCodeOf, reportResult } from './result.ts';
import { withWorkspace } from './workspace.ts';

/** Continues the last run that did not come to its end. @throws ConfigError when there is none */
export async function resumeAction(invocation: Invocation): Promise<CommandResult> {
  const { config, context } = invocation;
  const project = projectFolder(config.root);
  if (!existsSync(project.stateFile)) throw new ConfigError('cli.no-run', { folder: config.root });
  const state = stateToRead(project, context.now());
  const [run] = state.unfinishedRuns();
  state.close();
  if (run === undefined) {
    const { loadingTexts } = await loadLocale(config.language);
    return { exitCode: 0, text: loadingTexts.nothingToResume, summary: { run_id: null } };
  }
  return applyAction({ ...invocation, arguments: [run.plan_file] });
}

/** Performs a plan, or continues one that was interrupted. */
export async function applyAction(invocation: Invocation): Promise<CommandResult> {
  const [file = ''] = invocation.arguments;
  const plan = openPlan(file);
  try {
    const report = readDocument(plan, 'report') as Report | undefined;
    const manifest = readManifest(plan);
    if (report === undefined && manifest.kind !== 'rollback') throw new InputError('plan.not-a-plan', { file });
    const [gate] = manifest.gates;
    if (gate !== undefined) throw new GateError(gate.code, gate.args);
    const locale = await loadLocale(invocation.config.language);
    if (report === undefined) return await undo(invocation, plan, locale);
    if (invocation.flags.flag('dryRun')) return reportResult(report, { invocation, locale }, { exitCode: 0 });
    await confirm(invocation, report, locale);
    return await withWorkspace(invocation, definition, (workspace) => perform(invocation, { plan, report, workspace }));
  } finally {
    plan.close();
  }
}

/** A plan without a report of its own takes back what another run did. */
async function undo(invocation: Invocation, plan: Plan, locale: Locale): Promise<CommandResult> {
  const totals = operationTotals(plan);
  const { interfaceTexts, loadingTexts, reportTexts } = locale;
  const numbers = new Intl.NumberFormat(invocation.config.language);
  const format = (value: number) => numbers.format(value);
  const kinds = [...totals].map(([kind, count]) => `${interfaceTexts.kinds[kind] ?? kind}: ${format(count)}`);
  if (invocation.flags.flag('dryRun')) return { exitCode: 0, text: kinds.join('\n'), summary: { totals: [...totals] } };
  await askYes(invocation, locale, [loadingTexts.aboutToUndo(readManifest(plan).target.place), ...kinds].join('\n'));
  const sums = await withWorkspace(invocation, definition, (workspace) => performPlan(invocation, { plan, workspace }));
  const rows = sums.map(({ kind, done, rejected, inDoubt, blocked }) => {
    return [interfaceTexts.kinds[kind] ?? kind, done, rejected, inDoubt + blocked];
  });
  const { columns } = reportTexts;
  const heading = [
    loadingTexts.verifyColumns[0] ?? '',
    columns.done ?? '',
    columns.rejected ?? '',
    columns.in_doubt ?? '',
  ];
  const isOpen = sums.some(({ inDoubt, blocked }) => inDoubt + blocked > 0);
  const isRefused = sums.some(({ rejected }) => rejected > 0);
  const text = textTable([heading, ...rows], format).join('\n');
  return { exitCode: isOpen ? 8 : isRefused ? 1 : 0, text, summary: { run_id: readManifest(plan).runId, sums } };
}

async function perform(
  invocation: Invocation,
  { plan, report, workspace }: Performing & { readonly report: Report },
): Promise<CommandResult> {
  const { config, flags, context } = invocation;
  const locale = await loadLocale(config.language);
  const sums = await performPlan(invocation, { plan, workspace });
  const open = openRecords(plan, workspace.state, sums);
  const refused = refusals(plan, workspace.state, report.funnel);
  const result = reportOfLoad(report, plan, { sums, open, refused, finishedAt: context.now().toISOString() });
  const loaded = config.redaction.value(result);
  writeDocument(plan, 'report', loaded);
  const file = flags.text('report');
  const files = file === undefined ? {} : writeReports(loaded, locale, file);
  return reportResult(loaded, { invocation, locale }, { exitCode: exitCodeOf(loaded, 'error'), files });
}
