import { startTask } from './task-thread.ts';

/** What the thread is given beside what it is to hash: it puts the digest into memory that both share. */
export interface DigestTask {
  readonly digest: Uint8Array;
}

/** A SHA-256 that is being made in a thread. */
export interface DigestThread {
  /** In hex; undefined when the thread could not make it. Never throws. */
  readonly made: Promise<string | undefined>;
  /** Ends it, however far it has come. */
  stop(): Promise<void>;
}

const digestBytes = 32;

/** Starts a module that calls `performTask` and sets `digest` of its `workerData`, which holds what is given here too. */
export function startDigest(module: URL, given: object): DigestThread {
  const digest = new Uint8Array(new SharedArrayBuffer(digestBytes));
  const task = startTask(module, { ...given, digest } satisfies DigestTask);
  const made = task.ended.then((failure) => (failure === undefined ? Buffer.from(digest).toString('hex') : undefined));
  return { made, stop: () => task.stop() };
}
