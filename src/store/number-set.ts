/** Whole numbers from 0 to a highest one: one bit each, so that sets of a million cost nothing. */
export class NumberSet {
  /** How many there are. */
  size = 0;
  private readonly bits: Uint8Array;

  constructor(highest: number) {
    this.bits = new Uint8Array((highest >> 3) + 1);
  }

  add(number: number): void {
    if (this.has(number)) return;
    this.bits[number >> 3] = (this.bits[number >> 3] ?? 0) | (1 << (number & 7));
    this.size += 1;
  }

  /** False for what lies beyond the highest one. */
  has(number: number): boolean {
    return ((this.bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
  }

  /** Ascending. */
  *[Symbol.iterator](): Generator<number> {
    for (const [at, byte] of this.bits.entries()) {
      for (let bit = 0; bit < 8 && byte >> bit !== 0; bit += 1) if ((byte >> bit) & 1) yield at * 8 + bit;
    }
  }
}
