import { type Comparison, rarityOf, type TableSize } from './comparison.ts';
import type { Evidence } from './matcher.ts';

/** Sums what the fields of two records say, in bits. */
export interface Scorer {
  readonly score: (left: number, right: number) => number;
  /** The sum term by term to a tenth of a bit, fields that say nothing left out. */
  readonly explain: (left: number, right: number) => readonly Evidence[];
  /** The same with weights as they are. */
  readonly terms: (left: number, right: number) => readonly Evidence[];
  /** Bits of a level of a field, numbered from 1, without the rarity of a value. */
  readonly weightOf: (field: string, level: number) => number;
  readonly comparisons: readonly Comparison[];
}

/** Weights by field and level that replace the shipped ones, as learnt from data. */
export type LearntWeights = Readonly<Record<string, readonly number[]>>;

/** Puts comparisons and weights together. `size`: what frequencies are counted over. */
export function createScorer(comparisons: readonly Comparison[], size: TableSize, learnt?: LearntWeights): Scorer {
  const terms = comparisons.map((comparison) => termOf(comparison, size, learnt?.[comparison.field]));
  const says = saidFields(comparisons, size.records);
  const evidence = evidenceOf(comparisons);
  const collect = (left: number, right: number, make: typeof evidence): readonly Evidence[] => {
    const lines: Evidence[] = [];
    for (let both = (says[left] ?? 0) & (says[right] ?? 0); both !== 0; both &= both - 1) {
      const index = LAST_BIT - Math.clz32(both & -both);
      const found = comparisons[index]?.level(left, right) ?? 0;
      if (found !== 0) lines.push(make(index, found, terms[index]?.weightOf(found) ?? 0));
    }
    return lines;
  };
  return {
    comparisons,
    score: (left, right) => {
      let sum = 0;
      for (let both = (says[left] ?? 0) & (says[right] ?? 0); both !== 0; both &= both - 1) {
        sum += terms[LAST_BIT - Math.clz32(both & -both)]?.weigh(left, right) ?? 0;
      }
      return sum;
    },
    weightOf: (field, level) =>
      learnt?.[field]?.[level - 1] ?? comparisons.find((one) => one.field === field)?.levels[level - 1]?.bits ?? 0,
    explain: (left, right) => collect(left, right, evidence),
    terms: (left, right) =>
      collect(left, right, (index, level, weight) => ({ ...evidence(index, level, weight), weight })),
  };
}

const LAST_BIT = 31;

/** For each record the comparisons that it has something to say in, as bits: half of the fields of a usual record are empty. */
function saidFields(comparisons: readonly Comparison[], records: number): Uint32Array {
  if (comparisons.length > LAST_BIT) throw new RangeError('more comparisons than bits');
  const said = new Uint32Array(records);
  for (const [index, { column, needsBoth }] of comparisons.entries()) {
    const bit = 1 << index;
    if (column === undefined || needsBoth !== true) {
      for (let record = 0; record < records; record += 1) said[record] = (said[record] ?? 0) | bit;
      continue;
    }
    const { ids, starts } = column;
    const isList = starts.length > 0;
    for (let record = 0; record < records; record += 1) {
      const isSaid = isList ? starts[record] !== starts[record + 1] : ids[record] !== -1;
      if (isSaid) said[record] = (said[record] ?? 0) | bit;
    }
  }
  return said;
}

/** What a field adds. */
interface Term {
  readonly weigh: (left: number, right: number) => number;
  /** The weight of the level found last. */
  readonly weightOf: (found: number) => number;
}

function termOf(comparison: Comparison, size: TableSize, learnt: readonly number[] | undefined): Term {
  const { levels, level, agreed, column } = comparison;
  const bits = Float64Array.from([0, ...levels.map((one, index) => learnt?.[index] ?? one.bits)]);
  const frequency = levels[0]?.frequency;
  if (frequency === undefined || column === undefined || agreed === undefined) {
    return { weigh: (left, right) => bits[level(left, right)] ?? 0, weightOf: (found) => bits[found] ?? 0 };
  }
  const rarity = rarityOf(column, size, frequency);
  const weightOf = (found: number): number =>
    found === 1 ? (rarity[agreed()] ?? 0) + (bits[1] ?? 0) : (bits[found] ?? 0);
  return { weigh: (left, right) => weightOf(level(left, right)), weightOf };
}

const WEIGHT_STEPS = 4096;

/** Evidence is repeated in many pairs, so equal lines share one object; weights are given to a tenth of a bit. */
function evidenceOf(comparisons: readonly Comparison[]): (index: number, level: number, weight: number) => Evidence {
  const known = new Map<number, Evidence>();
  return (index, level, weight) => {
    const tenths = Math.round(weight * 10);
    const key = (index * 32 + level) * WEIGHT_STEPS + tenths + WEIGHT_STEPS / 2;
    let one = known.get(key);
    if (one === undefined) {
      const { field = '', levels = [] } = comparisons[index] ?? {};
      one = { field, level: levels[level - 1]?.name ?? '', weight: tenths / 10 };
      known.set(key, one);
    }
    return one;
  };
}
