import type { Repair } from './field-counts.ts';

const maxSamples = 5;
const maxSeen = 5000;

/** What was met of repairs in some of the rows: how many were looked at, and those of new shapes with how many came before them. */
export interface MetRepairs {
  readonly seen: number;
  readonly samples: readonly { readonly repair: Repair; readonly at: number }[];
}

/** The first repairs of different shapes of one field. */
export class RepairSamples {
  readonly samples: Repair[] = [];
  private readonly shapes = new Set<string>();
  /** Repairs looked at: the search for new shapes ends somewhere. */
  private seen = 0;

  /** Looks at the next repair; true when it is kept. */
  offer(repair: Repair): boolean {
    if (this.hasEnded(0)) return false;
    this.seen += 1;
    return this.keep(repair);
  }

  /** Repairs looked at so far. */
  get looked(): number {
    return this.seen;
  }

  /** Adds what was met in the next rows by who looked at these alone: the same is kept as if each had been offered here. */
  add({ seen, samples }: MetRepairs): void {
    for (const { repair, at } of samples) if (!this.hasEnded(at)) this.keep(repair);
    this.seen += seen;
  }

  private hasEnded(more: number): boolean {
    return this.samples.length >= maxSamples || this.seen + more >= maxSeen;
  }

  private keep(repair: Repair): boolean {
    const shape = repair.before.replace(/\d/g, '9').replace(/\p{L}+/gu, 'a');
    if (this.shapes.has(shape)) return false;
    this.shapes.add(shape);
    this.samples.push(repair);
    return true;
  }
}
