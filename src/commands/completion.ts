import type { CommandDefinition } from './command.ts';

export const completion: CommandDefinition = {
  path: ['completion'],
  parameters: '<shell> [word...]',
  flags: [],
  examples: ['perenos completion bash', 'perenos completion candidates -- rejects ""'],
  exitCodes: [],
  load: async () => (await import('./completion-action.ts')).completionAction,
};
