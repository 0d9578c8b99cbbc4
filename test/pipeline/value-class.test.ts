import { expect, test } from 'vitest';
import { classByCause } from '../../src/pipeline/value-class.ts';

test.each([
  ['a name that a colleague changed', 'changed', 'name', true, 'changed-by-person'],
  ['a phone that a colleague took away', 'missing-field', 'phones', true, 'changed-by-person'],
  ['a stage that nobody changed since', 'changed', 'stage', false, 'defaulted'],
  ['a name that nobody else changed', 'changed', 'name', false, 'changed'],
  ['a phone that was not stored', 'missing-field', 'phones', false, 'missing-field'],
  ['a text that was cut off before a colleague came', 'truncated', 'comment', true, 'truncated'],
  ['a phone written in another way', 'normalised', 'phones', true, 'normalised'],
] as const)('%s: %s of %s, by others %s, is %s', (...[, found, field, isByOthers, wanted]) => {
  expect(classByCause({ found, field }, isByOthers)).toBe(wanted);
});
