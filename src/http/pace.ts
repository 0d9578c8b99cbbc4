import { shareAt, type Schedule } from './schedule.ts';

/** How many requests a server takes. */
export interface PaceRules {
  readonly perSecond: number;
  /** Requests that may come at once after a pause. */
  readonly burst: number;
  /** The first request waits for its turn: another command may have ended just now that used all the server takes in a second. */
  readonly startsEmpty?: boolean;
  /** What a person allows, where it is less. */
  readonly maxPerSecond?: number;
  readonly schedule?: Schedule;
}

/** After a limit answer the pace is half of what it was, and grows again by this share of the full pace in a minute. */
const recoveryPerMinute = 0.1;
const slowest = 0.05;

/**
 * A token bucket that learns: a limit answer empties it and halves the pace, which then recovers by a tenth a minute
 * (`reliability.md` section 9 of the house documents). A clock that jumps back only delays.
 */
export class Pace {
  private readonly rules: PaceRules;
  private readonly now: () => number;
  private tokens: number;
  private filledAt: number;
  private closedUntil = 0;
  private share = 1;

  /** @param now milliseconds since 1970 */
  constructor(rules: PaceRules, now: () => number) {
    this.rules = rules;
    this.now = now;
    this.tokens = rules.startsEmpty === true ? 0 : rules.burst;
    this.filledAt = now();
  }

  /** Takes the right to send one request. @returns milliseconds to wait first; 0: send now, it is counted */
  take(): number {
    const now = this.now();
    this.fill(now);
    if (now < this.closedUntil) return this.closedUntil - now;
    if (this.tokens >= 1) {
      this.tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil(((1 - this.tokens) / this.rate(now)) * 1000));
  }

  /** The server refused for its limits: nothing is sent for a while, then at half the pace. */
  limited(pauseMs: number): void {
    const now = this.now();
    this.fill(now);
    this.tokens = 0;
    this.share = Math.max(slowest, this.share / 2);
    this.closedUntil = Math.max(this.closedUntil, now + pauseMs);
  }

  /** Requests a second at the moment. */
  rate(now = this.now()): number {
    const { perSecond, maxPerSecond = perSecond, schedule } = this.rules;
    return Math.min(perSecond, maxPerSecond) * this.share * shareAt(schedule, new Date(now));
  }

  private fill(now: number): void {
    const passed = Math.max(0, now - this.filledAt);
    this.filledAt = now;
    this.tokens = Math.min(this.rules.burst, this.tokens + (passed / 1000) * this.rate(now));
    this.share = Math.min(1, this.share + (passed / 60_000) * recoveryPerMinute);
  }
}
