import type { CommandDefinition } from './command.ts';

export const help: CommandDefinition = {
  path: ['help'],
  parameters: '[topic...]',
  flags: [],
  examples: ['perenos help exit-codes', 'perenos help run'],
  exitCodes: [],
  load: async () => (await import('./help-action.ts')).helpAction,
};
