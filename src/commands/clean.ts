import type { CommandDefinition } from './command.ts';

export const clean: CommandDefinition = {
  path: ['clean'],
  parameters: '<file...>',
  flags: [
    { flags: '-o, --output <file>', required: true },
    { flags: '--preset <name>' },
    { flags: '--format <name>' },
    { flags: '--encoding <name>' },
    { flags: '--delimiter <char>' },
    { flags: '--sheet <name>' },
    { flags: '--country <code>' },
    { flags: '--city-code <code>' },
    { flags: '--csv-for <reader>', choices: ['excel', 'machine'], default: 'excel' },
    { flags: '--fail-on <severity>', choices: ['error', 'warning', 'never'], default: 'error' },
  ],
  examples: [
    'perenos clean samples/stories/site-requests.csv -o clean.csv',
    'perenos clean samples/stories/site-requests.csv -o clean.json --csv-for machine',
  ],
  exitCodes: [1, 3, 11],
  load: async () => (await import('./clean-action.ts')).cleanAction,
};
