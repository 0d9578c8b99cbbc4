import type { CommandDefinition } from './command.ts';

export const lineage: CommandDefinition = {
  path: ['lineage'],
  parameters: '[run]',
  flags: [{ flags: '-o, --output <folder>', required: true }, { flags: '--plan <file>' }],
  examples: ['perenos lineage -o lineage', 'perenos lineage -o lineage --json'],
  exitCodes: [3, 11],
  load: async () => (await import('./lineage-action.ts')).lineageAction,
};
