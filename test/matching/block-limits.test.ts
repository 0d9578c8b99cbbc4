import { expect, test } from 'vitest';
import { limitsByType } from '../../src/matching/block-limits.ts';

const weak = [
  { types: [3, 31], records: 1000 },
  { types: [7], records: 1e9 },
];

test.each([
  [1, 50],
  [1000, 50],
  [1001, 49],
  [2000, 25],
  [4999, 10],
  [1_000_000, 10],
])('among %i records blocks of weak keys may have %i, all others 50', (compared, limit) => {
  const limits = [...limitsByType({ most: 50, weak }, compared)];
  expect(limits).toHaveLength(32);
  for (const [type, most] of limits.entries()) expect(most).toBe(weak[0]?.types.includes(type) ? limit : 50);
});

test('a limit below that of weak keys holds for them too', () => {
  expect(limitsByType({ most: 5, weak }, 1_000_000)[3]).toBe(5);
});
