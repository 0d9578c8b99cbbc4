import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const verify: CommandDefinition = {
  path: ['verify'],
  parameters: '[run]',
  flags: [{ flags: '--sample <share>' }, { flags: '--all' }, { flags: '--plan <file>' }, ...pacingFlags],
  usesNetwork: true,
  examples: ['perenos verify', 'perenos verify --sample 5% --json'],
  exitCodes: [3, 4, 7, 9, 10, 11],
  load: async () => (await import('./verify-action.ts')).verifyAction,
};
