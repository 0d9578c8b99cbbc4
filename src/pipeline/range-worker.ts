import { parentPort, workerData } from 'node:worker_threads';
import { StaleError } from '../errors.ts';
import { errorCode } from '../store/database.ts';
import type { CreateRange } from '../model/new-records.ts';
import type { BulkResult } from '../targets/target.ts';
import { openRangeLoad, type RangeLoad, type RangeLoadPlace } from './range-load.ts';
import { Turns } from './turns.ts';

/** What a thread is started with. */
export interface RangeWorkerData {
  /** Address of the target's writer. */
  readonly module: string;
  readonly turns: SharedArrayBuffer;
}

/** A range and its turn among those of all threads. */
export interface RangeWork {
  readonly range: CreateRange;
  readonly turn: number;
}

/** What is to be loaded, before all else; then range after range; null: the thread may end. */
export type RangeOrder = { readonly setup: RangeLoadPlace } | RangeWork | null;

/** What became of a range; a failure is that of the load as a whole, and no range after it is written. */
export type RangeReply =
  | { readonly result: BulkResult }
  | { readonly isChanged: true }
  | { readonly code: string | undefined; readonly message: string };

const { module, turns: shared } = workerData as RangeWorkerData;
const turns = new Turns(shared);
let opened: Promise<RangeLoad> | undefined;

// Read before it is needed; what is wrong with it is said then.
import(module).catch(() => {});

parentPort?.on('message', (order: RangeOrder) => {
  if (order === null) void close();
  else if ('setup' in order) open(order.setup);
  else void answer(order);
});

function open(setup: RangeLoadPlace): void {
  opened = openRangeLoad(setup);
  // It is heard where there is something to load.
  opened.catch(() => {});
}

async function close(): Promise<void> {
  try {
    (await opened)?.close();
  } finally {
    parentPort?.close();
  }
}

async function answer({ range, turn }: RangeWork): Promise<void> {
  let reply: RangeReply;
  try {
    const load = await opened;
    if (load === undefined) throw new TypeError('nobody has said what to load');
    const write = load.prepare(range);
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
