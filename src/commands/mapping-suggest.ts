import type { CommandDefinition } from './command.ts';

export const mappingSuggest: CommandDefinition = {
  path: ['mapping', 'suggest'],
  parameters: '',
  flags: [
    { flags: '-s, --source <file>', repeatable: true, required: true },
    { flags: '-t, --target <name>', default: 'sqlite' },
    { flags: '-o, --output <file>' },
    { flags: '--name <project>' },
    { flags: '--format <name>' },
    { flags: '--encoding <name>' },
    { flags: '--delimiter <char>' },
    { flags: '--sheet <name>' },
  ],
  examples: [
    'perenos mapping suggest -s samples/stories/clients.xlsx',
    'perenos mapping suggest -s samples/stories/clients.xlsx -s samples/stories/site-requests.csv -o draft.yaml',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./mapping-suggest-action.ts')).mappingSuggestAction,
};
