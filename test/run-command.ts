import { buildProgram } from '../src/cli/program.ts';
import { readConfig } from '../src/config.ts';
import { loadLocale } from '../src/locales/language.ts';
import { openTerminal } from '../src/terminal.ts';
import type { CommandResult } from '../src/commands/command.ts';

/** Performs a command line with `--json` in this process, without printing; errors are thrown. */
export async function runCommand(
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const parsed = await buildProgram(await loadLocale('en'), 'test').parse(['node', 'perenos', ...words, '--json']);
  if ('text' in parsed) throw new Error(parsed.text);
  const nowhere = { write: () => true };
  const environment = { noColor: true, forceColor: false, ci: true, dumb: true };
  const execute = await parsed.definition.load();
  return execute({
    arguments: parsed.arguments,
    flags: parsed.flags,
    config: readConfig({ ...parsed.globalFlags, mask: 'none' }, { ...variables, PERENOS_LANG: 'en' }, 'test'),
    context: {
      signal: new AbortController().signal,
      report: () => {},
      fact: () => {},
      event: () => {},
      now: () => new Date(),
    },
    terminal: openTerminal({ stdout: nowhere, stderr: nowhere }, 'never', environment),
  });
}
