import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBlocks, eachPair, splitBlocks } from '../../src/matching/candidates.ts';
import { cluster } from '../../src/matching/cluster.ts';
import { KeyBuckets } from '../../src/matching/key-buckets.ts';
import { countWeight, createHistogram, estimatePrior, highestPrior } from '../../src/matching/prior.ts';

function edges(...pairs: (readonly [number, number])[]) {
  return { length: pairs.length, left: pairs.map(([left]) => left), right: pairs.map(([, right]) => right) };
}

describe('cluster', () => {
  test('joins along edges and keeps what is forbidden apart', () => {
    const forbidden = (left: number, right: number): boolean =>
      Math.min(left, right) === 0 && Math.max(left, right) === 2;
    const { rootOf, rejected } = cluster({ records: 4, edges: edges([0, 1], [1, 2], [2, 3]), forbidden });
    expect([...rootOf]).toEqual([0, 0, 2, 2]);
    expect(rejected).toEqual([1]);
  });

  test('refuses a join whose cross pairs speak against it on average', () => {
    const posterior = (left: number, right: number): number =>
      left + right === 3 && Math.abs(left - right) === 1 ? 6 : -20;
    const given = { records: 4, edges: edges([0, 1], [2, 3], [1, 2]), forbidden: () => false, posterior };
    expect(cluster(given).rejected).toEqual([2]);
    expect(cluster({ ...given, edges: edges([1, 2], [0, 1], [2, 3]), decided: 3 }).rejected).toEqual([]);
  });

  test('is an equivalence: every record has one root, the smallest member', () => {
    const pair = fc.tuple(fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
        const { rootOf } = cluster({ records: 31, edges: edges(...pairs), forbidden: () => false });
        for (const [left, right] of pairs) expect(rootOf[left]).toBe(rootOf[right]);
        for (const [record, root] of rootOf.entries()) {
          expect(root).toBeLessThanOrEqual(record);
          expect(rootOf[root]).toBe(root);
        }
      }),
    );
  });
});

describe('candidate pairs', () => {
  const keysOf = fc.array(fc.uniqueArray(fc.nat(12), { maxLength: 5 }), { minLength: 2, maxLength: 25 });

  test('are those that share a key of a block within the cap, each once, in any number of parts', () => {
    fc.assert(
      fc.property(keysOf, fc.integer({ min: 1, max: 4 }), (records, parts) => {
        const cap = 6;
        const columns = new KeyBuckets();
        for (const [record, keys] of records.entries())
          for (const key of keys) columns.add((key * 0x1357_9bdf) >>> 0, key, record);
        const { blocks } = buildBlocks(
          columns.sorted(Int32Array.from(records, (_, record) => record)),
          records.length,
          new Uint32Array(32).fill(cap),
        );
        const sizes = new Map<number, number>();
        for (const keys of records) for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
        const expected: string[] = [];
        for (const [left, keys] of records.entries()) {
          for (let right = left + 1; right < records.length; right += 1) {
            const shared = keys.some((key) => (sizes.get(key) ?? 0) <= cap && records[right]?.includes(key));
            if (shared) expected.push(`${left} ${right}`);
          }
        }
        const found: string[] = [];
        for (const range of splitBlocks(blocks, parts)) {
          eachPair(blocks, range, (left, right) => found.push(`${left} ${right}`));
        }
        expect(new Set(found)).toEqual(new Set(expected));
        expect(found).toHaveLength(expected.length);
      }),
    );
  });
});

test('the prior comes near the true share of duplicates and does not run away in small files', () => {
  const histogram = createHistogram();
  for (let pair = 0; pair < 600; pair += 1) countWeight(histogram, 30);
  for (let pair = 0; pair < 5000; pair += 1) countWeight(histogram, -10);
  const records = 5000;
  expect(estimatePrior(histogram, records)).toBeCloseTo(Math.log2(600 / ((records * (records - 1)) / 2)), 0);
  const one = createHistogram();
  countWeight(one, 25);
  expect(estimatePrior(one, 2)).toBeLessThan(-9);
});

test('no prior is above the highest that so many candidates can give, with loaded records or without', () => {
  const weights = fc.array(fc.integer({ min: -20, max: 60 }), { maxLength: 200 });
  const loaded = fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 3000 }), loaded, (found, records, others) => {
      const histogram = createHistogram();
      for (const weight of found) countWeight(histogram, weight);
      const joined = others === undefined ? undefined : { records, loaded: others };
      expect(estimatePrior(histogram, records, joined)).toBeLessThanOrEqual(
        highestPrior(found.length, records, joined),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
});
