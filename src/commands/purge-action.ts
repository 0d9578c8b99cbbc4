import { ConfigError } from '../errors.ts';
import { loadLocale } from '../locales/language.ts';
import { purge as purgeFiles, purgeable } from '../store/purge.ts';
import type { CommandResult, Invocation } from './command.ts';
import { askYes } from './confirm.ts';
import { purge as definition } from './purge.ts';
import { withWorkspace } from './workspace.ts';

/** Deletes what holds values of people: plans, before-images, workbooks, reports, corrections; and says so in a log. */
export async function purgeAction(invocation: Invocation): Promise<CommandResult> {
  const { flags, config, context } = invocation;
  const run = flags.text('run');
  if (run === undefined && !flags.flag('all')) throw new ConfigError('cli.flag-required', { flag: '--run ID | --all' });
  const locale = await loadLocale(config.language);
  const { loadingTexts: texts } = locale;
  return withWorkspace(invocation, definition, async ({ project, state }) => {
    const files = purgeable(project, state, run);
    const list = files.map(({ file, bytes }) => `${file} (${new Intl.NumberFormat(config.language).format(bytes)})`);
    if (flags.flag('dryRun'))
      return { exitCode: 0, text: [texts.purgeWould(files.length), ...list].join('\n'), summary: { files } };
    await askYes(invocation, locale, texts.purgeWould(files.length));
    const log = purgeFiles({ project, state, files, now: context.now(), toolVersion: config.toolVersion, run });
    return { exitCode: 0, text: texts.purged(files.length, log), summary: { files }, files: { log } };
  });
}
