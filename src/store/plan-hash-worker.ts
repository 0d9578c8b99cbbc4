import { workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import type { DigestTask } from './digest-thread.ts';
import { operationsDigest } from './plan-operations.ts';
import { performTask } from './task-thread.ts';

/** Operations are read from the first to the last, each page once. */
const cacheKibibytes = 1024;

// Hashes the operations of an unfinished plan, and ends.
performTask(() => {
  const { path, digest } = workerData as DigestTask & { readonly path: string };
  const database = openDatabase(path, { mustExist: true, readonly: true });
  try {
    database.pragma(`cache_size = -${cacheKibibytes}`);
    digest.set(operationsDigest({ database }));
  } finally {
    database.close();
  }
});
