import { textTable } from '../report/text-table.ts';
import type { CommandResult, Invocation } from './command.ts';

/** Every setting with its value, and where the value came from. */
export async function configShowAction({ config, flags }: Invocation): Promise<CommandResult> {
  const withOrigin = flags.flag('origin');
  const rows = config.settings.map(({ name, value, origin }) => [name, value, ...(withOrigin ? [origin] : [])]);
  const head = ['', '', ...(withOrigin ? [''] : [])];
  const text = textTable([head, ...rows], String)
    .slice(1)
    .join('\n');
  const shown = config.settings.map(({ name, value, origin }) => [name, withOrigin ? { value, origin } : value]);
  return { exitCode: 0, text, summary: Object.fromEntries(shown) as Readonly<Record<string, unknown>> };
}
