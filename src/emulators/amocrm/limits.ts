import type { AmocrmLimits } from './settings.ts';

const second = 1000;
const minute = 60_000;

/** Sliding windows: so many requests in any second, for a token and for the account. Refusals add up to a block. */
export class Limits {
  readonly #limits: AmocrmLimits | undefined;
  readonly #byToken = new Map<string, number[]>();
  #all: number[] = [];
  #refusals: number[] = [];
  #isBlocked = false;
  #refused = 0;

  constructor(limits: AmocrmLimits | undefined) {
    this.#limits = limits;
  }

  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /** How often a request was refused for coming too fast. */
  get refused(): number {
    return this.#refused;
  }

  /** Whether a request of that token is let in now; milliseconds. A refused one takes no room in the window. */
  take(token: string, now: number): boolean {
    if (this.#limits === undefined) return true;
    const own = within(this.#byToken.get(token) ?? [], now - second);
    this.#all = within(this.#all, now - second);
    this.#byToken.set(token, own);
    if (own.length < this.#limits.perToken && this.#all.length < this.#limits.perAccount) {
      own.push(now);
      this.#all.push(now);
      return true;
    }
    this.#refused += 1;
    this.#refusals = within(this.#refusals, now - minute);
    this.#refusals.push(now);
    if (this.#refusals.length >= this.#limits.refusalsToBlock) this.#isBlocked = true;
    return false;
  }

  block(): void {
    this.#isBlocked = true;
  }

  /** As support does it: the block is lifted and nothing is held against anyone. */
  reset(): void {
    this.#isBlocked = false;
    this.#refusals = [];
    this.#all = [];
    this.#byToken.clear();
    this.#refused = 0;
  }
}

function within(times: readonly number[], after: number): number[] {
  return times.filter((time) => time > after);
}
