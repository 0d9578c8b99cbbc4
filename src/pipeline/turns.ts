const over = -1;

/**
 * Whose turn it is: work is prepared by several threads side by side and done one after another, in the order of its numbers, which
 * begin with 0.
 */
export class Turns {
  /** To be handed to the other threads. */
  readonly shared: SharedArrayBuffer;
  private readonly turn: Int32Array;

  constructor(shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.turn = new Int32Array(shared);
  }

  /** Blocks this thread until it is the turn of a number. @returns false when that will never be */
  wait(number: number): boolean {
    for (;;) {
      const now = Atomics.load(this.turn, 0);
      if (now === number) return true;
      if (now === over) return false;
      Atomics.wait(this.turn, 0, now);
    }
  }

  /** Lets the next number go on. */
  pass(number: number): void {
    Atomics.compareExchange(this.turn, 0, number, number + 1);
    Atomics.notify(this.turn, 0);
  }

  /** Nobody has a turn any more. */
  end(): void {
    Atomics.store(this.turn, 0, over);
    Atomics.notify(this.turn, 0);
  }
}
