import type { CommandDefinition } from './command.ts';

export const opsList: CommandDefinition = {
  path: ['ops', 'list'],
  parameters: '[run]',
  flags: [{ flags: '--state <state>', choices: ['in_doubt', 'rejected', 'planned', 'done'], default: 'in_doubt' }],
  examples: ['perenos ops list', 'perenos ops list --state rejected --json'],
  exitCodes: [8, 11],
  load: async () => (await import('./ops-action.ts')).opsListAction,
};
