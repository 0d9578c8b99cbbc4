import type { CommandDefinition } from './command.ts';

export const reportDiff: CommandDefinition = {
  path: ['report', 'diff'],
  parameters: '<before> <after>',
  flags: [],
  examples: ['perenos report diff before.json after.json', 'perenos report diff before.pplan after.pplan --json'],
  exitCodes: [3],
  load: async () => (await import('./report-action.ts')).reportDiffAction,
};
