import { isDeepStrictEqual } from 'node:util';
import type { FieldHashes } from '../store/state.ts';
import type { FieldChange } from '../targets/target.ts';
import { fieldHash } from './field-hashes.ts';

type Data = Readonly<Record<string, unknown>>;

/** A record as the source has it, as the target would give it back, and as the target gives it now. */
export interface Sides {
  readonly wanted: Data;
  /** What of `wanted` can be written now, where that is not all of it: links to records that are not there are missing. */
  readonly source?: Data;
  readonly expected: Data;
  readonly current: Data;
  /** Of our last write; undefined when the record is not ours or was written by an older version. */
  readonly hashes: FieldHashes | undefined;
}

export interface Compared {
  /** To be written. */
  readonly changes: readonly FieldChange[];
  /** Changed in the source and, since our last write, by somebody in the target. */
  readonly conflicts: readonly FieldChange[];
  /** Fields that both sides hold alike though that is not what was last written: from now on they are compared with this. */
  readonly agreed: FieldHashes;
}

/**
 * Compares source then, source now and target now, field by field: what only the source changed is written, what only the target
 * changed stays, and what both changed is a conflict. `before` is as the target gives it, `after` as the source has it.
 */
export function threeWay({ wanted, source = wanted, expected, current, hashes }: Sides): Compared {
  const changes: FieldChange[] = [];
  const conflicts: FieldChange[] = [];
  const agreed: Record<string, readonly [written: string, read: string]> = {};
  for (const field of Object.keys(expected)) {
    if (expected[field] === undefined) continue;
    const [written, read] = hashes?.[field] ?? [];
    if (isDeepStrictEqual(current[field], expected[field])) {
      const [ours, theirs] = [fieldHash(source[field]), fieldHash(current[field])];
      if (ours !== written || theirs !== read) agreed[field] = [ours, theirs];
      continue;
    }
    const change = { field, before: current[field] ?? null, after: wanted[field] };
    if (written === undefined) {
      changes.push(change);
      continue;
    }
    const sourceChanged = fieldHash(source[field]) !== written;
    const targetChanged = fieldHash(current[field]) !== read;
    if (sourceChanged) (targetChanged ? conflicts : changes).push(change);
    // A comment takes up what has no place of its own: other fields of the source may have changed it.
    else if (!targetChanged && fieldHash(expected[field]) !== read) changes.push(change);
  }
  return { changes, conflicts, agreed };
}
