import { Worker } from 'node:worker_threads';
import {
  goldenPage,
  type ClusterPage,
  type GoldenKnowledge,
  type GoldenPage,
  type GoldenRules,
} from './golden-page.ts';

/** Merges pages of clusters, in the order in which they are given. */
export interface GoldenMaker {
  make(page: ClusterPage): Promise<GoldenPage>;
  close(): Promise<void>;
}

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');

/** Starting a thread costs as much as merging some thousands. */
const clustersBeforeThread = 5000;

/** What the thread allocates for a cluster lives no longer than that: it needs little room. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 };

/** Many clusters are merged in a thread, while this one reads and writes. `known`: what the rules alone do not say. */
export function goldenMaker(clusters: number, rules: GoldenRules, known?: GoldenKnowledge): GoldenMaker {
  if (canThread && known === undefined && clusters >= clustersBeforeThread) return new GoldenThread(rules);
  return { make: async (page) => goldenPage(page, rules, known), close: async () => {} };
}

interface Waiting {
  readonly resolve: (page: GoldenPage) => void;
  readonly reject: (cause: Error) => void;
}

class GoldenThread implements GoldenMaker {
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private failure: Error | undefined;

  constructor(workerData: GoldenRules) {
    this.worker = new Worker(new URL('./golden-worker.js', import.meta.url), {
      workerData,
      resourceLimits,
      execArgv: [],
    });
    this.worker.on('message', (page: GoldenPage) => this.waiting.shift()?.resolve(page));
    this.worker.on('error', (cause) => this.fail(cause));
    this.worker.on('exit', (code) => this.fail(new Error(`the merging thread ended with code ${code}`)));
  }

  make(page: ClusterPage): Promise<GoldenPage> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(page);
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
