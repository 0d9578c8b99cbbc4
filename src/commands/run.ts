import type { CommandDefinition } from './command.ts';

export const run: CommandDefinition = {
  path: ['run'],
  parameters: '[file...]',
  flags: [
    { flags: '--to <file>' },
    { flags: '--preset <name>' },
    { flags: '--mapping <file>' },
    { flags: '--format <name>' },
    { flags: '--encoding <name>' },
    { flags: '--delimiter <char>' },
    { flags: '--sheet <name>' },
    { flags: '--country <code>' },
    { flags: '--city-code <code>' },
    { flags: '--report <file>' },
    { flags: '-n, --dry-run' },
    { flags: '--review <how>', choices: ['ask', 'none'], default: 'ask' },
    { flags: '--fail-on <severity>', choices: ['error', 'warning', 'never'], default: 'error' },
  ],
  usesNetwork: true,
  examples: [
    'perenos run samples/stories/site-requests.csv --to crm.db',
    'perenos run samples/stories/site-requests.csv --to crm.db --dry-run --json',
  ],
  exitCodes: [1, 3, 5, 7, 10, 11],
  load: async () => (await import('./run-action.ts')).runAction,
};
