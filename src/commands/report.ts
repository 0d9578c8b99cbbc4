import type { CommandDefinition } from './command.ts';

export const report: CommandDefinition = {
  path: ['report'],
  parameters: '[run]',
  flags: [{ flags: '-o, --output <file>' }],
  examples: ['perenos report', 'perenos report -o report.html'],
  exitCodes: [3, 11],
  load: async () => (await import('./report-action.ts')).reportAction,
};
