import { Worker } from 'node:worker_threads';
import { StaleError } from '../errors.ts';
import { databaseError } from '../store/database.ts';
import type { CreateRange } from '../model/new-records.ts';
import type { BulkResult, BulkWriterPlace } from '../targets/target.ts';
import { openRangeLoad, type RangeLoadPlace } from './range-load.ts';
import type { RangeOrder, RangeReply, RangeWork, RangeWorkerData } from './range-worker.ts';
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
  if (canThread) return startRangeThreads(setup.writer, threads).open(setup, place);
  const load = await openRangeLoad(setup);
  return { load: async (range) => load.prepare(range)(), close: async () => load.close() };
}

/** Threads that know how to load, and wait to be told what: they take a quarter of a second to start. Unused ones end with the program. */
export interface StartedThreads {
  /** To be called once. `place`: of the target, for people. */
  open(setup: RangeLoadPlace, place: string): RangeThreads;
}

/** Records that are worth to start threads before it is known what is to be loaded. */
const recordsBeforeStart = 50_000;

/** Starts the threads that will load so many records, beside what else is to be done before. Undefined where that is not worth it. */
export function startEarly(writer: BulkWriterPlace | undefined, records: number): StartedThreads | undefined {
  if (!canThread || writer === undefined || records < recordsBeforeStart) return undefined;
  return startRangeThreads(writer, 2);
}

function startRangeThreads({ module }: BulkWriterPlace, count: number): StartedThreads {
  const turns = new Turns();
  const threads = Array.from({ length: count }, () => new WorkerThread(module, turns));
  return {
    open: (setup, place) => {
      for (const thread of threads) thread.open(setup, place);
      return new TakingTurns(threads);
    },
  };
}

class TakingTurns implements RangeThreads {
  private readonly threads: readonly WorkerThread[];
  private turn = 0;

  constructor(threads: readonly WorkerThread[]) {
    this.threads = threads;
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
  private planFile = '';
  private place = '';
  private readonly worker: Worker;
  private readonly waiting: Waiting[] = [];
  private readonly turns: Turns;
  private readonly ended: Promise<void>;
  private hasEnded = false;

  constructor(module: string, turns: Turns) {
    this.turns = turns;
    const workerData: RangeWorkerData = { module, turns: turns.shared };
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
    // Until there is something to load, nobody waits for it. To listen to it undoes that: hence at the end.
    this.worker.unref();
  }

  open(setup: RangeLoadPlace, place: string): void {
    this.planFile = setup.planFile;
    this.place = place;
    this.worker.ref();
    this.worker.postMessage({ setup } satisfies RangeOrder);
  }

  load(order: RangeWork): Promise<BulkResult> {
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
    else if ('isChanged' in reply) next.reject(new StaleError('plan.changed-bytes', { file: this.planFile }));
    else next.reject(databaseError(this.place, Object.assign(new Error(reply.message), { code: reply.code })));
  }

  private fail(cause: unknown): void {
    // What it had to do never has its turn: nobody is to wait for that.
    if (this.waiting.length > 0) this.turns.end();
    for (const { reject } of this.waiting.splice(0)) reject(databaseError(this.place, cause));
  }
}
