import { expect, test } from 'vitest';
import { addDecimals } from '../../src/text/decimal-sum.ts';

test.each([
  ['0', '0', '0'],
  ['0.1', '0.2', '0.3'],
  ['999999999999999999.99', '0.01', '1000000000000000000.00'],
  ['-5', '2.50', '-2.50'],
  ['-0.05', '0.01', '-0.04'],
  ['10', '-10.00', '0.00'],
])('%s + %s = %s', (left, right, sum) => {
  expect(addDecimals(left, right)).toBe(sum);
});
