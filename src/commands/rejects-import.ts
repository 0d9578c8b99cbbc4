import type { CommandDefinition } from './command.ts';

export const rejectsImport: CommandDefinition = {
  path: ['rejects', 'import'],
  parameters: '<file>',
  flags: [{ flags: '-n, --dry-run' }, { flags: '-m, --mapping <file>' }, { flags: '--plan <file>' }],
  examples: ['perenos rejects import rejects.xlsx', 'perenos rejects import rejects.xlsx --dry-run --json'],
  exitCodes: [1, 3, 10, 11],
  load: async () => (await import('./rejects-import-action.ts')).rejectsImportAction,
};
