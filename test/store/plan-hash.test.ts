import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workdir } from '../workdir.ts';

const script = join(import.meta.dirname, 'plan-hash-in-thread.mjs');

test('operations are hashed in a thread while the plan is read: as here, also when the thread fails or the plan is thrown away', () => {
  const told = execFileSync(process.execPath, [script, workdir().folder], { encoding: 'utf8' });
  const lines = Array.from({ length: 2500 }, (_, at) =>
    at % 3 === 0 ? `contact update id ${at} hash ${at}\n` : `contact create  hash ${at}\n`,
  );
  expect(JSON.parse(told)).toEqual({
    actions: [1666, 834],
    hash: createHash('sha256').update(lines.join('')).digest('hex'),
    isSame: true,
    isOther: true,
    isLeft: false,
    isMadeHere: true,
  });
});
