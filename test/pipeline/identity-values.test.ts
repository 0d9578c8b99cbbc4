import { expect, test } from 'vitest';
import { mayBeOneName } from '../../src/pipeline/identity-values.ts';

test.each([
  ['лунин иван', 'лунин иван', true],
  ['лунин иван', 'лунин', true],
  ['лунин иван', '', true],
  ['лунин иван', 'лунин иван петрович', true],
  ['лунин иван', 'лунин ваня', true],
  ['лунин иван', 'лунин и', true],
  ['лунин иван', 'lunin ivan', true],
  ['сидоренко анна', 'сидоренко анна', true],
  ['примерова анна', 'примерава анна', true],
  ['лунин иван', 'лунин петр', false],
  ['лунин иван', 'лунина анна', false],
  ['иванова анна', 'петрова анна', false],
  ['иванов иван', 'петров петр', false],
])('"%s" and "%s" may be one person: %s', (left, right, isOne) => {
  expect(mayBeOneName(left, right)).toBe(isOne);
  expect(mayBeOneName(right, left)).toBe(isOne);
});
