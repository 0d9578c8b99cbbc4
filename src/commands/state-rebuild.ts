import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const stateRebuild: CommandDefinition = {
  path: ['state', 'rebuild'],
  parameters: '[run]',
  flags: [{ flags: '--plan <file>' }, ...pacingFlags],
  usesNetwork: true,
  examples: ['perenos state rebuild', 'perenos state rebuild --json'],
  exitCodes: [3, 4, 7, 10, 11],
  load: async () => (await import('./state-rebuild-action.ts')).stateRebuildAction,
};
