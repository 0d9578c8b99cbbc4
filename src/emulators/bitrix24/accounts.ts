/** One of ten baskets: opened by the first call of a minute, dropped ten minutes after that call. */
interface Basket {
  readonly minute: number;
  readonly openedAt: number;
  seconds: number;
}

const windowMs = 600_000;

/** Server time used by each method of each webhook. */
export class Accounts {
  readonly #limit: number;
  readonly #baskets = new Map<string, Basket[]>();

  /** @param limit seconds in ten minutes; 0 for none */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a call may begin. The call that crosses the limit still finishes. */
  isOpen(account: string, now: number): boolean {
    return this.#limit === 0 || this.used(account, now) < this.#limit;
  }

  charge(account: string, seconds: number, now: number): void {
    const baskets = this.#current(account, now);
    const minute = Math.floor(now / 60_000);
    const last = baskets.at(-1);
    if (last?.minute === minute) last.seconds += seconds;
    else baskets.push({ minute, openedAt: now, seconds });
  }

  /** Seconds in the window. */
  used(account: string, now: number): number {
    return this.#current(account, now).reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** Unix time in seconds at which the oldest basket is dropped. */
  resetAt(account: string, now: number): number {
    const [oldest] = this.#current(account, now);
    return Math.ceil(((oldest?.openedAt ?? now) + windowMs) / 1000);
  }

  clear(): void {
    this.#baskets.clear();
  }

  #current(account: string, now: number): Basket[] {
    const baskets = this.#baskets.get(account) ?? [];
    this.#baskets.set(account, baskets);
    while (baskets[0] !== undefined && now >= baskets[0].openedAt + windowMs) baskets.shift();
    return baskets;
  }
}
