import { createInterface } from 'node:readline/promises';
import { ConfigError } from '../errors.ts';
import type { Locale } from '../locales/language.ts';
import type { Report } from '../model/report.ts';
import type { Invocation } from './command.ts';

/**
 * Shows what is about to happen and asks. `--yes` answers; without a terminal and without it nothing is done.
 * @throws ConfigError when nobody can be asked, or the answer is no
 */
export async function confirm(invocation: Invocation, report: Report, locale: Locale): Promise<void> {
  const creates = report.funnel.reduce((sum, line) => sum + line.create, 0);
  const updates = report.funnel.reduce((sum, line) => sum + line.update, 0);
  await askYes(invocation, locale, locale.interfaceTexts.aboutToWrite(creates, updates, report.target.place));
}

/** The same for anything else that is about to happen. */
export async function askYes(
  { flags, config, terminal }: Invocation,
  { interfaceTexts }: Locale,
  about: string,
): Promise<void> {
  if (flags.flag('yes')) return;
  if (!config.interactive || process.stdin.isTTY !== true)
    throw new ConfigError('cli.confirmation-needed', { flag: '--yes' });
  terminal.err(about);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${interfaceTexts.confirmQuestion} `);
    if (!/^(y|yes|д|да)$/i.test(answer.trim())) throw new ConfigError('cli.not-confirmed', {});
  } finally {
    lines.close();
  }
}
