import { count } from './database.ts';
import { startDigest } from './digest-thread.ts';
import { hashOperations } from './plan-operations.ts';
import { lockPlan, unlockPlan, type Plan } from './plan.ts';
import { canThread } from './task-thread.ts';

/** The hash of a plan that is being made. */
export interface PlanHashing {
  /** As `hashOperations` gives it. */
  ready(): Promise<string>;
  /** Ends it, however far it has come. */
  end(): Promise<void>;
}

/** Fewer operations are hashed sooner than a thread is started. */
const operationsBeforeThread = 200_000;

/**
 * Hashes the operations of a plan, once all are planned: many of them in a thread, beside what else is read of the plan; until it has
 * ended nothing is to be written into it. `operationsBefore`: so many are worth a thread.
 */
export function beginPlanHash(plan: Plan, operationsBefore = operationsBeforeThread): PlanHashing {
  const isWorthThread = canThread && count(plan.database, 'SELECT max(id) FROM operation') >= operationsBefore;
  if (!isWorthThread) return { ready: async () => hashOperations(plan), end: async () => {} };
  unlockPlan(plan);
  const thread = startDigest(new URL('./plan-hash-worker.js', import.meta.url), { path: plan.database.name });
  const ended = thread.made.finally(() => lockPlan(plan));
  return {
    ready: async () => (await ended) ?? hashOperations(plan),
    end: async () => {
      await thread.stop();
      await ended;
    },
  };
}
