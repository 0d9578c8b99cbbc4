import { describe, expect, test } from 'vitest';
import { hardCompanies } from '../../bench/dedupe/hard/companies.ts';
import { hardPeople } from '../../bench/dedupe/hard/people.ts';
import { createRandom } from '../../bench/dedupe/hard/random.ts';
import type { LabelledSet } from '../../bench/dedupe/labelled-set.ts';
import { waterfallOf } from '../../src/matching/explain.ts';
import { localEngine } from '../../src/matching/local-engine.ts';
import type { MatchInput, MatchedKind } from '../../src/matching/matcher.ts';
import { modelNamed } from '../../src/matching/models.ts';
import { scoreRecords } from '../../src/matching/scored.ts';
import { defaultDedupeRules } from '../../src/model/dedupe.ts';

const tenths = (bits: number): number => Math.round(bits * 10);

/** Pairs that share a key, and as many of any two records. */
async function randomPairs(set: LabelledSet, count: number) {
  const model = modelNamed(set.kind);
  const input = {
    kind: set.kind,
    records: () => [set.records],
    companyName: ({ key }: { key: string }) => set.companyNames?.get(key),
  } as unknown as MatchInput<MatchedKind>;
  const scored = await scoreRecords(model, input, { rules: defaultDedupeRules, engine: localEngine(model) });
  const candidates: (readonly [number, number])[] = [];
  await scored.prepared.candidates.eachPair((left, right) => candidates.push([left, right]));
  const random = createRandom(5);
  const records = set.records.length;
  const pairs = Array.from({ length: count }, (_, at) =>
    at % 2 === 0 ? random.pick(candidates) : ([random.below(records - 1), records - 1] as const),
  );
  return { scored, pairs };
}

describe('the terms that are shown', () => {
  test.each([
    ['people', () => hardPeople(1200, 77, 0.3) as unknown as LabelledSet],
    ['companies', () => hardCompanies(1200, 77, 0.3) as unknown as LabelledSet],
  ] as const)('sum exactly to the posterior, for 600 random pairs of %s', async (_, load) => {
    const { scored, pairs } = await randomPairs(load(), 600);
    for (const [left, right] of pairs) {
      const terms = scored.scorer.terms(left, right);
      const shown = waterfallOf(scored.prior, terms);
      const sum = shown.evidence.reduce((total, { weight }) => total + tenths(weight), tenths(shown.prior));
      expect(sum).toBe(tenths(shown.posterior));
      expect(Math.abs(shown.posterior - scored.scorer.score(left, right) - scored.prior)).toBeLessThanOrEqual(0.0501);
      for (const term of terms) {
        const one = shown.evidence.find(({ field }) => field === term.field);
        expect(Math.abs((one?.weight ?? Number.NaN) - term.weight)).toBeLessThan(0.1);
      }
    }
  });

  test('carry what rounding leaves over where it is least seen', () => {
    const evidence = [10.44, 7.447, -2.54].map((weight, at) => ({ field: String(at), level: 'equal', weight }));
    const shown = waterfallOf(-12.06, evidence);
    expect(shown.posterior).toBe(3.3);
    expect(shown.evidence.map(({ weight }) => weight)).toEqual([10.4, 7.5, -2.5]);
    expect(shown.prior).toBe(-12.1);
  });
});
