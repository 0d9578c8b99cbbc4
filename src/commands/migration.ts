import { join } from 'node:path';
import type { CompiledMapping } from '../mapping/compiled.ts';
import { decisionsFile, readDecisions } from '../matching/decision-file.ts';
import { loadLocale, type Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { apply } from '../pipeline/apply.ts';
import { download, forgetAddresses } from './download.ts';
import { makePlan, newRunId, type PlanResult } from '../pipeline/plan.ts';
import type { StageContext } from '../pipeline/progress.ts';
import { startEarly, type StartedThreads } from '../pipeline/range-threads.ts';
import { makeReport, withResult, type Loaded } from '../pipeline/report.ts';
import { doubledRecords } from '../pipeline/report-doubled.ts';
import { refusals } from '../pipeline/report-refusals.ts';
import { openRecords, type ResultSums } from '../pipeline/result-sums.ts';
import { renderHtml } from '../report/html.ts';
import { renderJson } from '../report/json.ts';
import * as sources from '../sources/index.ts';
import { lastFinding } from '../store/plan-findings.ts';
import { writeDocument } from '../store/plan.ts';
import { writeOutput } from '../store/output-file.ts';
import { overridesFile, readOverrides } from '../store/override-file.ts';
import { OverrideBook } from '../store/overrides.ts';
import type { Connection } from '../targets/target.ts';
import type { Invocation } from './command.ts';
import { secretsOf } from './connection-secret.ts';
import type { ProgressLine } from './progress-line.ts';
import { stageContext } from './stage-context.ts';
import { targetNamed } from './target-connection.ts';
import { reportBefore } from './stored-report.ts';
import type { Workspace } from './workspace.ts';

/** What a migration works on. */
export interface Migration {
  readonly invocation: Invocation;
  readonly workspace: Workspace;
  readonly mapping: CompiledMapping;
  /** Folder that the mapping's paths are relative to. */
  readonly base: string;
  readonly connection: Connection;
  /** What the connection was made with. */
  readonly targetOptions: Readonly<Record<string, unknown>>;
  readonly locale: Locale;
  readonly context: StageContext;
  readonly progress: ProgressLine;
}

/** Prepares a migration: language of the report, progress, stage context. */
export async function openMigration(
  setup: Pick<Migration, 'invocation' | 'workspace' | 'mapping' | 'base' | 'connection' | 'targetOptions'>,
): Promise<Migration> {
  const locale = await loadLocale(setup.invocation.config.language);
  return { ...setup, locale, ...stageContext(setup.invocation, locale) };
}

/** A plan with its report, and what was started to load it. */
interface Planned {
  readonly result: PlanResult;
  readonly report: Report;
  readonly rangeThreads?: StartedThreads | undefined;
}

/** Makes the plan of a migration and its report. `isLoadedNext`: `load` follows. */
export async function plan(
  migration: Migration,
  { file, isLoadedNext = false }: { readonly file?: string | undefined; readonly isLoadedNext?: boolean } = {},
): Promise<Planned> {
  const { invocation, workspace, mapping, base, connection, context } = migration;
  const runId = newRunId(context.now());
  const { config } = invocation;
  const downloads = join(workspace.project.runFolder(runId), 'downloads');
  const local = await download(mapping, {
    folder: downloads,
    http: {
      signal: context.signal,
      transport: config.transport,
      maxBytes: config.limits.heldBytes,
      pausing: ({ host, reason, waitMs }) =>
        context.event({ type: 'limit', host, reason, wait_ms: Math.round(waitMs) }),
    },
    secret: secretsOf(invocation, mapping),
  });
  const overrides = new OverrideBook(readOverrides(overridesFile(workspace.project.folder)));
  let rangeThreads: StartedThreads | undefined;
  const result = await makePlan({
    mapping: local,
    base,
    connection,
    context,
    runId,
    targetOptions: migration.targetOptions,
    file: file ?? join(workspace.project.runFolder(runId), 'plan.pplan'),
    sources: Object.values(sources),
    limits: invocation.config.limits,
    ownerLabel: migration.locale.reportTexts.fields['owner'] ?? '',
    state: workspace.state,
    toolVersion: invocation.config.toolVersion,
    decisions: await readDecisions(decisionsFile(workspace.project.folder)),
    ...(overrides.size === 0 ? {} : { overrides }),
    ...(isLoadedNext && { onRelated: (records) => void (rangeThreads = startEarly(connection.bulk, records)) }),
  }).finally(() => forgetAddresses(downloads));
  return { result, report: await report(migration, result), rangeThreads };
}

/** Performs a plan that was just made, and reports what became of it. `planned`: the report of the plan. */
export async function load(
  migration: Migration,
  { result, report: planned, rangeThreads }: Planned,
): Promise<{ readonly sums: readonly ResultSums[]; readonly report: Report }> {
  const { workspace, mapping, connection, context, invocation } = migration;
  const findings = lastFinding(result.plan);
  const target = targetNamed(mapping.target.type);
  const sums = await apply({
    plan: result.plan,
    state: workspace.state,
    target,
    connection,
    conflict: mapping.target.conflict,
    toolVersion: invocation.config.toolVersion,
    context,
    ...(rangeThreads !== undefined && { rangeThreads }),
  });
  const open = openRecords(result.plan, workspace.state, sums);
  const { funnel } = planned;
  const doubled = doubledRecords(result.plan, workspace.state, funnel);
  const refused = [...doubled, ...refusals(result.plan, workspace.state, funnel)];
  const loaded = { sums, open, refused, finishedAt: context.now().toISOString() };
  if (lastFinding(result.plan) !== findings) return { sums, report: await report(migration, result, loaded) };
  // Nothing was found while loading: what was counted for the plan need not be counted again.
  return { sums, report: keepReport(migration, result, withResult(planned, result.plan, loaded)) };
}

async function report(migration: Migration, result: PlanResult, loaded?: Loaded): Promise<Report> {
  const { mapping, connection, invocation, workspace } = migration;
  const description = await connection.describe();
  const previous = reportBefore(workspace.project, result.manifest.runId, mapping.project);
  const report = makeReport({
    result,
    mapping,
    description,
    ...(connection.forecast === undefined ? {} : { forecast: (operations) => connection.forecast?.(operations) ?? [] }),
    masking: invocation.config.mask,
    ...(previous === undefined ? {} : { previous }),
    ...(loaded === undefined ? {} : { loaded }),
  });
  return keepReport(migration, result, report);
}

/** The answers of servers are among the findings: what is secret of them is taken out. */
function keepReport({ invocation }: Migration, { plan: file }: PlanResult, report: Report): Report {
  const made = invocation.config.redaction.value(report);
  writeDocument(file, 'report', made);
  return made;
}

/** Writes `report.html` and `report.json` of a run. */
export function writeReports(
  made: Report,
  locale: Locale,
  html: string,
): { readonly report: string; readonly report_json: string } {
  const json = html.replace(/(\.html?)?$/i, '.json');
  writeOutput(html, renderHtml(made, locale), 0o644);
  writeOutput(json, renderJson(made), 0o644);
  return { report: html, report_json: json };
}
