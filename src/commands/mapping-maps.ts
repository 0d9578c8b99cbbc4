import type { CommandDefinition } from './command.ts';

export const mappingMaps: CommandDefinition = {
  path: ['mapping', 'maps'],
  parameters: '[file]',
  flags: [{ flags: '--fill' }],
  examples: [
    'perenos mapping maps samples/stories/perenos.yaml',
    'perenos mapping maps samples/stories/perenos.yaml --fill --json',
  ],
  exitCodes: [1, 3, 11],
  load: async () => (await import('./mapping-maps-action.ts')).mappingMapsAction,
};
