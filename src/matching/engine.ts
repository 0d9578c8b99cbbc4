import { type Blocks, eachPair } from './candidates.ts';
import type { Comparison, TableSize } from './comparison.ts';
import type { FeatureTable } from './feature-table.ts';
import { countWeight, createHistogram } from './prior.ts';
import { createScorer, type LearntWeights } from './scorer.ts';

/** What an engine is given: features, candidate blocks, and the weight below which a pair need not be kept. */
export interface EngineInput {
  readonly table: FeatureTable;
  readonly blocks: Blocks;
  readonly least: number;
  readonly learnt?: LearntWeights | undefined;
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

/** Features in, edges out. Every engine gives the same edges. */
export type Engine = (input: EngineInput) => Promise<EngineOutput>;

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

/** Scores the candidate pairs of a range of blocks in this thread. */
export function scoreBlocks(given: {
  readonly comparisons: readonly Comparison[];
  readonly size: TableSize;
  readonly blocks: Blocks;
  readonly range: { readonly from: number; readonly to: number };
  readonly least: number;
  readonly learnt?: LearntWeights | undefined;
}): EngineOutput {
  const scorer = createScorer(given.comparisons, given.size, given.learnt);
  const found = new PairColumns();
  const histogram = createHistogram();
  let pairs = 0;
  eachPair(given.blocks, given.range, (left, right) => {
    const weight = scorer.score(left, right);
    pairs += 1;
    countWeight(histogram, weight);
    if (weight >= given.least) found.add(left, right, weight);
  });
  return {
    left: found.left.slice(0, found.length),
    right: found.right.slice(0, found.length),
    weight: found.weight.slice(0, found.length),
    pairs,
    histogram,
  };
}

/** Joins what several threads found, in the order of their ranges. */
export function joinOutputs(parts: readonly EngineOutput[]): EngineOutput {
  const length = parts.reduce((sum, part) => sum + part.left.length, 0);
  const joined = {
    left: new Uint32Array(length),
    right: new Uint32Array(length),
    weight: new Float32Array(length),
    pairs: 0,
    histogram: createHistogram(),
  };
  let at = 0;
  for (const part of parts) {
    joined.left.set(part.left, at);
    joined.right.set(part.right, at);
    joined.weight.set(part.weight, at);
    joined.pairs += part.pairs;
    for (const [place, count] of part.histogram.entries()) {
      joined.histogram[place] = (joined.histogram[place] ?? 0) + count;
    }
    at += part.left.length;
  }
  return joined;
}
