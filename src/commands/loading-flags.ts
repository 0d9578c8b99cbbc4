import { ConfigError } from '../errors.ts';
import type { FlagDefinition } from './command.ts';

/** Flags of commands that ask a CRM over its API. */
export const pacingFlags: readonly FlagDefinition[] = [
  { flags: '--max-rps <number>' },
  { flags: '--schedule <spans>' },
  { flags: '--max-wait <time>' },
];

/** Flags of commands that load into a CRM over its API. */
export const loadingFlags: readonly FlagDefinition[] = [...pacingFlags, { flags: '--max-duration <time>' }];

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `90s`, `30m`, `2h`. @throws ConfigError */
export function durationOf(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([smh])$/.exec(text.trim());
  const unit = units[match?.[2] ?? ''];
  if (match === null || unit === undefined)
    throw new ConfigError('cli.bad-duration', { name: `--${flag}`, value: text });
  return Number(match[1]) * unit;
}
