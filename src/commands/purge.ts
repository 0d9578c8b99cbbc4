import type { CommandDefinition } from './command.ts';

export const purge: CommandDefinition = {
  path: ['purge'],
  parameters: '',
  flags: [{ flags: '--run <id>' }, { flags: '--all' }, { flags: '-y, --yes' }, { flags: '-n, --dry-run' }],
  examples: ['perenos purge --all --dry-run', 'perenos purge --all --yes --json'],
  exitCodes: [10, 11],
  load: async () => (await import('./purge-action.ts')).purgeAction,
};
