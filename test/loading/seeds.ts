import { relative } from 'node:path';
import { expect, onTestFailed } from 'vitest';

/** `PERENOS_SEEDS=1000-1100` tries others; the short range is for every run of the tests. */
export function faultSeeds(from: number, to: number): readonly number[] {
  const [first = from, last = first] = (process.env['PERENOS_SEEDS'] ?? `${from}-${to}`).split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Where the test fails, the line that runs it again is told. */
export function replayable(seed: number): void {
  const { testPath = '' } = expect.getState();
  const line = `again: PERENOS_SEEDS=${seed}-${seed} npx vitest run ${relative(process.cwd(), testPath)}\n`;
  onTestFailed(() => void process.stderr.write(line));
}
