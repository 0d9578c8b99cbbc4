import type { CommandDefinition } from './command.ts';

export const rejectsExport: CommandDefinition = {
  path: ['rejects', 'export'],
  parameters: '[run]',
  flags: [
    { flags: '-o, --output <file>', required: true },
    { flags: '--code <code>' },
    { flags: '--only <rows>', choices: ['rejected', 'fixed', 'warn'], default: 'rejected' },
    { flags: '--owner <who>', choices: ['data', 'integrator'] },
    { flags: '--no-values' },
    { flags: '--plan <file>' },
    { flags: '--csv-for <reader>', choices: ['excel', 'machine'], default: 'excel' },
  ],
  examples: [
    'perenos rejects export -o rejects.xlsx',
    'perenos rejects export -o warnings.xlsx --only warn --owner data',
    'perenos rejects export -o rejects.csv',
    'perenos rejects export -o rejects.json',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./rejects-action.ts')).rejectsExportAction,
};
