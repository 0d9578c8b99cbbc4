import { Worker } from 'node:worker_threads';
import { StaleError } from '../errors.ts';
import { databaseError } from '../store/database.ts';
import type { CreateRange } from '../model/new-records.ts';
import type { BulkResult } from '../targets/target.ts';
import { openRangeLoad, type RangeLoadPlace } from './range-load.ts';
import type { RangeOrder, RangeReply, RangeWorkerData } from './range-worker.ts';
import { Turns } from './turns.ts';

/** Loads ranges one after another, while this thread journals. */
export interface RangeThreads {
  /**
   * Ranges are written in the order of the calls. After one that fails none is.
   * @throws StaleError when the plan was changed, LocalError when the target cannot be written
   */
  load(range: CreateRange): Promise<BulkResult>;
  /** Lets the ranges under way end. */
  close(): Promise<void>;
}

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');

/** Less room than usual, as there are two of them: it was measured to cost no time. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** `place`: of the target, for people. `threads`: while one of them writes, the others read and check what comes next. */
export async function openRangeThreads(
  setup: RangeLoadPlace,
  { place, threads }: { readonly place: string; readonly threads: number },
): Promise<RangeThreads> {
  if (canThread) return new TakingTurns(setup, place, threads);
  const load = await openRangeLoad(setup);
  return { load: async (range) => load.prepare(range)(), close: async () => load.close() };
}

class TakingTurns implements RangeThreads {
  private readonly threads: readonly WorkerThread[];
  private turn = 0;

  constructor(setup: RangeLoadPlace, place: string, threads: number) {
    const turns = new Turns();
    this.threads = Array.from({ length: threads }, () => new WorkerThread(setup, place, turns));
  }

  async load(range: CreateRange): Promise<BulkResult> {
    const turn = this.turn++;
    const thread = this.threads[turn % this.threads.length];
    if (thread === undefined) throw new TypeError('there is no thread to load with');
    return thread.load({ range, turn });
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

interface Waiting {
  readonly resolve: (result: BulkResult) => void;
  readonly reject: (cause: unknown) => void;
}

class WorkerThread {
  private readonly setup: RangeLoadPlace;
  private readonly place: string;
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private readonly turns: Turns;
  private readonly ended: Promise<void>;
  private hasEnded = false;

  constructor(setup: RangeLoadPlace, place: string, turns: Turns) {
    this.setup = setup;
    this.place = place;
    this.turns = turns;
    const workerData: RangeWorkerData = { setup, turns: turns.shared };
    this.worker = new Worker(new URL('./range-worker.js', import.meta.url), { workerData, resourceLimits });
    this.worker.on('message', (reply: RangeReply) => this.settle(reply));
    this.worker.on('error', (cause) => this.fail(cause));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.hasEnded = true;
        this.fail(new Error('the loading thread has ended'));
        resolve();
      });
    });
  }

  load(order: Exclude<RangeOrder, null>): Promise<BulkResult> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      if (this.hasEnded) this.fail(new Error('the loading thread has ended'));
      this.worker.postMessage(order satisfies RangeOrder);
    });
  }

  async close(): Promise<void> {
    this.worker.postMessage(null satisfies RangeOrder);
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
    // What it had to do never has its turn: nobody is to wait for that.
    if (this.waiting.length > 0) this.turns.end();
    for (const { reject } of this.waiting.splice(0)) reject(databaseError(this.place, cause));
  }
}
