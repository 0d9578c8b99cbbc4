import { entitySchemas, type EntityKind } from '../model/entity.ts';
import { fieldMeta } from '../model/field.ts';
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

/** Class of a canonical field; what is not known is treated as free text. */
export function personalClass(kind: EntityKind | null, field: string | null): PersonalClass {
  if (kind === null || field === null) return 'free_text';
  const shape = entitySchemas[kind].shape as Readonly<Record<string, Parameters<typeof fieldMeta>[0]>>;
  const schema = shape[field.split('.')[0] ?? ''];
  return (schema === undefined ? undefined : fieldMeta(schema))?.personal ?? 'free_text';
}
