import { parentPort, workerData } from 'node:worker_threads';
import { errorCode } from './database.ts';
import { openDraft } from './plan.ts';
import type { StagedRows } from './staging-rows.ts';
import type { StagingPlace, StagingReply } from './staging-queue.ts';
import { StagingWriter } from './staging-writer.ts';

// Writes the batches of ingest into an unfinished plan. After a failure nothing more is written: the plan is thrown away.
const { path } = workerData as StagingPlace;
const database = openDraft(path);
const writer = new StagingWriter(database, path);
let hasFailed = false;

parentPort?.on('message', (rows: StagedRows | null) => {
  if (rows === null) {
    database.close();
    parentPort?.close();
    return;
  }
  if (hasFailed) return;
  try {
    writer.write(rows);
    parentPort?.postMessage({ done: true } satisfies StagingReply);
  } catch (cause) {
    hasFailed = true;
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const message = reason instanceof Error ? reason.message : String(reason);
    parentPort?.postMessage({ code: errorCode(reason), message } satisfies StagingReply);
  }
});
