import type { Context } from '../context.ts';

export type Phase = 'read' | 'match' | 'relate' | 'plan' | 'apply' | 'report';

/** How far a phase is. `total` is unknown while reading streams. */
export interface Progress {
  readonly phase: Phase;
  /** File, entity kind or similar the phase is at. */
  readonly subject: string;
  readonly done: number;
  readonly total?: number;
}

/** What a pipeline stage is given besides its data. */
export interface StageContext extends Context {
  readonly progress: (progress: Progress) => void;
}

/** Throws the reason given to `abort`, so that a long loop ends between two batches. */
export function stopIfAborted(context: Context): void {
  context.signal.throwIfAborted();
}
