import type { CommandDefinition } from './command.ts';

export const targetLogin: CommandDefinition = {
  path: ['target', 'login'],
  parameters: '<connection>',
  flags: [],
  usesNetwork: true,
  examples: ['perenos target login b24', 'perenos target login amo --token-file token.txt'],
  exitCodes: [7, 11],
  load: async () => (await import('./target-login-action.ts')).targetLoginAction,
};
