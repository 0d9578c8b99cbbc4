import type { CommandDefinition } from './command.ts';
import { pacingFlags } from './loading-flags.ts';

export const targetSchema: CommandDefinition = {
  path: ['target', 'schema'],
  parameters: '',
  flags: [
    { flags: '-m, --mapping <file>' },
    { flags: '-o, --output <file>', default: 'target-schema.json' },
    ...pacingFlags,
  ],
  usesNetwork: true,
  examples: [
    'perenos target schema -o target-schema.json',
    'perenos target schema --mapping perenos.yaml -o target-schema.json',
  ],
  exitCodes: [3, 4, 7, 11],
  load: async () => (await import('./target-schema-action.ts')).targetSchemaAction,
};
