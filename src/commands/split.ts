import type { CommandDefinition } from './command.ts';

export const split: CommandDefinition = {
  path: ['split'],
  parameters: '<record>',
  flags: [{ flags: '--plan <file>' }],
  examples: ['perenos split site:1', 'perenos split site:1 --json'],
  exitCodes: [3, 11],
  load: async () => (await import('./review-decide-action.ts')).splitAction,
};
