import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { performTask } from '../store/task-thread.ts';
import type { HashTask } from './input-hash.ts';

/** Fits into the caches of a processor. */
const bytesAtOnce = 256 * 1024;

// Hashes one file, and ends.
performTask(() => {
  const { path, digest } = workerData as HashTask;
  const hash = createHash('sha256');
  const room = Buffer.allocUnsafe(bytesAtOnce);
  const handle = openSync(path, 'r');
  try {
    for (let read = readSync(handle, room); read > 0; read = readSync(handle, room))
      hash.update(room.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  digest.set(hash.digest());
});
