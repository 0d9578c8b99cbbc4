import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
const canThread = import.meta.url.endsWith('.js');
const MOST_THREADS = 8;

/** How work is spread over threads. No result depends on it. */
export interface ThreadUse {
  /** How many threads there may be, this one included. */
  readonly count: number;
  /** Work of so many records, or blocks of them, is done before other threads are started: starting them costs as much. */
  readonly recordsBefore: number;
  readonly blocksBefore: number;
  /** Records a thread has before it are in so many batches at most; where all have as many, this thread works on records itself. */
  readonly batchesAhead: number;
}

/** What was asked for, or as many threads as there are cores. */
export function threadUse(asked: Partial<ThreadUse> = {}): ThreadUse {
  const {
    count = Math.min(MOST_THREADS, availableParallelism()),
    recordsBefore = 20_000,
    blocksBefore = 200_000,
    batchesAhead = 3,
  } = asked;
  return { count: canThread ? count : 1, recordsBefore, blocksBefore, batchesAhead };
}

/** Runs a module of this folder in a thread and gives back the one message it sends. `memory` of the task is handed over. */
export async function runThread<T>(module: string, task: unknown, memory: readonly ArrayBuffer[] = []): Promise<T> {
  const worker = new Worker(new URL(module, import.meta.url), {
    workerData: task,
    transferList: [...memory],
    execArgv: [],
  });
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
