import type { CommandDefinition } from './command.ts';

export const mappingImport: CommandDefinition = {
  path: ['mapping', 'import'],
  parameters: '<file>',
  flags: [
    { flags: '--from <tool>', choices: ['sdl', 'cumulusci', 'sfdmu'], required: true },
    { flags: '--object <name>' },
    { flags: '--name <project>' },
    { flags: '-o, --output <file>' },
  ],
  examples: [
    'perenos mapping import samples/mapping-import/accounts.sdl --from sdl',
    'perenos mapping import samples/mapping-import/mapping.yml --from cumulusci -o from-cumulusci.yaml',
    'perenos mapping import samples/mapping-import/export.json --from sfdmu --json',
  ],
  exitCodes: [3, 11],
  load: async () => (await import('./mapping-import-action.ts')).mappingImportAction,
};
