import type { Plan } from './plan.ts';

/** What was counted of a plan that is finished, so that it need not be counted again by reading all of it. */
export interface PlanMemo<T> {
  /** Undefined when nothing is known, or somebody else has written to the file since. */
  get(plan: Plan): T | undefined;
  set(plan: Plan, value: T): void;
}

interface Remembered<T> {
  readonly value: T;
  readonly version: unknown;
}

/** Of plans as they are open in this process: what one of these shows is never taken for another. */
export function planMemo<T>(): PlanMemo<T> {
  const known = new WeakMap<Plan, Remembered<T>>();
  return {
    get(plan) {
      const found = known.get(plan);
      return found !== undefined && found.version === versionOf(plan) ? found.value : undefined;
    },
    set: (plan, value) => void known.set(plan, { value, version: versionOf(plan) }),
  };
}

/** Changes with every write of another connection. */
function versionOf({ database }: Plan): unknown {
  return database.pragma('data_version', { simple: true });
}
