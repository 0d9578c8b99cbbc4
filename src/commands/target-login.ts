import type { CommandDefinition } from './command.ts';

export const targetLogin: CommandDefinition = {
  path: ['target', 'login'],
  parameters: '<connection>',
  flags: [{ flags: '--app <file>' }, { flags: '--crm <name>', choices: ['amocrm', 'bitrix24'] }, { flags: '--paste' }],
  usesNetwork: true,
  examples: [
    'perenos target login b24',
    'perenos target login amo --token-file token.txt',
    'perenos target login amo --crm amocrm --app integration.json',
  ],
  exitCodes: [3, 4, 7, 11],
  load: async () => (await import('./target-login-action.ts')).targetLoginAction,
};
