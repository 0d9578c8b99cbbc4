import { loadLocale } from '../locales/language.ts';
import { textTable } from '../report/text-table.ts';
import { newRunId } from '../pipeline/plan.ts';
import { prepare } from '../pipeline/prepare.ts';
import { AuditLog } from '../store/audit-log.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { askYes } from './confirm.ts';
import { targetPrepare as definition } from './target-prepare.ts';
import { withTarget } from './with-target.ts';
import { withWorkspace } from './workspace.ts';

/** Makes the custom fields and markers that a project needs, after asking. */
export async function targetPrepareAction(invocation: Invocation): Promise<CommandResult> {
  const locale = await loadLocale(invocation.config.language);
  const { loadingTexts: texts, interfaceTexts } = locale;
  return withTarget(invocation, async (connection) => {
    const missing = (await connection.preparations?.()) ?? [];
    const plain = missing.map(({ what, kind, name, detail }) => ({ what, kind, name, detail }));
    if (missing.length === 0) return { exitCode: 0, text: texts.nothingToPrepare, summary: { made: [], missing: [] } };
    const rows = plain.map(({ what, kind, name, detail }) => [
      texts.preparations[what],
      interfaceTexts.kinds[kind] ?? kind,
      printable(name),
      printable(detail),
    ]);
    const table = textTable([texts.prepareColumns, ...rows], String).join('\n');
    if (invocation.flags.flag('dryRun')) return { exitCode: 0, text: table, summary: { made: [], missing: plain } };
    await askYes(invocation, locale, table);
    await withWorkspace(invocation, definition, async ({ project }) => {
      const { context } = invocation;
      const audit = new AuditLog(project.auditFile);
      await prepare({ preparations: missing, connection, audit, runId: newRunId(context.now()), context });
    });
    return { exitCode: 0, text: texts.prepared(missing.length), summary: { made: plain, missing: [] } };
  });
}
