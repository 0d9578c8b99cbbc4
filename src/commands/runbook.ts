import type { CommandDefinition } from './command.ts';

export const runbook: CommandDefinition = {
  path: ['runbook'],
  parameters: '',
  flags: [{ flags: '-m, --mapping <file>' }, { flags: '--plan <file>' }, { flags: '-o, --output <file>' }],
  examples: ['perenos runbook', 'perenos runbook --mapping samples/stories/perenos.yaml -o runbook.md'],
  exitCodes: [3, 11],
  load: async () => (await import('./runbook-action.ts')).runbookAction,
};
