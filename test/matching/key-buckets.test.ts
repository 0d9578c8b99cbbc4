import { expect, test } from 'vitest';
import { KeyBuckets } from '../../src/matching/key-buckets.ts';
import { KeyColumns } from '../../src/matching/key-columns.ts';

/** More keys than are sorted at once, some of them equal, some with equal first halves. */
const count = 700_000;

function keyAt(index: number): readonly [high: number, low: number] {
  const mixed = Math.imul((index % 600_000) + 1, 0x9e3779b1) >>> 0;
  return index % 3 === 0 ? [(mixed & 0xffff_0000) >>> 0, mixed] : [mixed, Math.imul(mixed, 0x85ebca6b) >>> 0];
}

test('keys come sorted piece by piece as they do all at once, without those left out, and are gone afterwards', () => {
  const [buckets, columns] = [new KeyBuckets(), new KeyColumns()];
  for (let index = 0; index < count; index += 1) {
    const [high, low] = keyAt(index);
    buckets.add(high, low, index);
    if (index % 10 !== 0) columns.add(high, low, index + 5);
  }
  const numbers = Int32Array.from({ length: count }, (_, index) => (index % 10 === 0 ? -1 : index + 5));
  const expected = columns.sort();
  let at = 0;
  let pieces = 0;
  let wrong = 0;
  for (const { length, high, low, record } of buckets.sorted(numbers)) {
    pieces += 1;
    for (let place = 0; place < length; place += 1, at += 1) {
      const isSame =
        high[place] === expected.high[at] && low[place] === expected.low[at] && record[place] === expected.record[at];
      if (!isSame) wrong += 1;
    }
  }
  expect({ at, wrong }).toEqual({ at: expected.length, wrong: 0 });
  expect(pieces).toBeGreaterThan(1);
  expect([...buckets.sorted(numbers)]).toEqual([]);
});
