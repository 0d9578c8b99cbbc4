import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { chicagoSites, restaurants, russianCompanies } from '../../bench/dedupe/company-sets.ts';
import { evaluate } from '../../bench/dedupe/evaluate.ts';
import type { LabelledSet } from '../../bench/dedupe/labelled-set.ts';
import { febrl, historical, russianContacts } from '../../bench/dedupe/people-sets.ts';
import { publications } from '../../bench/dedupe/publications.ts';

const folder = fileURLToPath(new URL('../../../shared/data/dedupe', import.meta.url));

/** Floors for clusters at the shipped thresholds; `npm run eval:dedupe` prints the figures themselves. */
const floors: readonly (readonly [string, () => unknown, { precision: number; recall: number }])[] = [
  ['ru_contacts_20k', () => russianContacts(folder), { precision: 0.995, recall: 0.955 }],
  ['ru_companies_10k', () => russianCompanies(folder), { precision: 0.998, recall: 0.93 }],
  ['historical_50k', () => historical(folder), { precision: 0.98, recall: 0.825 }],
  ['febrl3', () => febrl(folder, 'febrl3'), { precision: 0.999, recall: 0.99 }],
  ['restaurants', () => restaurants(folder), { precision: 0.99, recall: 0.905 }],
  ['chicago_sites', () => chicagoSites(folder), { precision: 0.979, recall: 0.95 }],
  ['dblp_acm', () => publications(folder), { precision: 0.98, recall: 0.95 }],
];

describe.skipIf(!existsSync(folder))('labelled sets of ../shared (skipped when that folder is absent)', () => {
  test.each(floors)('%s: precision and recall of the defaults', async (_, load, floor) => {
    const { metrics } = await evaluate(load() as LabelledSet);
    expect(metrics.precision).toBeGreaterThanOrEqual(floor.precision);
    expect(metrics.recall).toBeGreaterThanOrEqual(floor.recall);
  });

  test('ru_contacts_20k: weights learnt within bounds are no worse', async () => {
    const { metrics, outcome } = await evaluate(russianContacts(folder) as unknown as LabelledSet, {
      weights: 'learn',
    });
    expect(outcome.statistics?.learnt).toBeDefined();
    expect(metrics.precision).toBeGreaterThanOrEqual(0.99);
    expect(metrics.recall).toBeGreaterThanOrEqual(0.95);
  });
});
