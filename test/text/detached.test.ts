import { expect, test } from 'vitest';
import { usedBytes } from '../cost.ts';
import { detached } from '../../src/text/detached.ts';

test('a detached text is equal to the one it was cut from, whatever its letters', () => {
  const chunk = `head;ООО «Ромашка и партнёры»;plain latin text;half of a pair: \ud83d and more;short`;
  for (const cell of chunk.split(';')) expect(detached(cell)).toBe(cell);
});

test('a detached text does not keep a chunk of a file in memory', () => {
  const kept: string[] = [];
  const before = usedBytes();
  for (let at = 0; at < 200; at += 1) {
    const chunk = `${String(at).padStart(20, '0')}${'ж'.repeat(500_000)}`;
    kept.push(detached(chunk.slice(0, 20)));
  }
  // Two hundred chunks of a megabyte each.
  expect(usedBytes() - before).toBeLessThan(20_000_000);
  expect(kept).toHaveLength(200);
});
