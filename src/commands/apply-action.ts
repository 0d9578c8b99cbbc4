import { existsSync } from 'node:fs';
import { ConfigError, GateError, InputError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { durationOf } from './loading-flags.ts';
import type { Report } from '../model/report.ts';
import { apply } from '../pipeline/apply.ts';
import { AuditLog } from '../store/audit-log.ts';
import { withResult } from '../pipeline/report.ts';
import { projectFolder } from '../store/project-folder.ts';
import { stateToRead } from '../store/state-to-read.ts';
import { openPlan, readDocument, readManifest, writeDocument, type Manifest, type Plan } from '../store/plan.ts';
import { apply as definition } from './apply.ts';
import type { CommandResult, Invocation } from './command.ts';
import { confirm } from './confirm.ts';
import { writeReports } from './migration.ts';
import { exitCodeOf, reportResult } from './result.ts';
import { stageContext } from './stage-context.ts';
import { connectTarget, targetNamed } from './target-connection.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

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
    if (report === undefined) throw new InputError('plan.not-a-plan', { file });
    const manifest = readManifest(plan);
    const [gate] = manifest.gates;
    if (gate !== undefined) throw new GateError(gate.code, gate.args);
    const locale = await loadLocale(invocation.config.language);
    if (invocation.flags.flag('dryRun')) return reportResult(report, { invocation, locale }, { exitCode: 0 });
    await confirm(invocation, report, locale);
    return await withWorkspace(invocation, definition, (workspace) =>
      perform(invocation, { plan, manifest, report, workspace }),
    );
  } finally {
    plan.close();
  }
}

interface Performing {
  readonly plan: Plan;
  readonly manifest: Manifest;
  readonly report: Report;
  readonly workspace: Workspace;
}

async function perform(
  invocation: Invocation,
  { plan, manifest, report, workspace }: Performing,
): Promise<CommandResult> {
  const { config, flags } = invocation;
  const locale = await loadLocale(config.language);
  const { context, progress } = stageContext(invocation, locale);
  const options = { ...manifest.targetOptions, account: manifest.target.account };
  const connection = await connectTarget(invocation, manifest.target.type, options);
  try {
    const expectHash = flags.text('expectHash');
    const duration = flags.text('maxDuration');
    const sums = await apply({
      plan,
      connection,
      state: workspace.state,
      target: targetNamed(manifest.target.type),
      conflict: manifest.conflict,
      toolVersion: config.toolVersion,
      context,
      ...(expectHash === undefined ? {} : { expectHash }),
      ...(duration === undefined
        ? {}
        : { deadline: new Date(context.now().getTime() + durationOf('max-duration', duration)) }),
      ...(manifest.target.type === 'sqlite' ? {} : { audit: new AuditLog(workspace.project.auditFile) }),
    });
    progress.end();
    const loaded = config.redaction.value(withResult(report, { sums, finishedAt: context.now().toISOString() }));
    writeDocument(plan, 'report', loaded);
    const file = flags.text('report');
    const files = file === undefined ? {} : writeReports(loaded, locale, file);
    return reportResult(loaded, { invocation, locale }, { exitCode: exitCodeOf(loaded, 'error'), files });
  } finally {
    await connection.close();
  }
}
