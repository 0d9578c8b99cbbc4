import { Worker } from 'node:worker_threads';
import { count, databaseError, guarded } from './database.ts';
import type { IndexReply } from './index-worker.ts';
import { lockPlan, unlockPlan, type Plan } from './plan.ts';
import { recordIndexes } from './plan-schema.ts';

/** What records are looked up by, being built. */
export interface Indexing {
  /** Until then the plan must not be used. @throws LocalError when the disk is full */
  ready(): Promise<void>;
  /** Ends it, however far it has come: it is done, or the plan is thrown away. */
  end(): Promise<void>;
}

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');

/** The indexes of fewer records are built sooner than a thread is started. */
const recordsBeforeThread = 50_000;

/**
 * Builds what records are looked up by, once all are staged: of many in a thread, beside whatever needs no plan.
 * `recordsBefore`: so many are worth a thread.
 */
export function buildIndexes(plan: Plan, recordsBefore = recordsBeforeThread): Indexing {
  const { database, file } = plan;
  const isWorthThread = canThread && count(database, 'SELECT max(seq) FROM record') >= recordsBefore;
  if (isWorthThread) return inThread(plan);
  guarded(file, () => database.exec(recordIndexes));
  return { ready: async () => {}, end: async () => {} };
}

function inThread(plan: Plan): Indexing {
  const { database, file } = plan;
  unlockPlan(plan);
  const worker = new Worker(new URL('./index-worker.js', import.meta.url), { workerData: { path: database.name } });
  let failure: Error | undefined = new Error('the thread that builds indexes has ended');
  worker.on('message', (reply: IndexReply) => {
    failure = reply.isDone ? undefined : Object.assign(new Error(reply.message), { code: reply.code });
  });
  worker.on('error', (cause) => {
    failure = cause instanceof Error ? cause : new Error(String(cause));
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      lockPlan(plan);
      resolve();
    });
  });
  return {
    ready: async () => {
      await ended;
      if (failure !== undefined) throw databaseError(file, failure);
    },
    end: async () => void (await worker.terminate()),
  };
}
