import type { TextHash } from './hash.ts';

/** A key as one whole number: 53 bits of it. */
export function packedKey(high: number, low: number): number {
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
}

/** The same of a value of a feature: `column` is its place in the layout. */
export function packedValue(hash: TextHash, column: number, text: string): number {
  hash
    .start(200 + column)
    .add(text)
    .end();
  return packedKey(hash.high, hash.low);
}

/** The key of an exact identifier; those of one type differ from those of another. */
export function packedIdentifier(type: number, high: number, low: number): number {
  return packedKey(high, ((low & ~7) | type) >>> 0);
}
