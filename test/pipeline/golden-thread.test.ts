import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const script = join(import.meta.dirname, 'golden-in-thread.mjs');

test('what the thread has no room for is merged at once, and comes to the same', () => {
  const told = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as unknown;
  expect(told).toEqual({ threaded: 5, isSame: Array.from({ length: 8 }, () => true) });
});
