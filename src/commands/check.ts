import type { CommandDefinition } from './command.ts';
import { failOnFlag } from './reading-flags.ts';

export const check: CommandDefinition = {
  path: ['check'],
  parameters: '[file...]',
  flags: [
    { flags: '--level <number>', choices: ['1', '2', '3', '4', '5'], default: '3' },
    { flags: '--format <name>', choices: ['text', 'json', 'sarif', 'junit', 'github', 'gitlab'], default: 'text' },
    { flags: '-o, --output <file>' },
    { flags: '--headers <file>' },
    { flags: '--save-headers <file>' },
    { flags: '--target-schema <file>' },
    { flags: '--tests <folder>' },
    failOnFlag,
  ],
  examples: [
    'perenos check samples/stories/perenos.yaml',
    'perenos check samples/stories/perenos.yaml --level 2 --json',
    'perenos check samples/ci/perenos.yaml --level 5 --format sarif -o perenos.sarif',
  ],
  exitCodes: [1, 3, 11],
  load: async () => (await import('./check-action.ts')).checkAction,
};
