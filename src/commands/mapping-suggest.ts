import type { CommandDefinition } from './command.ts';
import { readingFlags } from './reading-flags.ts';

export const mappingSuggest: CommandDefinition = {
  path: ['mapping', 'suggest'],
  parameters: '',
  flags: [
    { flags: '-s, --source <file>', repeatable: true, required: true },
    { flags: '-t, --target <name>', default: 'sqlite' },
    { flags: '-o, --output <file>' },
    { flags: '--name <project>' },
    ...readingFlags,
  ],
  examples: [
    'perenos mapping suggest -s samples/stories/clients.xlsx',
    'perenos mapping suggest -s samples/stories/clients.xlsx -s samples/stories/site-requests.csv -o draft.yaml',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./mapping-suggest-action.ts')).mappingSuggestAction,
};
