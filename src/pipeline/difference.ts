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
export function fillEmpty(current: Data, wanted: Data): Record<string, unknown> {
  return Object.fromEntries(Object.entries(wanted).filter(([field]) => current[field] === undefined));
}

/** Lists of ways to reach somebody: a value is in them or not, in whatever order. */
const reachLists = ['phones', 'emails', 'urls', 'messengers', 'tags'] as const;

/** What is wanted where the target has nothing, and of the lists what is not in them yet. */
export function addMissing(current: Data, wanted: Data): Data {
  const added = { ...fillEmpty(current, wanted) };
  for (const field of reachLists) {
    const [there, more] = [current[field], wanted[field]];
    if (!Array.isArray(there) || !Array.isArray(more)) continue;
    const known = new Set(there.map(valueOf));
    const missing = (more as readonly unknown[]).filter((item) => !known.has(valueOf(item)));
    if (missing.length > 0) added[field] = [...(there as readonly unknown[]), ...missing];
  }
  return added;
}

function valueOf(item: unknown): string {
  const value = typeof item === 'object' && item !== null && 'value' in item ? item.value : item;
  return String(value).toLowerCase();
}
