import type { CommandDefinition } from './command.ts';
import { loadingFlags } from './loading-flags.ts';

export const resume: CommandDefinition = {
  path: ['resume'],
  parameters: '',
  flags: [{ flags: '-y, --yes' }, ...loadingFlags],
  usesNetwork: true,
  examples: ['perenos resume --yes', 'perenos resume --yes --json'],
  exitCodes: [1, 3, 4, 5, 6, 7, 8, 10, 11],
  load: async () => (await import('./apply-action.ts')).resumeAction,
};
