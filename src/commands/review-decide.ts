import type { CommandDefinition } from './command.ts';

export const reviewDecide: CommandDefinition = {
  path: ['review', 'decide'],
  parameters: '<a> <b> <decision>',
  flags: [{ flags: '--plan <file>' }],
  examples: ['perenos review decide crm:17 site:204 same', 'perenos review decide crm:17 site:204 not-same'],
  exitCodes: [3, 11],
  load: async () => (await import('./review-decide-action.ts')).reviewDecideAction,
};
