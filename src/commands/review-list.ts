import type { CommandDefinition } from './command.ts';

export const reviewList: CommandDefinition = {
  path: ['review', 'list'],
  parameters: '[run]',
  flags: [{ flags: '--all' }, { flags: '--plan <file>' }, { flags: '--max <number>', default: '20' }],
  examples: ['perenos review list', 'perenos review list --all --json'],
  exitCodes: [3],
  load: async () => (await import('./review-decide-action.ts')).reviewListAction,
};
