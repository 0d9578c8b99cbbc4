import type { CommandDefinition } from './command.ts';

export const init: CommandDefinition = {
  path: ['init'],
  parameters: '[dir]',
  flags: [
    { flags: '-s, --source <file>', repeatable: true },
    { flags: '--target <name>', default: 'sqlite' },
    { flags: '--name <project>' },
    { flags: '-y, --yes' },
  ],
  examples: ['perenos init --yes', 'perenos init crm-move --source samples/stories/clients.xlsx --yes'],
  exitCodes: [3, 11],
  load: async () => (await import('./init-action.ts')).initAction,
};
