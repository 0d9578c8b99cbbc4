import { existsSync } from 'node:fs';
import { ConfigError, GateError, InputError } from '../errors.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { reportOfLoad } from '../pipeline/report.ts';
import { doubledRecords } from '../pipeline/report-doubled.ts';
import { refusals } from '../pipeline/report-refusals.ts';
import { openRecords } from '../pipeline/result-sums.ts';
import { projectFolder } from '../store/project-folder.ts';
import { stateToRead } from '../store/state-to-read.ts';
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
    if (report === undefined) throw new InputError('plan.not-a-plan', { file });
    const [gate] = manifest.gates;
    if (gate !== undefined) throw new GateError(gate.code, gate.args);
    const locale = await loadLocale(invocation.config.language);
    if (invocation.flags.flag('dryRun')) return reportResult(report, { invocation, locale }, { exitCode: 0 });
    if (manifest.kind === 'rollback') await confirmUndo(invocation, plan, locale);
    else await confirm(invocation, report, locale);
    return await withWorkspace(invocation, definition, (workspace) => perform(invocation, { plan, report, workspace }));
  } finally {
    plan.close();
  }
}

/** What is about to be taken back, kind by kind. */
async function confirmUndo(invocation: Invocation, plan: Plan, locale: Locale): Promise<void> {
  const { interfaceTexts, loadingTexts } = locale;
  const numbers = new Intl.NumberFormat(invocation.config.language);
  const kinds = [...operationTotals(plan)].map(
    ([kind, count]) => `${interfaceTexts.kinds[kind] ?? kind}: ${numbers.format(count)}`,
  );
  await askYes(invocation, locale, [loadingTexts.aboutToUndo(readManifest(plan).target.place), ...kinds].join('\n'));
}

async function perform(
  invocation: Invocation,
  { plan, report, workspace }: Performing & { readonly report: Report },
): Promise<CommandResult> {
  const { config, flags, context } = invocation;
  const locale = await loadLocale(config.language);
  const sums = await performPlan(invocation, { plan, workspace });
  const open = openRecords(plan, workspace.state, sums);
  const { funnel } = report;
  const refused = [...doubledRecords(plan, workspace.state, funnel), ...refusals(plan, workspace.state, funnel)];
  const result = reportOfLoad(report, plan, { sums, open, refused, finishedAt: context.now().toISOString() });
  const loaded = config.redaction.value(result);
  writeDocument(plan, 'report', loaded);
  const file = flags.text('report');
  const files = file === undefined ? {} : writeReports(loaded, locale, file);
  return reportResult(loaded, { invocation, locale }, { exitCode: exitCodeOf(loaded, 'error'), files });
}
