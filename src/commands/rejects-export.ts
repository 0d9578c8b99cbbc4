import type { CommandDefinition } from './command.ts';

export const rejectsExport: CommandDefinition = {
  path: ['rejects', 'export'],
  parameters: '[run]',
  flags: [
    { flags: '-o, --output <file>', required: true },
    { flags: '--code <code>' },
    { flags: '--plan <file>' },
    { flags: '--csv-for <reader>', choices: ['excel', 'machine'], default: 'excel' },
  ],
  examples: ['perenos rejects export -o rejects.csv', 'perenos rejects export -o rejects.json'],
  exitCodes: [3, 11],
  load: async () => (await import('./rejects-action.ts')).rejectsExportAction,
};
