import type { PersonalClass } from '../model/personal-class.ts';

/** Masks one value of a known class as the report is to show it. */
export type Mask = (value: string, kind: PersonalClass) => string;

/** Arguments that name a place or a rule, never a person. */
const plainArguments = new Set([
  'kind',
  'field',
  'line',
  'column',
  'encoding',
  'file',
  'table',
  'country',
  'allowed',
  'map',
]);

/** Arguments quote the value they are about, so they are masked like it; numbers and known words stay. */
export function maskArgs(args: unknown, hide: (value: string) => string): unknown {
  if (typeof args !== 'object' || args === null) return args;
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' && !plainArguments.has(name) ? hide(value) : value,
    ]),
  );
}
