import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../workdir.ts';

const script = join(import.meta.dirname, 'hash-in-thread.mjs');

test('a large file is hashed in a thread while it is read: as a small one, unless it cannot be read or nobody waits for it', () => {
  const told = execFileSync(process.execPath, [script, workdir().folder], { encoding: 'utf8' });
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
  const small = hashOf('a;b\n');
  expect(JSON.parse(told)).toEqual({
    before: [small, ''],
    after: [small, hashOf('Ёлкин;Иван\n'.repeat(100_000))],
    failure: 'input.not-found',
  });
});
