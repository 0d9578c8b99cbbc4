import { Worker } from 'node:worker_threads';
import type { FeatureReply, FeatureSetup } from './feature-worker.ts';
import type { RowKeys } from './prepare.ts';
import type { TablePart } from './table-parts.ts';
import type { TextBatch } from './text-batch.ts';

/** What a thread allocates for a record lives no longer than that: it needs little room, but with less it is looked through too often. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** Threads that make features of batches of records; which one has which batch changes no result. */
export class FeatureThreads {
  readonly #threads: readonly FeatureThread[];

  readonly #most: number;

  /** `take` is given the hashes and keys of each batch, in any order; a thread has `most` batches before it at most. */
  constructor(
    setup: FeatureSetup,
    { count, most, take }: { readonly count: number; readonly most: number; readonly take: (keys: RowKeys) => void },
  ) {
    this.#most = most;
    this.#threads = Array.from({ length: count }, () => new FeatureThread(setup, take));
  }

  /** True while a thread has room for a batch. @throws what a thread has thrown */
  hasRoom(): boolean {
    for (const thread of this.#threads) thread.rethrow();
    return this.#threads.some(({ waiting }) => waiting < this.#most);
  }

  /** Hands a batch to the thread with the fewest before it. */
  give(batch: TextBatch): void {
    this.#threads.reduce((a, b) => (b.waiting < a.waiting ? b : a)).give(batch);
  }

  /** Waits for all batches; gives the features that each thread has collected. */
  async finish(): Promise<readonly TablePart[]> {
    return Promise.all(this.#threads.map((thread) => thread.finish()));
  }

  /** Ends the threads, whatever they are doing. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

class FeatureThread {
  waiting = 0;
  readonly #worker: Worker;
  readonly #part: Promise<TablePart>;
  #failure: Error | undefined;

  constructor(workerData: FeatureSetup, take: (keys: RowKeys) => void) {
    this.#worker = new Worker(new URL('./feature-worker.js', import.meta.url), {
      workerData,
      resourceLimits,
      execArgv: [],
    });
    this.#part = new Promise((resolve, reject) => {
      const fail = (error: Error): void => {
        this.#failure ??= error;
        reject(this.#failure);
      };
      this.#worker.on('message', (reply: FeatureReply) => {
        try {
          if ('part' in reply) return resolve(reply.part);
          take(reply.keys);
        } catch (error) {
          fail(error instanceof Error ? error : new Error(String(error)));
        }
        this.waiting -= 1;
      });
      this.#worker.on('error', fail);
      this.#worker.on('exit', (code) => fail(new Error(`matching thread ended with code ${code}`)));
    });
    // It is waited for at the end only; a failure before shows with the next batch.
    this.#part.catch(() => {});
  }

  give(batch: TextBatch): void {
    this.waiting += 1;
    this.#worker.postMessage(batch);
  }

  rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  finish(): Promise<TablePart> {
    this.#worker.postMessage(null);
    return this.#part;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
