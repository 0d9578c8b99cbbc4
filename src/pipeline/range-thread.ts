import { Worker } from 'node:worker_threads';
import { StaleError } from '../errors.ts';
import { databaseError } from '../store/database.ts';
import type { CreateRange } from '../store/plan-load.ts';
import type { BulkResult } from '../targets/target.ts';
import { openRangeLoad, type RangeLoadPlace } from './range-load.ts';
import type { RangeReply } from './range-worker.ts';

/** Loads ranges one after another, while this thread journals. */
export interface RangeThread {
  /** @throws StaleError when the plan was changed, LocalError when the target cannot be written */
  load(range: CreateRange): Promise<BulkResult>;
  /** Lets the ranges under way end. */
  close(): Promise<void>;
}

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');

/** `place`: of the target, for people. */
export async function openRangeThread(setup: RangeLoadPlace, place: string): Promise<RangeThread> {
  if (canThread) return new WorkerThread(setup, place);
  const load = await openRangeLoad(setup);
  return { load: async (range) => load.load(range), close: async () => load.close() };
}

interface Waiting {
  readonly resolve: (result: BulkResult) => void;
  readonly reject: (cause: unknown) => void;
}

class WorkerThread implements RangeThread {
  private readonly setup: RangeLoadPlace;
  private readonly place: string;
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private readonly ended: Promise<void>;

  constructor(setup: RangeLoadPlace, place: string) {
    this.setup = setup;
    this.place = place;
    this.worker = new Worker(new URL('./range-worker.js', import.meta.url), { workerData: setup });
    this.worker.on('message', (reply: RangeReply) => this.settle(reply));
    this.worker.on('error', (cause) => this.fail(cause));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.fail(new Error('the loading thread has ended'));
        resolve();
      });
    });
  }

  load(range: CreateRange): Promise<BulkResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(range);
    });
  }

  async close(): Promise<void> {
    this.worker.postMessage(null);
    await this.ended;
  }

  private settle(reply: RangeReply): void {
    const next = this.waiting.shift();
    if (next === undefined) return;
    if ('result' in reply) next.resolve(reply.result);
    else if ('isChanged' in reply) next.reject(new StaleError('plan.changed-bytes', { file: this.setup.planFile }));
    else next.reject(databaseError(this.place, Object.assign(new Error(reply.message), { code: reply.code })));
  }

  private fail(cause: unknown): void {
    for (const { reject } of this.waiting.splice(0)) reject(databaseError(this.place, cause));
  }
}
