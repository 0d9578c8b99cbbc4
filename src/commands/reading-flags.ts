import type { FlagDefinition } from './command.ts';

/** How files are to be read: of every command that reads exports. */
export const readingFlags: readonly FlagDefinition[] = [
  { flags: '--format <name>' },
  { flags: '--encoding <name>' },
  { flags: '--delimiter <char>' },
  { flags: '--sheet <name>' },
];

/** What a ready mapping needs to know: of commands that work on files without a mapping of their own. */
export const presetFlags: readonly FlagDefinition[] = [
  { flags: '--preset <name>' },
  ...readingFlags,
  { flags: '--country <code>' },
  { flags: '--city-code <code>' },
];

/** From which severity on a command ends with a code other than 0. */
export const failOnFlag: FlagDefinition = {
  flags: '--fail-on <severity>',
  choices: ['error', 'warning', 'never'],
  default: 'error',
};
