import { expect, test } from 'vitest';
import { ValueCounts } from '../../src/mapping/value-counts.ts';

test('what was taken out counts again once it is added, in the order of adding', () => {
  const counts = new ValueCounts();
  counts.hit('Ж');
  counts.miss('?');
  const first = counts.take();
  counts.hit('М');
  counts.hit('Ж');
  const second = counts.take();
  const elsewhere = new ValueCounts();
  elsewhere.miss('нет');
  elsewhere.miss('?');
  for (const part of [first, structuredClone(elsewhere.take()), second]) counts.add(part);
  counts.hit('М');
  const { hits, misses, uncounted } = counts.all();
  expect([...hits]).toEqual([
    ['Ж', 2],
    ['М', 2],
  ]);
  expect([...misses]).toEqual([
    ['?', 2],
    ['нет', 1],
  ]);
  expect(uncounted).toBe(0);
});

test('of too many different values the first are counted one by one and the others together', () => {
  const counts = new ValueCounts();
  for (let at = 0; at < 3000; at += 1) counts.hit(`город ${at}`);
  counts.hit('город 1');
  const { hits, uncounted } = counts.all();
  expect(hits.size).toBe(2000);
  expect(hits.get('город 1')).toBe(2);
  expect(uncounted).toBe(1000);
});
