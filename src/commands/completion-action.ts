import { ConfigError } from '../errors.ts';
import type { CommandResult, Invocation } from './command.ts';
import { candidates } from './completion-candidates.ts';
import { completionScripts, shells } from './completion-scripts.ts';
import { nearestWord } from './spelling.ts';

/** Prints the script of a shell, or (for these scripts) the words that may follow. */
export async function completionAction({ arguments: words, config }: Invocation): Promise<CommandResult> {
  const [shell = '', ...typed] = words;
  if (shell === 'candidates') {
    const found = await candidates(typed, config.root);
    return { exitCode: 0, text: found.join('\n'), summary: { candidates: found } };
  }
  const known = shells.find((one) => one === shell);
  if (known === undefined) {
    const suggestion = nearestWord(shell, shells);
    throw new ConfigError('cli.unknown-shell', {
      shell,
      known: shells.join(', '),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
  const script = completionScripts[known];
  return { exitCode: 0, text: script, summary: { shell, script } };
}
