import { TextHash } from '../../matching/hash.ts';
import type { Estimate } from '../../model/profile.ts';

/**
 * Counts different values in bounded memory: exactly while there are few, then from the share of them whose hash ends in enough
 * zeros (Wegman's adaptive sampling), within about 1 per cent.
 */
export interface DistinctValues {
  /** How often each sampled value occurred, by hash. */
  readonly counts: Map<number, number>;
  /** One value in 2 to this power is sampled. */
  level: number;
}

const mostSampled = 16_384;

export function noValues(): DistinctValues {
  return { counts: new Map(), level: 0 };
}

/** Counts one occurrence of the value that has this hash. */
export function countValue(seen: DistinctValues, hash: number): void {
  if (hash % 2 ** seen.level !== 0) return;
  seen.counts.set(hash, (seen.counts.get(hash) ?? 0) + 1);
  while (seen.counts.size > mostSampled) {
    seen.level += 1;
    for (const known of seen.counts.keys()) if (known % 2 ** seen.level !== 0) seen.counts.delete(known);
  }
}

export function distinctCount({ counts, level }: DistinctValues): Estimate {
  return { count: counts.size * 2 ** level, exact: level === 0 };
}

/** How many occurrences are of values that had occurred before. */
export function repeatedCount({ counts, level }: DistinctValues): number {
  let repeated = 0;
  for (const count of counts.values()) repeated += count - 1;
  return repeated * 2 ** level;
}

const hasher = new TextHash();

/** A whole number of 53 bits; equal texts give equal numbers in every run. */
export function hashOf(text: string): number {
  const { high, low } = hasher.start(0).add(text).end();
  return (high & 0x1fffff) * 2 ** 32 + low;
}
