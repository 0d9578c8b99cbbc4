/** Whole numbers of 32 bits one after another: handed to another thread they cost a copy of bytes. */
export class NumberList {
  private numbers: Int32Array<ArrayBuffer>;
  private size = 0;

  constructor(capacity = 1024) {
    this.numbers = new Int32Array(capacity);
  }

  push(number: number): void {
    if (this.size === this.numbers.length) {
      const bigger = new Int32Array(this.size * 2);
      bigger.set(this.numbers);
      this.numbers = bigger;
    }
    this.numbers[this.size] = number;
    this.size += 1;
  }

  /** A copy of what was collected; the list is empty afterwards. */
  take(): Int32Array<ArrayBuffer> {
    const taken = this.numbers.slice(0, this.size);
    this.size = 0;
    return taken;
  }
}
