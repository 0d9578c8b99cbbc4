import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const duplicatesRemove: CommandDefinition = {
  path: ['duplicates', 'remove'],
  parameters: '[run]',
  flags: [{ flags: '-y, --yes' }, { flags: '-n, --dry-run' }, ...pacingFlags],
  usesNetwork: true,
  examples: ['perenos duplicates remove --dry-run', 'perenos duplicates remove --yes --json'],
  exitCodes: [3, 4, 7, 8, 10, 11],
  load: async () => (await import('./duplicates-action.ts')).duplicatesRemoveAction,
};
