import type { CommandDefinition } from './command.ts';

export const explain: CommandDefinition = {
  path: ['explain'],
  parameters: '<code>',
  flags: [],
  examples: ['perenos explain phone.too-short', 'perenos explain identifier.checksum --lang ru'],
  exitCodes: [],
  load: async () => (await import('./explain-action.ts')).explainAction,
};
