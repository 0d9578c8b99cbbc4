export interface BucketSize {
  /** Requests that leak out each second. */
  readonly perSecond: number;
  /** Above this level requests are refused. */
  readonly most: number;
  /** Refused requests fill it as well. */
  readonly countsRefused?: boolean;
}

/** The leaky bucket by which portals bound the number of requests. Times are milliseconds. */
export class LeakyBucket {
  readonly #size: BucketSize;
  #level = 0;
  #since = -Infinity;

  constructor(size: BucketSize) {
    this.#size = size;
  }

  /** Whether a request at that time is let in. */
  take(now: number): boolean {
    const { perSecond, most, countsRefused = false } = this.#size;
    const leaked = ((now - this.#since) / 1000) * perSecond;
    this.#level = Math.max(0, this.#level - leaked);
    this.#since = now;
    const isRoom = this.#level + 1 <= most;
    if (isRoom || countsRefused) this.#level += 1;
    return isRoom;
  }

  empty(): void {
    this.#level = 0;
  }
}
