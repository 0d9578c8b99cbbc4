import type { CommandDefinition } from './command.ts';

export const reviewDecide: CommandDefinition = {
  path: ['review', 'decide'],
  parameters: '<a> <b> <decision>',
  flags: [{ flags: '--plan <file>' }],
  examples: ['perenos review decide excel:П-101 site:1 same', 'perenos review decide excel:П-101 site:1 not-same'],
  exitCodes: [3, 11],
  load: async () => (await import('./review-decide-action.ts')).reviewDecideAction,
};
