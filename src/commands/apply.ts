import type { CommandDefinition } from './command.ts';
import { loadingFlags } from './loading-flags.ts';

export const apply: CommandDefinition = {
  path: ['apply'],
  parameters: '<plan>',
  flags: [
    { flags: '-y, --yes' },
    { flags: '-n, --dry-run' },
    { flags: '--expect-hash <hash>' },
    { flags: '--report <file>' },
    ...loadingFlags,
  ],
  usesNetwork: true,
  examples: ['perenos apply cutover.pplan --yes', 'perenos apply cutover.pplan --yes --expect-hash 1a2b3c4d'],
  exitCodes: [1, 3, 4, 5, 6, 7, 8, 10, 11],
  load: async () => (await import('./apply-action.ts')).applyAction,
};
