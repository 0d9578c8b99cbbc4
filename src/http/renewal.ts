/** A request that was sent with the old token may be refused after the pair was renewed; milliseconds. */
const graceMs = 10_000;

/** Renews a token once for all requests that were refused with the old one. */
export class Renewal {
  private readonly exchange: () => Promise<void>;
  private readonly now: () => number;
  private renewing: Promise<void> | undefined;
  private renewedAt = Number.NEGATIVE_INFINITY;

  /** @param exchange gets a new token, and keeps it before it is used */
  constructor(exchange: () => Promise<void>, now: () => number) {
    this.exchange = exchange;
    this.now = now;
  }

  /** @throws what `exchange` throws */
  async renew(): Promise<void> {
    if (Math.abs(this.now() - this.renewedAt) < graceMs) return;
    this.renewing ??= this.once().finally(() => (this.renewing = undefined));
    await this.renewing;
  }

  private async once(): Promise<void> {
    await this.exchange();
    this.renewedAt = this.now();
  }
}
