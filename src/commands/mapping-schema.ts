import type { CommandDefinition } from './command.ts';

export const mappingSchema: CommandDefinition = {
  path: ['mapping', 'schema'],
  parameters: '',
  flags: [{ flags: '-o, --output <file>' }],
  examples: ['perenos mapping schema', 'perenos mapping schema -o mapping-1.schema.json'],
  exitCodes: [11],
  load: async () => (await import('./mapping-schema-action.ts')).mappingSchemaAction,
};
