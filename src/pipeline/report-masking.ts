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
  // Of records in the target, which somebody has to find there.
  'id',
  'ids',
  'fields',
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

/** What readers find out about a file and what in it may name people. */
const personalFacts: Readonly<Record<string, PersonalClass>> = { owners: 'name', titles: 'free_text' };

/** Facts about a file as the report is to show them; `owners` is a list of `name: count`. */
export function maskFacts<T extends Readonly<Record<string, unknown>>>(facts: T, masked: Mask): T {
  const shown = Object.entries(facts).map(([name, value]) => {
    const kind = personalFacts[name];
    if (kind === undefined || typeof value !== 'string') return [name, value];
    return [name, value.replace(/[^;:/]+/gu, (part) => (/\p{L}/u.test(part) ? masked(part.trim(), kind) : part))];
  });
  return Object.fromEntries(shown) as T;
}
