import type { Locale } from '../locales/language.ts';
import type { StageContext } from '../pipeline/progress.ts';
import type { Invocation } from './command.ts';
import { progressLine, type ProgressLine } from './progress-line.ts';

/** The context of a pipeline stage: what it says of its progress goes to the terminal and to those who follow the run. */
export function stageContext(
  { config, context, terminal }: Invocation,
  locale: Locale,
): { readonly context: StageContext; readonly progress: ProgressLine } {
  const quiet = config.quiet || (config.json && !terminal.live && config.events === undefined);
  const progress = progressLine({ terminal, locale, quiet, now: context.now });
  return {
    progress,
    context: {
      ...context,
      progress(step) {
        progress.show(step);
        context.event({ type: 'progress', ...step });
      },
    },
  };
}
