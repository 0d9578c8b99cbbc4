import type { CommandDefinition } from './command.ts';

export const split: CommandDefinition = {
  path: ['split'],
  parameters: '<record>',
  flags: [{ flags: '--plan <file>' }],
  examples: ['perenos split crm:17', 'perenos split 204 --json'],
  exitCodes: [3, 11],
  load: async () => (await import('./review-decide-action.ts')).splitAction,
};
