import { resolve } from 'node:path';
import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import { textTable } from '../report/text-table.ts';
import type { CommandResult, Invocation } from './command.ts';
import { openMigration, plan, writeReports } from './migration.ts';
import { plan as definition } from './plan.ts';
import { projectMapping } from './project-mapping.ts';
import { exitCodeOf, questionsLeft, reportResult } from './result.ts';
import { connectTarget, targetOptionsOf } from './target-connection.ts';
import { withWorkspace } from './workspace.ts';

/** Makes a plan file and its report; writes nothing into the target. */
export async function planAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const { mapping, base } = await projectMapping(invocation, flags.text('mapping'));
  const targetOptions = targetOptionsOf(invocation, mapping);
  return withWorkspace(invocation, definition, async (workspace) => {
    const connection = await connectTarget(invocation, mapping.target.type, targetOptions);
    try {
      const migration = await openMigration({ invocation, workspace, mapping, base, connection, targetOptions });
      const output = flags.text('output');
      const { result, report } = await plan(migration, { file: output === undefined ? undefined : resolve(output) });
      migration.progress.end();
      result.plan.close();
      const page = resolve(
        config.root,
        flags.text('report') ?? `${workspace.project.runFolder(report.run.id)}/report.html`,
      );
      const files = { plan: result.plan.file, ...writeReports(report, migration.locale, page) };
      const hasChanges = report.funnel.some(({ create, update }) => create + update > 0);
      const passed = exitCodeOf(report, flags.text('failOn') ?? 'error');
      const detailed = flags.flag('detailedExitcode') && hasChanges && passed === 0 ? 20 : passed;
      return reportResult(
        report,
        { invocation, locale: migration.locale },
        {
          exitCode: result.gates.length > 0 ? 5 : detailed,
          files,
          lines: [
            ...forecastLines(migration.locale, report.eta),
            migration.locale.interfaceTexts.reportAt(files.report),
          ],
          next: [
            // A plan outside the project's own folder is not found by itself.
            ...questionsLeft(report, invocation, output === undefined ? undefined : result.plan.file),
            `perenos show ${result.plan.file}`,
            `perenos apply ${result.plan.file} --expect-hash ${report.run.plan_hash.slice(0, 8)}`,
          ],
        },
      );
    } finally {
      await connection.close();
    }
  });
}

/** How long the load will take, where the target's limits decide that and not this computer. */
function forecastLines({ language, interfaceTexts, loadingTexts }: Locale, lines: Report['eta']): readonly string[] {
  if (lines.length === 0) return [];
  const numbers = new Intl.NumberFormat(language);
  const rows = lines.map(({ kind, operations, requests, seconds, bound_by: boundBy }) => [
    interfaceTexts.kinds[kind] ?? kind,
    operations,
    requests,
    loadingTexts.lengthOfTime(seconds),
    loadingTexts.boundBy[boundBy],
  ]);
  const whole = lines.reduce((sum, { seconds }) => sum + seconds, 0);
  const table = textTable([loadingTexts.forecastColumns, ...rows], (value) => numbers.format(value));
  return [`${loadingTexts.forecast(loadingTexts.lengthOfTime(whole))}\n${table.join('\n')}`];
}
