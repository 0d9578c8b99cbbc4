import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = temporaryFolder('perenos-readme-');
const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

/** Commands of README's shell blocks, one a line. */
const commands = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```bash\n([^]*?)```/g)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map((line) => line.replace(/\s+#\s.*$/, ''));

/** Runs the demo and the tests themselves; they are run by CI as they stand. */
const ownRuns = /^npm (run demo|test)/;

beforeAll(() => {
  for (const name of ['bin', 'samples', 'mappings', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ['dist', 'node_modules']) symlinkSync(join(root, name), join(folder, name), 'junction');
});

describe.skipIf(!hasBash)(
  hasBash ? 'the shell blocks of README' : 'the shell blocks of README (skipped: no bash)',
  () => {
    test.each(commands.filter((line) => !ownRuns.test(line)))('%s', (line) => {
      const { status, stderr } = spawnSync('bash', ['-ec', line], { cwd: folder, encoding: 'utf8' });
      expect(status, stderr).toBe(0);
    });

    test('name the two commands of a fresh clone', () => {
      expect(commands.filter((line) => ownRuns.test(line))).toHaveLength(2);
      expect(commands.length).toBeGreaterThan(8);
    });
  },
);
