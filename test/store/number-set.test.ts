import { expect, test } from 'vitest';
import { NumberSet } from '../../src/store/number-set.ts';

test('holds what was added, once each and in ascending order', () => {
  const numbers = new NumberSet(1000);
  for (const number of [1000, 7, 0, 8, 7, 513]) numbers.add(number);
  expect([...numbers]).toEqual([0, 7, 8, 513, 1000]);
  expect(numbers.size).toBe(5);
});

test('has nothing beyond its highest number and none below zero', () => {
  const numbers = new NumberSet(3);
  for (const number of [0, 1, 2, 3]) numbers.add(number);
  expect([8, 9, 1024, -1].map((number) => numbers.has(number))).toEqual([false, false, false, false]);
});
