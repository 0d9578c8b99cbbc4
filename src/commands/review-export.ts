import type { CommandDefinition } from './command.ts';

export const reviewExport: CommandDefinition = {
  path: ['review', 'export'],
  parameters: '[run]',
  flags: [
    { flags: '-o, --output <file>', required: true },
    { flags: '--all' },
    { flags: '--plan <file>' },
    { flags: '-m, --mapping <file>' },
  ],
  examples: [
    'perenos review export -o review.xlsx',
    'perenos review export -o review.csv',
    'perenos review export -o review.html',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./review-export-action.ts')).reviewExportAction,
};
