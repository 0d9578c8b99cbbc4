import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../workdir.ts';

const script = join(import.meta.dirname, 'index-in-thread.mjs');

test('a plan is indexed in a thread and used again, thrown away meanwhile, or said to have failed', () => {
  const told = execFileSync(process.execPath, [script, workdir().folder], { encoding: 'utf8' });
  expect(JSON.parse(told)).toEqual({
    found: 1999,
    rejected: 1,
    integrity: 'ok',
    isLeft: false,
    failure: 'there is already a table named record_by_key',
  });
});
