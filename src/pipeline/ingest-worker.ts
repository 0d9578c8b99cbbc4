import { workerData } from 'node:worker_threads';
import { eachIdentity, type IdentityBatch } from '../matching/identity-columns.ts';
import type { StagingTask } from '../store/staging-queue.ts';
import { writeStaged, type ThreadNotes } from '../store/staging-service.ts';
import type { NotingTask } from './ingest-thread.ts';
import { MatchPreparation } from './match-preparation.ts';

const task = workerData as StagingTask;
const { notes } = task;
writeStaged(task, notes === undefined ? undefined : notesOf(notes as NotingTask));

function notesOf({ dedupe, state }: NotingTask): ThreadNotes {
  const prepared = new MatchPreparation(dedupe);
  prepared.goOn(state);
  return {
    note: (collected, memory) => eachIdentity(collected as IdentityBatch, memory, (record) => prepared.add(record)),
    handOver: () => {
      const noted = prepared.handOver();
      return { noted, memory: [...memoryOf(noted)] };
    },
  };
}

/** Memory of the typed arrays in plain data. */
function* memoryOf(value: unknown): Generator<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) yield value.buffer;
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) yield* memoryOf(part);
  }
}
