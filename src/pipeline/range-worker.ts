import { parentPort, workerData } from 'node:worker_threads';
import { StaleError } from '../errors.ts';
import { errorCode } from '../store/database.ts';
import type { CreateRange } from '../model/new-records.ts';
import type { BulkResult } from '../targets/target.ts';
import { openRangeLoad, type RangeLoadPlace } from './range-load.ts';
import { Turns } from './turns.ts';

/** What a thread is started with. */
export interface RangeWorkerData {
  readonly setup: RangeLoadPlace;
  readonly turns: SharedArrayBuffer;
}

/** A range and its turn among those of all threads; null: the thread may end. */
export type RangeOrder = { readonly range: CreateRange; readonly turn: number } | null;

/** What became of a range; a failure is that of the load as a whole, and no range after it is written. */
export type RangeReply =
  | { readonly result: BulkResult }
  | { readonly isChanged: true }
  | { readonly code: string | undefined; readonly message: string };

const { setup, turns: shared } = workerData as RangeWorkerData;
const turns = new Turns(shared);
const opened = openRangeLoad(setup);

parentPort?.on('message', (order: RangeOrder) => {
  void (order === null ? close() : answer(order));
});

async function close(): Promise<void> {
  try {
    (await opened).close();
  } finally {
    parentPort?.close();
  }
}

async function answer({ range, turn }: Exclude<RangeOrder, null>): Promise<void> {
  let reply: RangeReply;
  try {
    const write = (await opened).prepare(range);
    reply = turns.wait(turn)
      ? { result: write() }
      : { code: undefined, message: 'a range before this one was not written' };
    turns.pass(turn);
  } catch (cause) {
    // What comes before is written all the same.
    turns.wait(turn);
    turns.end();
    reply = replyTo(cause);
  }
  parentPort?.postMessage(reply);
}

function replyTo(cause: unknown): RangeReply {
  if (cause instanceof StaleError) return { isChanged: true };
  const reason = cause instanceof Error ? cause : new Error(String(cause));
  return { code: errorCode(reason.cause) ?? errorCode(reason), message: reason.message };
}
