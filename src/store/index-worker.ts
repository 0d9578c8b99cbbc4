import { workerData } from 'node:worker_threads';
import { openDraft } from './plan.ts';
import { recordIndexes } from './plan-schema.ts';
import { performTask } from './task-thread.ts';

// Builds the indexes of an unfinished plan, and ends.
const { path } = workerData as { readonly path: string };
performTask(() => {
  const database = openDraft(path);
  try {
    database.exec(recordIndexes);
  } finally {
    database.close();
  }
});
