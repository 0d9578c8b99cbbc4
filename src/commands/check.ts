import type { CommandDefinition } from './command.ts';

export const check: CommandDefinition = {
  path: ['check'],
  parameters: '[file...]',
  flags: [
    { flags: '--level <number>', choices: ['1', '2', '3'], default: '3' },
    { flags: '--fail-on <severity>', choices: ['error', 'warning', 'never'], default: 'error' },
  ],
  examples: [
    'perenos check samples/stories/perenos.yaml',
    'perenos check samples/stories/perenos.yaml --level 2 --json',
  ],
  exitCodes: [1, 3],
  load: async () => (await import('./check-action.ts')).checkAction,
};
