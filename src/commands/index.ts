import type { CommandDefinition } from './command.ts';
import { run } from './run.ts';

/** Every command, in the order in which help lists them. */
export const commandDefinitions: readonly CommandDefinition[] = [run];
