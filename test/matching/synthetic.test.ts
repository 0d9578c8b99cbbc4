import { expect, test } from 'vitest';
import { measure } from '../../bench/dedupe/metrics.ts';
import { type Dirt, dirt, syntheticPeople } from '../../bench/dedupe/synthetic.ts';
import { matched } from './records.ts';

async function quality(seed: number, errors?: readonly Dirt[]) {
  const count = 1500;
  const { pages, truth } = syntheticPeople(count, seed, errors);
  const outcome = await matched('contact', [...pages()].flat());
  const predicted = Array.from({ length: count }, (_, index) => -index - 1);
  for (const { members } of outcome.clusters) for (const seq of members) predicted[seq - 1] = members[0] ?? 0;
  return measure([...truth].map(String), predicted);
}

test.each([101, 202, 303])('people with three errors each are found, relatives kept apart: seed %i', async (seed) => {
  const { precision, recall } = await quality(seed);
  expect(precision).toBeGreaterThan(0.97);
  expect(recall).toBeGreaterThan(0.8);
});

/** Without a number in common some pairs have little more than a name. */
const leastRecall = (error: Dirt): number => (error === 'new-phone' || error === 'phone-digit' ? 0.85 : 0.97);

test.each(dirt)('people are found behind the error %s, of a seed that no other test uses', async (error) => {
  const { precision, recall } = await quality(404, [error]);
  expect(precision).toBeGreaterThan(0.97);
  expect(recall).toBeGreaterThan(leastRecall(error));
});
