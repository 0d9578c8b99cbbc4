/** Hashes with a number each, gathered to be written in the order of a table: each of its pages is written once then. */
export class HashList {
  private hashes = new Float64Array(1024);
  private numbers = new Float64Array(1024);
  private size = 0;

  get length(): number {
    return this.size;
  }

  add(hash: number, number: number): void {
    if (this.size === this.hashes.length) {
      this.hashes = doubled(this.hashes);
      this.numbers = doubled(this.numbers);
    }
    this.hashes[this.size] = hash;
    this.numbers[this.size] = number;
    this.size += 1;
  }

  /** By hash, those of one hash as they came. */
  *inOrder(): Generator<readonly [hash: number, number: number]> {
    const { hashes, numbers } = this;
    const order = Uint32Array.from({ length: this.size }, (_, at) => at);
    order.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || a - b);
    for (const at of order) yield [hashes[at] ?? 0, numbers[at] ?? 0];
  }

  /** Each hash once, with the sum of its numbers. */
  *sums(): Generator<readonly [hash: number, sum: number]> {
    let last: number | undefined;
    let sum = 0;
    for (const [hash, number] of this.inOrder()) {
      if (last !== undefined && hash !== last) {
        yield [last, sum];
        sum = 0;
      }
      last = hash;
      sum += number;
    }
    if (last !== undefined) yield [last, sum];
  }
}

function doubled(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
