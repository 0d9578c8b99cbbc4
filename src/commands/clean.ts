import type { CommandDefinition } from './command.ts';
import { failOnFlag, presetFlags } from './reading-flags.ts';

export const clean: CommandDefinition = {
  path: ['clean'],
  parameters: '<file...>',
  flags: [
    { flags: '-o, --output <file>', required: true },
    ...presetFlags,
    { flags: '--csv-for <reader>', choices: ['excel', 'machine'], default: 'excel' },
    failOnFlag,
  ],
  examples: [
    'perenos clean samples/stories/site-requests.csv -o clean.csv',
    'perenos clean samples/stories/site-requests.csv -o clean.json --csv-for machine',
  ],
  exitCodes: [1, 3, 11],
  load: async () => (await import('./clean-action.ts')).cleanAction,
};
