import { entityKinds } from '../model/entity.ts';
import { loadLocale } from '../locales/language.ts';
import { removeDoubled } from '../pipeline/remove-doubled.ts';
import { AuditLog } from '../store/audit-log.ts';
import { printable } from '../terminal.ts';
import type { CommandResult, Invocation } from './command.ts';
import { askYes } from './confirm.ts';
import { duplicatesRemove } from './duplicates-remove.ts';
import { withRunTarget } from './run-target.ts';
import { stageContext } from './stage-context.ts';

/** Takes away records that exist once too often because a request was delivered twice, unless somebody edited them since. */
export async function duplicatesRemoveAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config } = invocation;
  const locale = await loadLocale(config.language);
  const { interfaceTexts, loadingTexts: texts } = locale;
  return withRunTarget(invocation, duplicatesRemove, async ({ manifest, workspace, connection }) => {
    const { state } = workspace;
    const { account } = connection.identity;
    const found = entityKinds.flatMap((kind) => state.doubledOf(account, kind));
    const lines = found.map(
      ({ kind, id, kept }) => `${interfaceTexts.kinds[kind] ?? kind} ${printable(id)} = ${printable(kept)}`,
    );
    if (found.length === 0) return { exitCode: 0, text: texts.noDoubled, summary: { removed: 0, kept: [] } };
    if (flags.flag('dryRun')) {
      return {
        exitCode: 8,
        text: [texts.doubledFound(found.length), ...lines].join('\n'),
        summary: { removed: 0, doubled: found },
      };
    }
    await askYes(invocation, locale, texts.doubledFound(found.length));
    const { context, progress } = stageContext(invocation, locale);
    const audit = new AuditLog(workspace.project.auditFile);
    const { removed, edited } = await removeDoubled({
      state,
      connection,
      found,
      context,
      audit,
      runId: manifest.runId,
    });
    progress.end();
    const kept = edited.map(({ kind, id }) => `${interfaceTexts.kinds[kind] ?? kind} ${printable(id)}`);
    const text = [texts.doubledRemoved(removed), ...(kept.length === 0 ? [] : [texts.doubledEdited, ...kept])].join(
      '\n',
    );
    return { exitCode: edited.length === 0 ? 0 : 8, text, summary: { removed, kept: edited } };
  });
}
