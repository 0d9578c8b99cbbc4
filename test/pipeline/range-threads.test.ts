import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('threads that were started for a load keep no program alive that has nothing to load after all', () => {
  const script = join(import.meta.dirname, 'unused-threads.mjs');
  const told = execFileSync(process.execPath, [script], { encoding: 'utf8', timeout: 60_000 });
  expect(JSON.parse(told)).toEqual({ isStarted: [false, true], few: true });
});
