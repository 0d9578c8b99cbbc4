import { setTimeout as pause } from 'node:timers/promises';
import type { RunEvent } from './model/event.ts';
import type { Issue } from './model/issue.ts';

/** Something a reader found out about a file itself: its encoding, delimiter, format version, header row. */
export interface Fact {
  readonly file: string;
  /** Such as `encoding`, `delimiter`, `sheet`, `header-row`, `format`, `decoded-entities`. */
  readonly name: string;
  readonly value: string | number | boolean;
  /** 0 to 1, where the value was inferred. */
  readonly confidence?: number;
}

/** What every stage is given: never a global. */
export interface Context {
  /** Aborted on Ctrl-C and SIGTERM; long loops look at it once a batch. */
  readonly signal: AbortSignal;
  /** Takes a finding about data. */
  readonly report: (issue: Issue) => void;
  /** Takes a finding about a file as a whole; the latest value of a name wins. */
  readonly fact: (fact: Fact) => void;
  /** Takes what those who follow a run want to know: `--events`. */
  readonly event: (event: RunEvent) => void;
  /** False when nobody follows the run: then what is told for every operation may be left out. */
  readonly isFollowed?: boolean;
  readonly now: () => Date;
  /** Waits; the machine's own clock where it is absent. A rehearsal on a clock of its own gives one that moves that clock. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Waits as the context says; ends at once with the signal's reason when the run is interrupted. */
export async function waitFor(context: Pick<Context, 'signal' | 'wait'>, milliseconds: number): Promise<void> {
  context.signal.throwIfAborted();
  if (milliseconds <= 0) return;
  if (context.wait === undefined) await pause(milliseconds, undefined, { signal: context.signal });
  else await context.wait(milliseconds);
  context.signal.throwIfAborted();
}
