import { parentPort, Worker } from 'node:worker_threads';
import { errorCode, rawError } from './database.ts';

/** What the thread says when it ends. */
type TaskReply =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly code: string | undefined; readonly message: string };

/** Compiled code runs in threads; TypeScript sources (tests, development) run in this one, as threads cannot load them. */
export const canThread = import.meta.url.endsWith('.js');

/** A thread that does one thing and ends. */
export interface TaskThread {
  /** Never throws: undefined when the work is done, else why it is not, with the driver's code. */
  readonly ended: Promise<Error | undefined>;
  /** Ends it, however far it has come. */
  stop(): Promise<void>;
}

/** Starts a module that calls `performTask`; it finds `workerData` there. */
export function startTask(module: URL, workerData: unknown): TaskThread {
  const worker = new Worker(module, { workerData });
  let failure: Error | undefined = new Error(`the thread has ended: ${module.pathname.split('/').at(-1)}`);
  worker.on('message', (reply: TaskReply) => {
    failure = reply.isDone ? undefined : Object.assign(new Error(reply.message), { code: reply.code });
  });
  worker.on('error', (cause) => {
    failure = cause instanceof Error ? cause : new Error(String(cause));
  });
  const ended = new Promise<Error | undefined>((resolve) => {
    worker.on('exit', () => resolve(failure));
  });
  return { ended, stop: async () => void (await worker.terminate()) };
}

/** What a thread does that `startTask` has started. */
export function performTask(work: () => void): void {
  try {
    work();
    parentPort?.postMessage({ isDone: true } satisfies TaskReply);
  } catch (cause) {
    const raw = rawError(cause);
    const message = raw instanceof Error ? raw.message : String(raw);
    parentPort?.postMessage({ isDone: false, code: errorCode(raw), message } satisfies TaskReply);
  }
}
