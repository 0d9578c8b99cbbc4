import { parentPort, workerData } from 'node:worker_threads';
import { buildBlocks } from './candidates.ts';
import { KeyBuckets } from './key-buckets.ts';

/** What a thread that makes blocks is given: the memory of the keys is handed over, not copied. */
interface BlockTask {
  readonly buckets: ConstructorParameters<typeof KeyBuckets>[0];
  readonly numbers: Int32Array;
  readonly limits: Uint32Array;
}

if (parentPort !== null) {
  const { buckets, numbers, limits } = workerData as BlockTask;
  parentPort.postMessage(buildBlocks(new KeyBuckets(buckets).sorted(numbers), numbers.length, limits));
}
