import { loadLocale } from '../locales/language.ts';
import { rebuildState } from '../pipeline/rebuild-state.ts';
import type { CommandResult, Invocation } from './command.ts';
import { withRunTarget } from './run-target.ts';
import { stageContext } from './stage-context.ts';
import { stateRebuild } from './state-rebuild.ts';

/** Finds the records of a plan in the target by their markers again, when the journal was lost. */
export async function stateRebuildAction(invocation: Invocation): Promise<CommandResult> {
  const locale = await loadLocale(invocation.config.language);
  return withRunTarget(invocation, stateRebuild, async ({ plan, workspace, connection }) => {
    const { context, progress } = stageContext(invocation, locale);
    const found = await rebuildState({ plan, connection, state: workspace.state, context });
    progress.end();
    return { exitCode: 0, text: locale.loadingTexts.rebuilt(found.found, found.records), summary: found };
  });
}
