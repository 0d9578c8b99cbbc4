import type { Context } from '../context.ts';
import type { Progress } from '../model/event.ts';

/** What a pipeline stage is given besides its data. */
export interface StageContext extends Context {
  readonly progress: (progress: Progress) => void;
}

/** Throws the reason given to `abort`, so that a long loop ends between two batches. */
export function stopIfAborted(context: Context): void {
  context.signal.throwIfAborted();
}
