import { resolve } from 'node:path';
import { loadLocale } from '../locales/language.ts';
import { planRollback } from '../pipeline/rollback.ts';
import { rollbackReport } from '../pipeline/rollback-report.ts';
import { textTable } from '../report/text-table.ts';
import { writeDocument } from '../store/plan.ts';
import type { CommandResult, Invocation } from './command.ts';
import { writeReports } from './migration.ts';
import { rollback as definition } from './rollback.ts';
import { withRunTarget } from './run-target.ts';
import { stageContext } from './stage-context.ts';

/** Makes the plan that takes back what a run did; nothing is written into the target. */
export async function rollbackAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const file = resolve(flags.text('output') ?? 'undo.pplan');
  const locale = await loadLocale(config.language);
  return withRunTarget(invocation, definition, async ({ plan, workspace, connection }) => {
    const { context, progress } = stageContext(invocation, locale);
    const { toolVersion } = config;
    const made = await planRollback({ plan, file, connection, context, toolVersion, state: workspace.state });
    progress.end();
    const { manifest } = made;
    const description = await connection.describe();
    const found = rollbackReport({ plan: made.plan, manifest, description, masking: config.mask });
    const report = config.redaction.value(found);
    writeDocument(made.plan, 'report', report);
    made.plan.close();
    const page = flags.text('report') ?? `${workspace.project.runFolder(manifest.runId)}/report.html`;
    const reports = writeReports(report, locale, resolve(config.root, page));
    const { interfaceTexts, loadingTexts } = locale;
    const rows = made.sums.map(({ kind, delete: taken, restore, kept }) => [
      interfaceTexts.kinds[kind] ?? kind,
      taken,
      restore,
      kept,
    ]);
    const numbers = new Intl.NumberFormat(config.language);
    const table = textTable([loadingTexts.rollbackColumns, ...rows], (value) => numbers.format(value));
    return {
      exitCode: 0,
      text: [
        loadingTexts.rollbackPlanned(file),
        table.join('\n'),
        ...(connection.preparations === undefined ? [] : [loadingTexts.preparedStays]),
        interfaceTexts.reportAt(reports.report),
      ].join('\n\n'),
      summary: { run_id: made.manifest.runId, plan_hash: made.manifest.planHash, sums: made.sums },
      files: { plan: file, ...reports },
      next: [`perenos show ${file}`, `perenos apply ${file} --expect-hash ${made.manifest.planHash.slice(0, 8)}`],
    };
  });
}
