import type { CommandDefinition } from './command.ts';

export const mappingSchema: CommandDefinition = {
  path: ['mapping', 'schema'],
  parameters: '',
  flags: [{ flags: '--target-schema <file>' }, { flags: '-o, --output <file>' }],
  examples: [
    'perenos mapping schema -o .perenos/mapping-1.schema.json',
    'perenos mapping schema --target-schema samples/ci/target-schema.json -o .perenos/mapping-1.schema.json',
  ],
  exitCodes: [11],
  load: async () => (await import('./mapping-schema-action.ts')).mappingSchemaAction,
};
