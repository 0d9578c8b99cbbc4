import type { CommandDefinition } from './command.ts';

export const show: CommandDefinition = {
  path: ['show'],
  parameters: '<plan>',
  flags: [{ flags: '--op <id>' }],
  examples: ['perenos show cutover.pplan', 'perenos show cutover.pplan --op 1 --json'],
  exitCodes: [3, 6],
  load: async () => (await import('./show-action.ts')).showAction,
};
