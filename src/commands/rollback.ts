import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const rollback: CommandDefinition = {
  path: ['rollback'],
  parameters: '[run]',
  flags: [
    { flags: '-o, --output <file>', default: 'undo.pplan' },
    { flags: '--plan <file>' },
    { flags: '--report <file>' },
    ...pacingFlags,
  ],
  usesNetwork: true,
  examples: ['perenos rollback -o undo.pplan', 'perenos rollback -o undo.pplan --json'],
  exitCodes: [3, 4, 7, 10, 11],
  load: async () => (await import('./rollback-action.ts')).rollbackAction,
};
