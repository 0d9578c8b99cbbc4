import type { CommandDefinition } from './command.ts';

export const opsResolve: CommandDefinition = {
  path: ['ops', 'resolve'],
  parameters: '<operation>',
  flags: [{ flags: '--as <outcome>', required: true }, { flags: '--run <id>' }],
  examples: ['perenos ops resolve 12 --as done:9001', 'perenos ops resolve 12 --as retry'],
  exitCodes: [10, 11],
  load: async () => (await import('./ops-action.ts')).opsResolveAction,
};
