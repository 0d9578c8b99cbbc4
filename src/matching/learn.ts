import type { Comparison, Level } from './comparison.ts';
import type { Candidates } from './engine.ts';
import type { LearningSession } from './kind-model.ts';
import type { LearntWeights } from './scorer.ts';

/** Fewer records or pairs than these say too little: the shipped weights are kept. */
const LEAST_RECORDS = 10_000;
const LEAST_PAIRS = 500;
const MOST_PAIRS = 200_000;
const RANDOM_PAIRS = 300_000;
const ROUNDS = 40;
const STILL = 1e-5;

/** Levels of pairs, one row a pair and one column a field. */
interface LevelRows {
  readonly fields: number;
  readonly rows: Uint8Array;
  readonly length: number;
}

/**
 * Estimates weights from the data itself: how often fields agree in random pairs, and, by expectation maximisation, in
 * duplicates; each weight stays within the bounds of its level. Nothing when there is too little to learn from. The same
 * records give the same weights.
 */
export async function learnWeights(given: {
  readonly comparisons: readonly Comparison[];
  readonly sessions: readonly LearningSession[];
  readonly candidates: Candidates;
  readonly records: number;
}): Promise<LearntWeights | undefined> {
  const { comparisons, sessions, records } = given;
  if (records < LEAST_RECORDS) return undefined;
  const candidates = await levelsOfCandidates(comparisons, given.candidates);
  const chance = shares(levelsOfRandomPairs(comparisons, records), comparisons);
  const found: number[][][] = [];
  for (const { agree, leaveOut } of sessions) {
    const place = (field: string): number => comparisons.findIndex((one) => one.field === field);
    const anchors = agree.map(place);
    const used = comparisons.map(({ field }) => !leaveOut.includes(field));
    const rows = agreeing(candidates, anchors);
    if (rows.length < LEAST_PAIRS) continue;
    found.push(sharesOfDuplicates(rows, { comparisons, chance, used }));
  }
  if (found.length === 0) return undefined;
  return Object.fromEntries(
    comparisons.map(({ field, levels }, index) => {
      const sessionShares = found.map((session) => session[index] ?? []).filter((share) => share.length > 0);
      return [field, levels.map((level, number) => weightOf(level, number, sessionShares, chance[index] ?? []))];
    }),
  );
}

/** The weight of a level within its bounds; the shipped one where nothing was seen. */
function weightOf(
  level: Level,
  number: number,
  found: readonly (readonly number[])[],
  chance: readonly number[],
): number {
  if (found.length === 0) return level.bits;
  const same = found.reduce((sum, share) => sum + (share[number] ?? 0), 0) / found.length;
  const random = chance[number] ?? 0;
  if (same <= 0 || random <= 0) return level.bits;
  // The rarity of the value itself stands for chance where equal values are weighed by it.
  const learnt = level.frequency === undefined ? Math.log2(same / random) : Math.log2(same);
  return Math.max(level.least ?? -Infinity, Math.min(level.most ?? Infinity, learnt));
}

async function levelsOfCandidates(comparisons: readonly Comparison[], candidates: Candidates): Promise<LevelRows> {
  const fields = comparisons.length;
  const every = Math.max(1, Math.ceil(candidates.entries / MOST_PAIRS));
  const rows: number[] = [];
  let seen = 0;
  await candidates.eachPair((left, right) => {
    seen += 1;
    if (seen % every !== 0 || rows.length >= MOST_PAIRS * fields) return;
    for (const { level } of comparisons) rows.push(level(left, right));
  });
  return { fields, rows: Uint8Array.from(rows), length: rows.length / fields };
}

function levelsOfRandomPairs(comparisons: readonly Comparison[], records: number): LevelRows {
  const fields = comparisons.length;
  const rows = new Uint8Array(RANDOM_PAIRS * fields);
  let seed = 12_345;
  const next = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * records);
  };
  for (let pair = 0; pair < RANDOM_PAIRS; pair += 1) {
    const [left, right] = [next(), next()];
    if (left === right) continue;
    for (const [index, { level }] of comparisons.entries()) rows[pair * fields + index] = level(left, right);
  }
  return { fields, rows, length: RANDOM_PAIRS };
}

function agreeing({ fields, rows, length }: LevelRows, anchors: readonly number[]): LevelRows {
  const kept: number[] = [];
  for (let pair = 0; pair < length; pair += 1) {
    if (anchors.some((anchor) => rows[pair * fields + anchor] !== 1)) continue;
    for (let index = 0; index < fields; index += 1) kept.push(rows[pair * fields + index] ?? 0);
  }
  return { fields, rows: Uint8Array.from(kept), length: kept.length / fields };
}

/** The share of each level among pairs where both sides say something; half a pair is added to each. */
function shares(
  { fields, rows, length }: LevelRows,
  comparisons: readonly Comparison[],
  weightOfPair: (pair: number) => number = () => 1,
): number[][] {
  const counts = comparisons.map(({ levels }) => levels.map(() => 0.5));
  for (let pair = 0; pair < length; pair += 1) {
    const weight = weightOfPair(pair);
    for (let index = 0; index < fields; index += 1) {
      const level = rows[pair * fields + index] ?? 0;
      const own = counts[index];
      if (level !== 0 && own !== undefined) own[level - 1] = (own[level - 1] ?? 0) + weight;
    }
  }
  return counts.map((own) => {
    const total = own.reduce((sum, count) => sum + count, 0);
    return own.map((count) => count / total);
  });
}

/** Expectation maximisation with the shares of chance fixed. Fields not used come back empty. */
function sharesOfDuplicates(
  pairs: LevelRows,
  given: {
    readonly comparisons: readonly Comparison[];
    readonly chance: readonly (readonly number[])[];
    readonly used: readonly boolean[];
  },
): number[][] {
  const { comparisons, chance, used } = given;
  let duplicates = comparisons.map(({ levels }) =>
    levels.map((_, index) => (index === 0 ? 0.9 : 0.1 / Math.max(1, levels.length - 1))),
  );
  let share = 0.1;
  const probability = new Float64Array(pairs.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    let sum = 0;
    for (let pair = 0; pair < pairs.length; pair += 1) {
      let odds = share / (1 - share);
      for (let index = 0; index < pairs.fields; index += 1) {
        const level = pairs.rows[pair * pairs.fields + index] ?? 0;
        if (level === 0 || used[index] !== true) continue;
        odds *= (duplicates[index]?.[level - 1] ?? 1) / Math.max(1e-9, chance[index]?.[level - 1] ?? 1);
      }
      probability[pair] = odds / (1 + odds);
      sum += probability[pair] ?? 0;
    }
    const next = Math.min(0.999, Math.max(0.001, sum / pairs.length));
    duplicates = shares(pairs, comparisons, (pair) => probability[pair] ?? 0);
    const moved = Math.abs(next - share);
    share = next;
    if (moved < STILL) break;
  }
  return duplicates.map((own, index) => (used[index] === true ? own : []));
}
