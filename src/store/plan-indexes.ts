import { count, databaseError, guarded } from './database.ts';
import { lockPlan, unlockPlan, type Plan } from './plan.ts';
import { recordIndexes } from './plan-schema.ts';
import { canThread, startTask } from './task-thread.ts';

/** What records are looked up by, being built. */
export interface Indexing {
  /** Until then the plan must not be used. @throws LocalError when the disk is full */
  ready(): Promise<void>;
  /** Ends it, however far it has come: it is done, or the plan is thrown away. */
  end(): Promise<void>;
}

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
  const task = startTask(new URL('./index-worker.js', import.meta.url), { path: database.name });
  const ended = task.ended.then((failure) => {
    lockPlan(plan);
    return failure;
  });
  return {
    ready: async () => {
      const failure = await ended;
      if (failure !== undefined) throw databaseError(file, failure);
    },
    end: async () => {
      await task.stop();
      await ended;
    },
  };
}
