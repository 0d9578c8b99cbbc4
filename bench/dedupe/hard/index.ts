import { type Evaluation, evaluate } from '../evaluate.ts';
import type { LabelledSet } from '../labelled-set.ts';
import { hardCompanies } from './companies.ts';
import { hardPeople } from './people.ts';

// Prints how well the shipped defaults find duplicates in constructed sets that no weight was chosen by: people of fifteen
// peoples with relatives, firms with sisters, branches and holdings, and 10 to 60 % of the fields missing.
// Usage: npx tsx bench/dedupe/hard/index.ts [people|companies] [seed=N...] [missing=0.3...] [wrong=N]

export interface HardSet extends LabelledSet {
  readonly cases: readonly string[];
  readonly peoples?: readonly string[];
}

const given = process.argv.slice(2);
const numbers = (name: string, otherwise: readonly number[]): readonly number[] => {
  const found = given.filter((word) => word.startsWith(`${name}=`)).map((word) => Number(word.slice(name.length + 1)));
  return found.length > 0 ? found : otherwise;
};
const kinds = ['people', 'companies'].filter(
  (kind) => given.includes(kind) || !given.some((word) => /^[a-z]+$/u.test(word)),
);
const [size = 6000] = numbers('size', [6000]);

interface Tally {
  found: number;
  asked: number;
  all: number;
}

/** Of each case, how many of its records stand in the cluster of their entity, or are asked about. */
function recallByCase(set: HardSet, { outcome }: Evaluation, groups: readonly string[]): string {
  const clusterOf = new Map<number, number>();
  for (const { members } of outcome.clusters) for (const seq of members) clusterOf.set(seq, members[0] ?? 0);
  const asked = new Set(outcome.review.flatMap(({ left, right }) => (isTrue(set, left, right) ? [left, right] : [])));
  const first = new Map<string, number>();
  const tallies = new Map<string, Tally>();
  for (const [index, entity] of set.truth.entries()) {
    const base = first.get(entity);
    if (base === undefined) {
      first.set(entity, index + 1);
      continue;
    }
    const tally = tallies.get(groups[index] ?? '') ?? { found: 0, asked: 0, all: 0 };
    tallies.set(groups[index] ?? '', tally);
    tally.all += 1;
    const cluster = clusterOf.get(index + 1);
    if (cluster !== undefined && cluster === clusterOf.get(base)) tally.found += 1;
    else if (asked.has(index + 1)) tally.asked += 1;
  }
  return [...tallies]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, { found, asked: open, all }]) =>
        `${name} ${((100 * found) / all).toFixed(0)}+${((100 * open) / all).toFixed(0)}% of ${all}`,
    )
    .join(', ');
}

function isTrue(set: LabelledSet, left: number, right: number): boolean {
  return set.truth[left - 1] === set.truth[right - 1];
}

function wrongMerges(set: HardSet, { outcome }: Evaluation, shown: number): string {
  const counts = new Map<string, number>();
  const examples: string[] = [];
  for (const edge of [...outcome.clusters].flatMap((cluster) => cluster.edges)) {
    if (isTrue(set, edge.left, edge.right)) continue;
    const [left, right] = [set.records[edge.left - 1], set.records[edge.right - 1]];
    const name = [set.cases[edge.left - 1], set.cases[edge.right - 1]].join('/');
    counts.set(name, (counts.get(name) ?? 0) + 1);
    const why = edge.evidence.map(({ field, level, weight }) => `${field} ${level} ${weight}`).join('; ');
    examples.push(
      `  ${name} ${edge.score.toFixed(1)}\n    ${JSON.stringify(left?.data)}\n    ${JSON.stringify(right?.data)}\n    ${why}`,
    );
  }
  const list = [...counts].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`);
  return [list.join(', '), ...examples.slice(0, shown)].join('\n');
}

for (const kind of kinds) {
  for (const missing of numbers('missing', [0.1, 0.3, 0.6])) {
    for (const seed of numbers('seed', [7, 8])) {
      const set = (kind === 'people' ? hardPeople : hardCompanies)(size, seed, missing) as unknown as HardSet;
      const evaluation = await evaluate(set);
      const { metrics, outcome } = evaluation;
      const answered = outcome.review.filter(({ left, right }) => isTrue(set, left, right)).length;
      console.log(
        `${set.name}: P ${metrics.precision.toFixed(4)} R ${metrics.recall.toFixed(4)} F1 ${metrics.f1.toFixed(4)}, ` +
          `${evaluation.questions.toFixed(1)} questions a thousand, ${(100 * evaluation.trueQuestions).toFixed(0)}% true, ` +
          `pairs ${metrics.truePairs}, found with review about ${((metrics.recall * metrics.truePairs + answered) / metrics.truePairs).toFixed(3)}`,
      );
      console.log(`  merged+asked: ${recallByCase(set, evaluation, set.cases)}`);
      if (set.peoples) console.log(`  by people: ${recallByCase(set, evaluation, set.peoples)}`);
      console.log(`  wrong: ${wrongMerges(set, evaluation, numbers('wrong', [0])[0] ?? 0)}`);
    }
  }
}
