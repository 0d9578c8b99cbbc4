import type { FlagDefinition } from './command.ts';

/** Flags of every command; they work before and after the verb. */
export const globalFlags: readonly FlagDefinition[] = [
  { flags: '--lang <language>', choices: ['ru', 'en'] },
  { flags: '--json' },
  { flags: '--events <file>' },
  { flags: '-q, --quiet' },
  { flags: '-v, --verbose' },
  { flags: '--color <when>', choices: ['auto', 'always', 'never'] },
  { flags: '--no-color' },
  { flags: '--no-input' },
  { flags: '-C, --project <dir>' },
  { flags: '--limit <name=value>', repeatable: true },
  { flags: '--mask <level>', choices: ['none', 'partial', 'full'] },
];
