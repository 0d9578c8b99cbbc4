import type { CommandDefinition } from './command.ts';

export const explainMatch: CommandDefinition = {
  path: ['explain-match'],
  parameters: '<a> <b>',
  flags: [{ flags: '--plan <file>' }, { flags: '-m, --mapping <file>' }],
  examples: ['perenos explain-match crm:17 site:204', 'perenos explain-match 17 204 --json'],
  exitCodes: [3],
  load: async () => (await import('./explain-match-action.ts')).explainMatchAction,
};
