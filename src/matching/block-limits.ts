import { TYPES } from './key-reader.ts';

/** Keys that prove so little that only small blocks of them are worth comparing where there are many records. */
export interface WeakKeys {
  /** Places in the key types of a kind. */
  readonly types: readonly number[];
  /** Up to so many records blocks of these keys may be as large as others; in larger files they shrink as the file grows. */
  readonly records: number;
}

/** How many records a block may have. */
export interface BlockLimits {
  readonly most: number;
  readonly weak: WeakKeys;
}

export const noWeakKeys: WeakKeys = { types: [], records: 0 };

/** Blocks of weak keys may always have so many records, if others may. */
export const LEAST_WEAK = 10;

/** The largest block by key type. `compared`: how many records differ in their features. */
export function limitsByType({ most, weak }: BlockLimits, compared: number): Uint32Array {
  const limits = new Uint32Array(TYPES).fill(most);
  const small = Math.floor((most * weak.records) / Math.max(1, compared));
  for (const type of weak.types) limits[type] = Math.min(most, Math.max(LEAST_WEAK, small));
  return limits;
}
