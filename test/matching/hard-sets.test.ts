import { expect, test } from 'vitest';
import { evaluate } from '../../bench/dedupe/evaluate.ts';
import { hardCompanies } from '../../bench/dedupe/hard/companies.ts';
import { hardPeople } from '../../bench/dedupe/hard/people.ts';
import type { LabelledSet } from '../../bench/dedupe/labelled-set.ts';

// Constructed sets full of what must not be merged; `npx tsx bench/dedupe/hard/index.ts` prints the figures of larger ones.

test.each([
  [0.1, 0.9],
  [0.4, 0.65],
] as const)(
  'sister firms, holdings, branches and namesakes stay apart, %f of the fields missing',
  async (missing, least) => {
    const { metrics } = await evaluate(hardCompanies(1500, 31, missing) as unknown as LabelledSet);
    expect(metrics.precision).toBeGreaterThan(0.98);
    expect(metrics.recall).toBeGreaterThan(least);
  },
);

test.each([
  [0.1, 0.94, 0.975],
  [0.4, 0.8, 0.95],
] as const)('relatives of fifteen peoples stay apart, %f of the fields missing', async (missing, least, precise) => {
  const { metrics } = await evaluate(hardPeople(1500, 31, missing) as unknown as LabelledSet);
  expect(metrics.precision).toBeGreaterThan(precise);
  expect(metrics.recall).toBeGreaterThan(least);
});
