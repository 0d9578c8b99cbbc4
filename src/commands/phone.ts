import type { CommandDefinition } from './command.ts';

export const phone: CommandDefinition = {
  path: ['phone'],
  parameters: '[value...]',
  flags: [{ flags: '--country <code>' }, { flags: '--city-code <code>' }],
  examples: ['perenos phone "8 (916) 123-45-67 доб. 12"', 'perenos phone --country KZ --json "8 701 222 33 44"'],
  exitCodes: [1],
  load: async () => (await import('./phone-action.ts')).phoneAction,
};
