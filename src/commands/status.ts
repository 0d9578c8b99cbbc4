import type { CommandDefinition } from './command.ts';

export const status: CommandDefinition = {
  path: ['status'],
  parameters: '',
  flags: [],
  examples: ['perenos status', 'perenos status --json'],
  exitCodes: [8],
  load: async () => (await import('./status-action.ts')).statusAction,
};
