import type { CommandDefinition } from './command.ts';

export const auditVerify: CommandDefinition = {
  path: ['audit', 'verify'],
  parameters: '',
  flags: [],
  examples: ['perenos audit verify', 'perenos audit verify --json'],
  exitCodes: [9, 11],
  load: async () => (await import('./audit-verify-action.ts')).auditVerifyAction,
};
