import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use, without what nobody can reach any more: how late a busy machine collects garbage does not matter. */
export function usedBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Follows how far the memory in use rises above what it is now: `look` from time to time, `grownMb` at the end. */
export function memoryGrowth(): { readonly look: () => void; readonly grownMb: () => number } {
  const before = usedBytes();
  let most = before;
  const look = (): void => void (most = Math.max(most, usedBytes()));
  return {
    look,
    grownMb: () => {
      look();
      return (most - before) / 1e6;
    },
  };
}

/** Milliseconds for which this process has kept a processor busy meanwhile: waiting for one does not count. */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
