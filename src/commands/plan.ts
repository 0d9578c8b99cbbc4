import type { CommandDefinition } from './command.ts';
import { failOnFlag } from './reading-flags.ts';
import { loadingFlags } from './loading-flags.ts';

export const plan: CommandDefinition = {
  path: ['plan'],
  parameters: '',
  flags: [
    { flags: '-m, --mapping <file>' },
    { flags: '-o, --output <file>' },
    { flags: '--to <file>' },
    { flags: '--report <file>' },
    { flags: '--detailed-exitcode' },
    { flags: '--review <how>', choices: ['ask', 'none'], default: 'ask' },
    failOnFlag,
    ...loadingFlags,
  ],
  usesNetwork: true,
  examples: [
    'perenos plan --mapping samples/stories/perenos.yaml -o cutover.pplan --to crm.db',
    'perenos plan --mapping samples/stories/perenos.yaml --to crm.db --json',
  ],
  exitCodes: [1, 3, 4, 5, 7, 10, 11, 20],
  load: async () => (await import('./plan-action.ts')).planAction,
};
