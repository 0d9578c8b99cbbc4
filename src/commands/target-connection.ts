import type { Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import * as registry from '../targets/index.ts';
import type { Connection, Target } from '../targets/target.ts';

const targets: Readonly<Record<string, Target>> = registry;

/** @throws ConfigError for a target that does not exist */
export function targetNamed(name: string): Target {
  const target = Object.values(targets).find((candidate) => candidate.name === name);
  if (target === undefined) {
    throw new ConfigError('target.unknown', {
      name,
      known: Object.values(targets)
        .map((known) => known.name)
        .join(', '),
    });
  }
  return target;
}

/** Connects to a target by name. @throws ConfigError, AccessError */
export async function connectTarget(name: string, options: unknown, context: Context): Promise<Connection> {
  return targetNamed(name).connect(options, context);
}
