import type { CommandDefinition } from './command.ts';

export const reviewServe: CommandDefinition = {
  path: ['review', 'serve'],
  parameters: '[run]',
  flags: [{ flags: '--port <number>' }, { flags: '--plan <file>' }, { flags: '-m, --mapping <file>' }],
  examples: ['perenos review serve', 'perenos review serve --port 8090'],
  exitCodes: [3, 11],
  load: async () => (await import('./review-serve-action.ts')).reviewServeAction,
};
