import type { CommandDefinition } from './command.ts';

export const explainMatch: CommandDefinition = {
  path: ['explain-match'],
  parameters: '<a> <b>',
  flags: [{ flags: '--plan <file>' }, { flags: '-m, --mapping <file>' }],
  examples: ['perenos explain-match excel:П-101 site:1', 'perenos explain-match excel:П-101 site:1 --json'],
  exitCodes: [3],
  load: async () => (await import('./explain-match-action.ts')).explainMatchAction,
};
