import type { CommandDefinition } from './command.ts';

export const configShow: CommandDefinition = {
  path: ['config', 'show'],
  parameters: '',
  flags: [{ flags: '--origin' }],
  examples: ['perenos config show', 'perenos config show --origin --lang ru'],
  exitCodes: [],
  load: async () => (await import('./config-show-action.ts')).configShowAction,
};
