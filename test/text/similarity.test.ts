import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damerauLevenshtein, jaroWinkler } from '../../src/text/similarity.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), maxLength: 12 });

describe('jaroWinkler', () => {
  it.each([
    ['martha', 'marhta', 0.9611],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.8133],
    ['ivanov', 'ivanov', 1],
    ['ab', 'cd', 0],
    ['', 'a', 0],
    ['', '', 0],
  ])('of %s and %s is %d', (left, right, expected) => {
    expect(jaroWinkler(left, right)).toBeCloseTo(expected, 3);
  });

  it('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(key, key, (left, right) => {
        const value = jaroWinkler(left, right);
        expect(value).toBeCloseTo(jaroWinkler(right, left), 10);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('damerauLevenshtein', () => {
  it.each([
    ['kuznecov', 'kuznecov', 0],
    ['kuznecov', 'kuzencov', 1],
    ['kuznecov', 'kuznecv', 1],
    ['kuznecov', 'kuznetcov', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('of %s and %s is %d', (left, right, expected) => {
    expect(damerauLevenshtein(left, right)).toBe(expected);
  });

  it('stops one above its limit', () => {
    expect(damerauLevenshtein('kitten', 'sitting', 1)).toBe(2);
    expect(damerauLevenshtein('a', 'abcdef', 2)).toBe(3);
  });

  it('is symmetric and never more than the longer key', () => {
    fc.assert(
      fc.property(key, key, (left, right) => {
        const edits = damerauLevenshtein(left, right);
        expect(edits).toBe(damerauLevenshtein(right, left));
        expect(edits).toBeLessThanOrEqual(Math.max(left.length, right.length));
        expect(edits === 0).toBe(left === right);
      }),
    );
  });

  it('compares keys beyond its memory by their first letters', () => {
    expect(damerauLevenshtein('a'.repeat(1000), 'a'.repeat(999))).toBe(0);
  });
});
