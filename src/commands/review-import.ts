import type { CommandDefinition } from './command.ts';

export const reviewImport: CommandDefinition = {
  path: ['review', 'import'],
  parameters: '<file>',
  flags: [{ flags: '-n, --dry-run' }, { flags: '--plan <file>' }, { flags: '-m, --mapping <file>' }],
  examples: ['perenos review import review.xlsx', 'perenos review import decisions.json'],
  exitCodes: [1, 3, 11],
  load: async () => (await import('./review-import-action.ts')).reviewImportAction,
};
