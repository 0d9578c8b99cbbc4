import { Worker } from 'node:worker_threads';
import {
  goldenPage,
  type ClusterPage,
  type GoldenKnowledge,
  type GoldenPage,
  type GoldenRules,
} from './golden-page.ts';

/** Merges pages of clusters. */
export interface GoldenMaker {
  /** At once where a thread has enough to do, or there is none. */
  make(page: ClusterPage): GoldenPage | Promise<GoldenPage>;
  close(): Promise<void>;
}

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');

/** Starting a thread costs as much as merging some thousands. */
const clustersBeforeThread = 5000;

/** What the thread allocates for a cluster lives no longer than that: it needs little room. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/**
 * Pages that wait for the thread beside the one that it works on: what is more than that is merged by this one. Enough that it is
 * not out of work while this thread writes.
 */
const mostWaiting = 4;

/** Many clusters are merged in a thread, while this one reads and writes and lends a hand. `known`: what the rules alone do not say. */
export function goldenMaker(clusters: number, rules: GoldenRules, known?: GoldenKnowledge): GoldenMaker {
  if (canThread && known === undefined && clusters >= clustersBeforeThread) return new GoldenThread(rules);
  return { make: (page) => goldenPage(page, rules, known), close: async () => {} };
}

/** Memory that holds nothing but these bytes is given away, which costs less than a copy. */
function ownMemory({ buffer, byteLength }: ClusterPage['records']): ArrayBuffer[] {
  return buffer.byteLength === byteLength ? [buffer] : [];
}

interface Waiting {
  readonly resolve: (page: GoldenPage) => void;
  readonly reject: (cause: Error) => void;
}

class GoldenThread implements GoldenMaker {
  private readonly rules: GoldenRules;
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failure: Error | undefined;

  constructor(rules: GoldenRules) {
    this.rules = rules;
    this.worker = new Worker(new URL('./golden-worker.js', import.meta.url), {
      workerData: rules,
      resourceLimits,
      execArgv: [],
    });
    this.worker.on('message', (page: GoldenPage) => this.waiting.shift()?.resolve(page));
    this.worker.on('error', (cause) => this.fail(cause));
    this.worker.on('exit', (code) => this.fail(new Error(`the merging thread ended with code ${code}`)));
  }

  make(page: ClusterPage): GoldenPage | Promise<GoldenPage> {
    if (this.waiting.length > mostWaiting) return goldenPage(page, this.rules);
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(page, ownMemory(page.records));
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(cause: unknown): void {
    this.failure ??= cause instanceof Error ? cause : new Error(String(cause));
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
