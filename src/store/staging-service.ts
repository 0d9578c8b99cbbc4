import { parentPort } from 'node:worker_threads';
import { errorCode } from './database.ts';
import { openDraft } from './plan.ts';
import type { StagedRows } from './staging-rows.ts';
import type { StagingReply, StagingTask } from './staging-queue.ts';
import { StagingWriter } from './staging-writer.ts';

/** What is noted of records in the thread that writes them. */
export interface ThreadNotes {
  /** Notes what was collected of the records of a batch. `memory`: where texts of it are. */
  note(collected: unknown, memory: SharedArrayBuffer): void;
  /** What was noted, once all records have been; `memory` of it is handed over without a copy. */
  handOver(): { readonly noted: unknown; readonly memory: readonly ArrayBuffer[] };
}

/**
 * Writes the batches of ingest into an unfinished plan, in the thread that calls it. After a failure nothing more is written: the plan is
 * thrown away.
 */
export function writeStaged({ path, references }: Omit<StagingTask, 'notes'>, notes?: ThreadNotes): void {
  const database = openDraft(path);
  const writer = new StagingWriter(database, path, references);
  let hasFailed = false;
  parentPort?.on('message', (rows: StagedRows | null) => {
    if (hasFailed && rows !== null) return;
    try {
      if (rows === null) {
        database.close();
        if (!hasFailed && notes !== undefined) handOver(notes);
        parentPort?.close();
        return;
      }
      writer.write(rows);
      if (rows.notes !== undefined) notes?.note(rows.notes, rows.records.memory);
      parentPort?.postMessage({ done: true } satisfies StagingReply);
    } catch (cause) {
      hasFailed = true;
      const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
      const message = reason instanceof Error ? reason.message : String(reason);
      parentPort?.postMessage({ code: errorCode(reason), message } satisfies StagingReply);
      if (rows === null) parentPort?.close();
    }
  });
}

function handOver(notes: ThreadNotes): void {
  const { noted, memory } = notes.handOver();
  parentPort?.postMessage({ noted } satisfies StagingReply, [...memory]);
}
