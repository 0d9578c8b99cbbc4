import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const targetPrepare: CommandDefinition = {
  path: ['target', 'prepare'],
  parameters: '',
  flags: [{ flags: '-m, --mapping <file>' }, { flags: '-y, --yes' }, { flags: '-n, --dry-run' }, ...pacingFlags],
  usesNetwork: true,
  examples: ['perenos target prepare --dry-run', 'perenos target prepare --yes'],
  exitCodes: [3, 4, 7, 10, 11],
  load: async () => (await import('./target-prepare-action.ts')).targetPrepareAction,
};
