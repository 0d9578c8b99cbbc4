import type { BlockLimits } from './block-limits.ts';
import { type BlockRange, type Blocks, eachPair, type OversizedBlock } from './candidates.ts';
import type { Comparison, TableSize } from './comparison.ts';
import type { FeatureTable } from './feature-table.ts';
import { countWeight, createHistogram } from './prior.ts';
import { createScorer, type LearntWeights } from './scorer.ts';
import type { ThreadUse } from './threads.ts';

/** What pairs are weighed with: features, and the weight below which a pair need not be kept. */
export interface ScoreTask {
  readonly table: FeatureTable;
  readonly least: number;
  readonly learnt?: LearntWeights | undefined;
  readonly threads: ThreadUse;
}

/** Pairs at or above the least weight, in block order, and the weights of all candidates counted. */
export interface EngineOutput {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Total weight in bits, without the prior. */
  readonly weight: Float32Array;
  readonly pairs: number;
  readonly histogram: Float64Array;
}

type PairTest = (left: number, right: number) => boolean;

/** Takes one candidate pair, `left < right`. */
export type VisitPair = (left: number, right: number) => void;

/** The pairs of records that share a key of a block within the limit, each once, by block, left and right. */
export interface Candidates {
  /** How many places the blocks have together: a record counts once for each of its blocks. */
  readonly entries: number;
  readonly oversized: readonly OversizedBlock[];
  eachPair(visit: VisitPair): Promise<void>;
  score(task: ScoreTask): Promise<EngineOutput>;
}

/** Collects blocking keys while records are read, then makes candidate pairs of them. */
export interface KeyStore {
  /** `high` and `low`: the halves of a key; `record`: the reading number of a record, once for each of its keys. */
  add(high: number, low: number, record: number): void;
  /**
   * `numbers`: what each record goes by in pairs; -1 leaves it out, so that `compared` are left. Blocks beyond the limits are left out.
   * Ends the store: what is added later is lost.
   */
  candidates(given: {
    readonly compared: number;
    readonly limits: BlockLimits;
    readonly numbers: Int32Array;
    readonly threads?: ThreadUse | undefined;
  }): Promise<Candidates>;
  /** Frees what the store holds; its candidates cannot be visited any more. */
  close(): Promise<void>;
}

/** Keys and features in, edges out. Every engine gives the same edges in the same order. */
export interface Engine {
  open(): Promise<KeyStore>;
}

/** Growing columns of scored pairs. */
class PairColumns {
  left = new Uint32Array(4096);
  right = new Uint32Array(4096);
  weight = new Float32Array(4096);
  length = 0;

  add(left: number, right: number, weight: number): void {
    if (this.length === this.left.length) this.#grow();
    this.left[this.length] = left;
    this.right[this.length] = right;
    this.weight[this.length] = weight;
    this.length += 1;
  }

  #grow(): void {
    const size = this.length * 2;
    const [left, right, weight] = [new Uint32Array(size), new Uint32Array(size), new Float32Array(size)];
    left.set(this.left);
    right.set(this.right);
    weight.set(this.weight);
    this.left = left;
    this.right = right;
    this.weight = weight;
  }
}

/** Weighs pairs one by one and keeps those at or above the least weight, and those that are asked about whatever they weigh. */
export function createPairScoring(
  given: Pick<ScoreTask, 'least' | 'learnt'> & {
    readonly comparisons: readonly Comparison[];
    readonly size: TableSize;
    readonly isAsked?: PairTest | undefined;
  },
): { readonly visit: VisitPair; readonly kept: () => number; readonly finish: () => EngineOutput } {
  const { least, isAsked } = given;
  const scorer = createScorer(given.comparisons, given.size, given.learnt);
  const found = new PairColumns();
  const histogram = createHistogram();
  let pairs = 0;
  return {
    visit: (left, right) => {
      const weight = scorer.score(left, right);
      pairs += 1;
      countWeight(histogram, weight);
      if (weight >= least || isAsked?.(left, right) === true) found.add(left, right, weight);
    },
    kept: () => found.length,
    finish: () => ({
      left: found.left.slice(0, found.length),
      right: found.right.slice(0, found.length),
      weight: found.weight.slice(0, found.length),
      pairs,
      histogram,
    }),
  };
}

/** What one thread found in ranges of blocks, one after another. */
export interface RangesOutput extends EngineOutput {
  /** The ranges: the first block of each, and where its pairs end. */
  readonly ranges: readonly { readonly from: number; readonly end: number }[];
}

/** Scores the candidate pairs of some ranges of blocks in this thread. */
export function scoreBlocks(given: {
  readonly comparisons: readonly Comparison[];
  readonly size: TableSize;
  readonly blocks: Blocks;
  readonly ranges: Iterable<BlockRange>;
  readonly least: number;
  readonly learnt?: LearntWeights | undefined;
  readonly isAsked?: PairTest | undefined;
}): RangesOutput {
  const scoring = createPairScoring(given);
  const ranges: { from: number; end: number }[] = [];
  for (const range of given.ranges) {
    eachPair(given.blocks, range, scoring.visit);
    ranges.push({ from: range.from, end: scoring.kept() });
  }
  return { ...scoring.finish(), ranges };
}

/** Joins what several threads found, in the order of the blocks. */
export function joinOutputs(outputs: readonly RangesOutput[]): EngineOutput {
  const length = outputs.reduce((sum, output) => sum + output.left.length, 0);
  const joined = {
    left: new Uint32Array(length),
    right: new Uint32Array(length),
    weight: new Float32Array(length),
    pairs: 0,
    histogram: createHistogram(),
  };
  for (const { pairs, histogram } of outputs) {
    joined.pairs += pairs;
    for (const [place, count] of histogram.entries()) joined.histogram[place] = (joined.histogram[place] ?? 0) + count;
  }
  const pieces = outputs.flatMap((output) =>
    output.ranges.map(({ from, end }, at) => ({ output, from, start: output.ranges[at - 1]?.end ?? 0, end })),
  );
  pieces.sort((left, right) => left.from - right.from);
  let at = 0;
  for (const { output, start, end } of pieces) {
    joined.left.set(output.left.subarray(start, end), at);
    joined.right.set(output.right.subarray(start, end), at);
    joined.weight.set(output.weight.subarray(start, end), at);
    at += end - start;
  }
  return joined;
}
