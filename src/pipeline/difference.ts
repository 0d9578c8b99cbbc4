import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from '../targets/target.ts';

type Data = Readonly<Record<string, unknown>>;

/** Fields whose wanted value differs from the target's, in field order. Fields that are not wanted are left alone. */
export function changedFields(current: Data, wanted: Data): readonly FieldChange[] {
  return Object.keys(wanted)
    .filter((field) => wanted[field] !== undefined && !isDeepStrictEqual(current[field], wanted[field]))
    .map((field) => ({ field, before: current[field] ?? null, after: wanted[field] }));
}

/** What is wanted where the target has nothing: filled fields stay as they are. */
export function fillEmpty(current: Data, wanted: Data): Data {
  return Object.fromEntries(Object.entries(wanted).filter(([field]) => current[field] === undefined));
}
