import type { CommandDefinition } from './command.ts';

export const rejectsShow: CommandDefinition = {
  path: ['rejects', 'show'],
  parameters: '[run]',
  flags: [{ flags: '--code <code>' }, { flags: '--plan <file>' }, { flags: '--max <number>', default: '20' }],
  examples: ['perenos rejects show', 'perenos rejects show --code record.required --json'],
  exitCodes: [3],
  load: async () => (await import('./rejects-action.ts')).rejectsShowAction,
};
