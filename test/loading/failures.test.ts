import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** `loading/x.test.ts`: words of a title; more words */
const named = readFileSync(join(root, 'docs', 'failures.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .flatMap((line) => [...line.matchAll(/`([\w/-]+\.test\.ts)`(?:: ([^`|]+))?/g)])
  .map(([, file = '', titles = '']) => ({
    file,
    titles: titles.split(';').map((title) => title.replace(/\(.*/, '').trim()),
  }));

test('the page of failures names many tests', () => {
  expect(named.length).toBeGreaterThan(25);
});

test.each(named)('what the page of failures says of $file is there', ({ file, titles }) => {
  const path = join(root, 'test', file);
  expect(existsSync(path)).toBe(true);
  const text = readFileSync(path, 'utf8');
  for (const title of titles) expect(text).toContain(title);
});
