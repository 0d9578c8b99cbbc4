import type { CommandDefinition } from './command.ts';
import { failOnFlag, presetFlags } from './reading-flags.ts';

export const run: CommandDefinition = {
  path: ['run'],
  parameters: '[file...]',
  flags: [
    { flags: '--to <file>' },
    { flags: '--mapping <file>' },
    ...presetFlags,
    { flags: '--report <file>' },
    { flags: '-n, --dry-run' },
    { flags: '--review <how>', choices: ['ask', 'none'], default: 'ask' },
    failOnFlag,
  ],
  usesNetwork: true,
  examples: [
    'perenos run samples/stories/site-requests.csv --to crm.db',
    'perenos run samples/stories/site-requests.csv --to crm.db --dry-run --json',
  ],
  exitCodes: [1, 3, 5, 7, 10, 11],
  load: async () => (await import('./run-action.ts')).runAction,
};
