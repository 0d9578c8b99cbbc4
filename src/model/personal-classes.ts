import { entitySchemas, type EntityKind } from './entity.ts';
import { fieldMeta } from './field.ts';
import type { PersonalClass } from './personal-class.ts';

/** Classes that a mapping gives fields of its own accord, by `personalKey`. */
export type PersonalClasses = Readonly<Record<string, PersonalClass>>;

export function personalKey(kind: EntityKind, field: string): string {
  return `${kind}.${field}`;
}

/** Class of a canonical field as the mapping has it, else as the model has it; what is not known is treated as free text. */
export function classOfField(
  kind: EntityKind | null,
  field: string | null,
  given: PersonalClasses = {},
): PersonalClass {
  if (kind === null || field === null) return 'free_text';
  const name = field.split('.')[0] ?? '';
  const written = given[personalKey(kind, name)];
  if (written !== undefined) return written;
  const shape = entitySchemas[kind].shape as Readonly<Record<string, Parameters<typeof fieldMeta>[0]>>;
  const schema = shape[name];
  return (schema === undefined ? undefined : fieldMeta(schema))?.personal ?? 'free_text';
}
