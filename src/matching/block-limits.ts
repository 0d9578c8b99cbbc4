import { TYPES } from './key-reader.ts';

/** Keys of which only small blocks are worth comparing where there are many records: they prove little, or finer keys find the same. */
export interface WeakKeys {
  /** Places in the key types of a kind. */
  readonly types: readonly number[];
  /** Up to so many records blocks of these keys may be as large as others; in larger files they shrink as the file grows. */
  readonly records: number;
}

/** How many records a block may have. */
export interface BlockLimits {
  readonly most: number;
  /** No type stands in two of them. */
  readonly weak: readonly WeakKeys[];
}

/** Blocks of weak keys may always have so many records, if others may. */
export const LEAST_WEAK = 10;

/** The largest block by key type. `compared`: how many records differ in their features. */
export function limitsByType({ most, weak }: BlockLimits, compared: number): Uint32Array {
  const limits = new Uint32Array(TYPES).fill(most);
  for (const { types, records } of weak) {
    const small = Math.floor((most * records) / Math.max(1, compared));
    for (const type of types) limits[type] = Math.min(most, Math.max(LEAST_WEAK, small));
  }
  return limits;
}
