import { expect, it } from 'vitest';
import { RecentValues } from '../../src/text/recent-values.ts';

it('remembers what was set, forgets the oldest and keeps what is asked for', () => {
  const values = new RecentValues<number>(2);
  values.set('a', 1);
  values.set('b', 2);
  values.set('c', 3);
  expect([values.get('a'), values.get('b'), values.get('c')]).toEqual([1, 2, 3]);
  values.set('d', 4);
  values.set('e', 5);
  values.set('f', 6);
  expect(values.get('a')).toBeUndefined();
  expect(values.get('f')).toBe(6);
});
