import type { Staged } from '../model/staged.ts';

/** One record made of several that repeat a source key. */
export interface SameKeyMerge {
  readonly data: Readonly<Record<string, unknown>>;
  /** Values of later records that differ from the value kept. */
  readonly conflicts: readonly { readonly field: string; readonly seq: number; readonly value: string }[];
}

/** Lists whose equal items are still two things: two positions of an order may be the same product at the same price. */
const repeatable = new Set(['items']);

/**
 * Joins records that repeat one source key, in reading order: exports write a deal once for each of its products. Single values are
 * those of the first record that has one; lists are joined, equal items once. Positions add up within one table only: the same
 * record in a second file is a copy, whose positions are not counted again.
 * @param tableOf tells apart the tables the records come from
 */
export function mergeSameKey(records: readonly Staged[], tableOf: (record: Staged) => string = () => ''): SameKeyMerge {
  const data: Record<string, unknown> = {};
  const conflicts: { field: string; seq: number; value: string }[] = [];
  /** The table whose positions were taken, by field. */
  const takenFrom = new Map<string, string>();
  for (const record of records) {
    for (const [field, value] of Object.entries(record.data)) {
      const kept = data[field];
      if (value === undefined) continue;
      const isCopy = repeatable.has(field) && (takenFrom.get(field) ?? tableOf(record)) !== tableOf(record);
      if (kept === undefined) data[field] = value;
      else if (Array.isArray(kept) && Array.isArray(value) && !isCopy) data[field] = joinLists(field, kept, value);
      else if (JSON.stringify(kept) !== JSON.stringify(value)) {
        conflicts.push({ field, seq: record.seq, value: typeof value === 'string' ? value : JSON.stringify(value) });
      }
      if (repeatable.has(field) && !takenFrom.has(field)) takenFrom.set(field, tableOf(record));
    }
  }
  return { data, conflicts };
}

function joinLists(field: string, kept: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  if (repeatable.has(field)) return [...kept, ...added];
  const seen = new Set(kept.map((item) => JSON.stringify(item)));
  return [...kept, ...added.filter((item) => !seen.has(JSON.stringify(item)))];
}
