/** What one call of a method has cost, as the portal says. */
export interface MethodTime {
  readonly seconds: number;
  /** Used by the method in the current window; undefined where the portal does not count. */
  readonly operating: number | undefined;
  /** Until the oldest minute of the window is dropped. */
  readonly resetInSeconds: number | undefined;
}

interface Account {
  operating: number;
  /** Milliseconds since 1970: from then on less is used, by how much is not known. */
  staleAt: number;
  /** The portal refused: nothing before this moment. */
  blockedUntil: number;
  /** Moving mean of seconds for one record. */
  mean: number | undefined;
}

/** Weight of the last call in the mean. */
const weight = 0.2;
/** The call that crosses the limit still ends well: a little below it nothing is refused. */
const usable = 0.97;
const minuteMs = 60_000;

/**
 * The accounts of server time: every method may use so many seconds in a sliding window of 10 minutes, the calls inside a batch
 * one by one. Several records of one command count as several.
 */
export class ServerTime {
  private readonly accounts = new Map<string, Account>();
  private readonly limit: number;
  private readonly now: () => number;
  private readonly assumed: number | undefined;

  /**
   * @param limitSeconds of one method; infinite where there is no such limit
   * @param now milliseconds since 1970
   * @param assumed seconds for one record until something was measured
   */
  constructor(limitSeconds: number, now: () => number, assumed?: number) {
    this.limit = limitSeconds;
    this.now = now;
    this.assumed = assumed;
  }

  /** @param records how many records the call was for */
  note(method: string, time: MethodTime, records = 1): void {
    const account = this.account(method);
    const each = time.seconds / Math.max(1, records);
    account.mean = account.mean === undefined ? each : account.mean * (1 - weight) + each * weight;
    account.operating = time.operating ?? 0;
    account.staleAt = this.now() + (time.resetInSeconds === undefined ? minuteMs : (time.resetInSeconds + 1) * 1000);
  }

  /** The portal refused the method: it waits until a part of its window is over. */
  blocked(method: string): void {
    const account = this.account(method);
    const now = this.now();
    account.blockedUntil = account.staleAt > now ? account.staleAt : now + minuteMs;
    account.operating = 0;
  }

  /** Seconds for one record; undefined when nothing is known. */
  mean(method: string): number | undefined {
    return this.accounts.get(method)?.mean ?? this.assumed;
  }

  /** Was it measured, and not only assumed? */
  isMeasured(method: string): boolean {
    return this.accounts.get(method)?.mean !== undefined;
  }

  /** Milliseconds until so many calls for so many records may be sent at once. The last of them may cross the limit. */
  heldUp(method: string, calls: number, records: number): number {
    const account = this.accounts.get(method);
    const now = this.now();
    if (account === undefined) return 0;
    if (account.blockedUntil > now) return account.blockedUntil - now;
    if (account.staleAt <= now) return 0;
    const before = calls <= 1 ? 0 : ((account.mean ?? 0) * records * (calls - 1)) / calls;
    return account.operating + before >= this.limit * usable ? account.staleAt - now : 0;
  }

  private account(method: string): Account {
    let account = this.accounts.get(method);
    if (account === undefined)
      this.accounts.set(method, (account = { operating: 0, staleAt: 0, blockedUntil: 0, mean: undefined }));
    return account;
  }
}
