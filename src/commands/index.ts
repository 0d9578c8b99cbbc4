import { apply } from './apply.ts';
import type { CommandDefinition } from './command.ts';
import { plan } from './plan.ts';
import { run } from './run.ts';
import { show } from './show.ts';
import { status } from './status.ts';

/** Every command, in the order in which help lists them. */
export const commandDefinitions: readonly CommandDefinition[] = [run, plan, show, apply, status];
