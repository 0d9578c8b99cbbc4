import { parentPort, workerData } from 'node:worker_threads';
import { StaleError } from '../errors.ts';
import { errorCode } from '../store/database.ts';
import type { CreateRange } from '../store/plan-load.ts';
import type { BulkResult } from '../targets/target.ts';
import { openRangeLoad, type RangeLoadPlace } from './range-load.ts';

/** What became of a range; a failure is that of the load as a whole. */
export type RangeReply =
  | { readonly result: BulkResult }
  | { readonly isChanged: true }
  | { readonly code: string | undefined; readonly message: string };

const opened = openRangeLoad(workerData as RangeLoadPlace);

parentPort?.on('message', (range: CreateRange | null) => {
  void answer(range);
});

async function answer(range: CreateRange | null): Promise<void> {
  try {
    const load = await opened;
    if (range === null) {
      load.close();
      parentPort?.close();
      return;
    }
    parentPort?.postMessage({ result: load.load(range) } satisfies RangeReply);
  } catch (cause) {
    parentPort?.postMessage(replyTo(cause));
    if (range === null) parentPort?.close();
  }
}

function replyTo(cause: unknown): RangeReply {
  if (cause instanceof StaleError) return { isChanged: true };
  const reason = cause instanceof Error ? cause : new Error(String(cause));
  return { code: errorCode(reason.cause) ?? errorCode(reason), message: reason.message };
}
