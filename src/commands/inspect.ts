import type { CommandDefinition } from './command.ts';
import { readingFlags } from './reading-flags.ts';

export const inspect: CommandDefinition = {
  path: ['inspect'],
  parameters: '<file...>',
  flags: [{ flags: '-o, --output <file>' }, ...readingFlags],
  usesNetwork: true,
  examples: [
    'perenos inspect samples/stories/clients.xlsx',
    'perenos inspect samples/stories/clients.xlsx -o profile.html',
    'perenos inspect samples/stories/site-requests.csv --json',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./inspect-action.ts')).inspectAction,
};
