import type { Reply } from './reply.ts';

const smallest = 5;
/** After so many whole requests a size that was halved is doubled again. */
const patience = 20;

/** Records in one request: fewer after the account took too long for them. */
export class BatchSize {
  private readonly most: number;
  private now: number;
  private whole = 0;

  constructor(most: number) {
    this.most = most;
    this.now = most;
  }

  get size(): number {
    return this.now;
  }

  /** Learns from what became of a request. */
  noteReply(reply: Reply, elements: number): void {
    if (reply.kind === 'doubt' && /^504\b/.test(reply.reason)) {
      this.now = Math.max(Math.min(smallest, this.most), Math.floor(Math.min(this.now, elements) / 2));
      this.whole = 0;
    } else if (reply.kind === 'result' && this.now < this.most) {
      this.whole += 1;
      if (this.whole % patience === 0) this.now = Math.min(this.most, this.now * 2);
    }
  }
}
