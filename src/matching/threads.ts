import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');
const MOST_THREADS = 8;

/** How many threads work may be spread over, this one included. */
export function threadCount(): number {
  return canThread ? Math.min(MOST_THREADS, availableParallelism()) : 1;
}

/** Runs a module of this folder in a thread and gives back the one message it sends. */
export async function runThread<T>(module: string, task: unknown): Promise<T> {
  const worker = new Worker(new URL(module, import.meta.url), { workerData: task });
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`matching thread ended with code ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}
