import type { Locale } from '../locales/language.ts';
import type { StageContext } from '../pipeline/progress.ts';
import type { Invocation } from './command.ts';
import { progressLine } from './progress-line.ts';

/** Progress on stderr for a command that runs a stage of the pipeline. */
export function openProgress(
  { config, context, terminal }: Invocation,
  locale: Locale,
): { readonly context: StageContext; readonly end: () => void } {
  const quiet = config.quiet || (config.json && !terminal.live);
  const line = progressLine({ terminal, locale, quiet, now: context.now });
  return { context: { ...context, progress: (step) => line.show(step) }, end: () => line.end() };
}
