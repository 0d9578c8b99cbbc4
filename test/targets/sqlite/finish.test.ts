import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../../workdir.ts';

const script = join(import.meta.dirname, 'finish-in-thread.mjs');

test('a load of many records is ended in a thread: indexed, one plain file, asked again after that, or said to have failed', () => {
  const told = execFileSync(process.execPath, [script, workdir().folder], { encoding: 'utf8' });
  expect(JSON.parse(told)).toEqual({
    isOnePlainFile: true,
    found: ['49999'],
    wasFreeMeanwhile: true,
    areAllIndexed: true,
    finishedAt: '2026-01-01T00:01:00Z',
    integrity: 'ok',
    failure: 'there is already a table named contact_phone_by_value',
    isRolledBack: true,
  });
});
