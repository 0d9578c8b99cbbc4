import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from './database.ts';
import { openDraft } from './plan.ts';
import { recordIndexes } from './plan-schema.ts';

/** What the thread says when it ends. */
export type IndexReply =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly code: string | undefined; readonly message: string };

// Builds the indexes of an unfinished plan, and ends.
const { path } = workerData as { readonly path: string };
const database = openDraft(path);
try {
  database.exec(recordIndexes);
  parentPort?.postMessage({ isDone: true } satisfies IndexReply);
} catch (cause) {
  const message = cause instanceof Error ? cause.message : String(cause);
  parentPort?.postMessage({ isDone: false, code: errorCode(cause), message } satisfies IndexReply);
} finally {
  database.close();
}
