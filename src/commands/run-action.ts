import { resolve } from 'node:path';
import type { CompiledMapping } from '../mapping/compiled.ts';
import type { Report } from '../model/report.ts';
import type { CommandResult, Invocation } from './command.ts';
import { load, openMigration, plan, writeReports, type Migration } from './migration.ts';
import { projectMapping } from './project-mapping.ts';
import { readyMapping } from './ready-mapping.ts';
import { exitCodeOf, questionsLeft, reportResult } from './result.ts';
import { run as definition } from './run.ts';
import { connectTarget } from './target-connection.ts';
import { commandPath } from './command-path.ts';
import { withWorkspace } from './workspace.ts';

/** The whole path in one command: plan, report, and unless it is a dry run, load. */
export async function runAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const file = flags.text('mapping');
  const { mapping, base } =
    file === undefined ? await readyMapping(invocation) : await projectMapping(invocation, file);
  const targetOptions = { path: commandPath(flags.text('to'), config.root, 'crm.db') };
  return withWorkspace(invocation, definition, async (workspace) => {
    const connection = await connectTarget(invocation, 'sqlite', targetOptions);
    try {
      const forSqlite: CompiledMapping = { ...mapping, target: { ...mapping.target, type: 'sqlite' } };
      const migration = await openMigration({
        invocation,
        workspace,
        base,
        connection,
        targetOptions,
        mapping: forSqlite,
      });
      return await migrate(migration);
    } finally {
      await connection.close();
    }
  });
}

async function migrate(migration: Migration): Promise<CommandResult> {
  const { invocation, locale, progress, connection } = migration;
  const { flags } = invocation;
  const isDryRun = flags.flag('dryRun');
  const planned = await plan(migration, { isLoadedNext: !isDryRun });
  const { result, report } = planned;
  try {
    const mayLoad = !isDryRun && result.gates.length === 0;
    const final = mayLoad ? (await load(migration, planned)).report : report;
    progress.end();
    const files = writeReports(final, locale, reportFile(migration, final));
    const { loadedInto, dryRunOnly, heldBack, reportAt } = locale.interfaceTexts;
    const place = mayLoad ? loadedInto(connection.identity.place) : isDryRun ? dryRunOnly : heldBack;
    const exitCode = result.gates.length > 0 ? 5 : exitCodeOf(final, flags.text('failOn') ?? 'error');
    const lines = [[place, reportAt(files.report)].join('\n')];
    const target = mayLoad ? { database: connection.identity.place } : {};
    const hasRejects = final.funnel.some(({ rejected }) => rejected > 0);
    const next = [...(hasRejects ? ['perenos rejects show'] : []), ...questionsLeft(final, invocation)];
    return reportResult(final, { invocation, locale }, { exitCode, lines, next, files: { ...files, ...target } });
  } finally {
    result.plan.close();
  }
}

function reportFile({ invocation, workspace }: Migration, report: Report): string {
  const asked = invocation.flags.text('report');
  if (asked !== undefined) return resolve(asked);
  return `${workspace.project.runFolder(report.run.id)}/report.html`;
}
