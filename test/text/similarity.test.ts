import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damerauLevenshtein, isAlike, jaroWinkler } from '../../src/text/similarity.ts';

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

/** The definition, letter by letter: what the bits of the fast way must give. */
function plainJaroWinkler(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const mine: string[] = [];
  for (const [i, letter] of Array.from(a).entries()) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j += 1) {
      if (taken.has(j) || b[j] !== letter) continue;
      taken.add(j);
      mine.push(letter);
      break;
    }
  }
  if (mine.length === 0) return 0;
  const others = Array.from(b).filter((_, j) => taken.has(j));
  const swapped = mine.filter((letter, at) => letter !== others[at]).length / 2;
  const jaro = (mine.length / a.length + mine.length / b.length + (mine.length - swapped) / mine.length) / 3;
  let prefix = 0;
  while (prefix < Math.min(4, a.length, b.length) && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

describe('keys of up to 32 letters, longer ones and those of other letters', () => {
  const letter = fc.constantFrom('a', 'b', 'c', 'd', '@', 'ж', 'я');
  const few = fc.constantFrom('a', 'b');
  const words = fc.oneof(
    fc.string({ unit: letter, minLength: 1, maxLength: 12 }),
    fc.string({ unit: few, minLength: 28, maxLength: 36 }),
    fc.string({ unit: fc.constantFrom('i', 'v', 'a', 'n', 'o'), minLength: 1, maxLength: 32 }),
  );
  const settings = { seed: 20, numRuns: 2000 };

  it('have the similarity of the definition to the last bit', () => {
    fc.assert(
      fc.property(words, words, (left, right) => {
        fc.pre(left !== right);
        expect(jaroWinkler(left, right)).toBe(plainJaroWinkler(left, right));
      }),
      settings,
    );
  });

  it('are alike exactly when their similarity reaches the least', () => {
    const least = fc.constantFrom(0.5, 0.86, 0.88, 0.9, 0.93, 0.94, 0.95, 1);
    fc.assert(
      fc.property(words, words, least, (left, right, limit) => {
        expect(isAlike(left, right, limit)).toBe(jaroWinkler(left, right) >= limit);
      }),
      settings,
    );
    for (const [left, right] of [
      ['ivanov@mail.ru', 'ivanow@mail.ru'],
      ['petrova', 'petrov'],
      ['', ''],
    ] as const) {
      const exact = jaroWinkler(left, right);
      expect(isAlike(left, right, exact || 0.1)).toBe(exact > 0);
      expect(isAlike(left, right, exact + 1e-9)).toBe(false);
    }
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
