import { defaultDedupeRules } from '../../../src/model/dedupe.ts';
import { matchFully } from '../../../src/matching/full.ts';
import type { KindModel } from '../../../src/matching/kind-model.ts';
import { modelNamed } from '../../../src/matching/models.ts';
import { measure } from '../metrics.ts';
import { type Dirt, dirt, syntheticPeople } from '../synthetic.ts';

// Prints time, memory and quality of matching seeded synthetic people, without reading files. One line a size and seed.
// Usage: npx tsx bench/dedupe/scale/index.ts [SIZE...] [seed=N...] [dirt=typo,latin,...]

const words = process.argv.slice(2);
const sizes = words.filter((word) => /^\d+$/u.test(word)).map(Number);
const seeds = words.filter((word) => word.startsWith('seed=')).map((word) => Number(word.slice(5)));
const chosen = words
  .find((word) => word.startsWith('dirt='))
  ?.slice(5)
  .split(',');
const errors = chosen === undefined ? dirt : dirt.filter((one: Dirt) => chosen.includes(one));
const context = {
  signal: new AbortController().signal,
  report: () => {},
  fact: () => {},
  event: () => {},
  now: () => new Date(0),
};

function cpuSeconds(since?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
  for (const seed of seeds.length > 0 ? seeds : [1]) {
    const { pages, truth } = syntheticPeople(size, seed, errors);
    const model = modelNamed('contact') as unknown as KindModel;
    const support = { placeholders: new Set<string>(), companyOf: () => undefined };
    const start = process.cpuUsage();
    for (const page of pages()) void page;
    const making = cpuSeconds(start);
    const before = process.cpuUsage();
    for (const page of pages()) for (const record of page) model.features(record, support);
    const features = cpuSeconds(before) - making;
    const began = process.cpuUsage();
    const wall = performance.now();
    const companyName = ({ key }: { readonly key: string }) => `Фирма ${key}`;
    const outcome = await matchFully(
      model,
      { kind: 'contact', records: pages, companyName },
      { rules: defaultDedupeRules, context },
    );
    const total = cpuSeconds(began) - making;
    const predicted = Array.from({ length: size }, (_, index) => -index - 1);
    for (const { members } of outcome.clusters) for (const seq of members) predicted[seq - 1] = members[0] ?? 0;
    const { precision, recall } = measure([...truth].map(String), predicted);
    const { candidates = 0 } = outcome.statistics ?? {};
    console.log(
      [
        `${size} people, seed ${seed}`,
        `CPU ${total.toFixed(1)} s (features ${features.toFixed(1)} s)`,
        `wall ${((performance.now() - wall) / 1000).toFixed(1)} s`,
        `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
        `${(candidates / size).toFixed(2)} candidates a record`,
        `P ${precision.toFixed(4)} R ${recall.toFixed(4)}`,
        `${((outcome.review.length / size) * 1000).toFixed(1)} questions a thousand`,
      ].join('; '),
    );
  }
}
