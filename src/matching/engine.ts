import type { BlockLimits } from './block-limits.ts';
import { type Blocks, eachPair, type OversizedBlock } from './candidates.ts';
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
): { readonly visit: VisitPair; readonly finish: () => EngineOutput } {
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
    finish: () => ({
      left: found.left.slice(0, found.length),
      right: found.right.slice(0, found.length),
      weight: found.weight.slice(0, found.length),
      pairs,
      histogram,
    }),
  };
}

/** Scores the candidate pairs of a range of blocks in this thread. */
export function scoreBlocks(given: {
  readonly comparisons: readonly Comparison[];
  readonly size: TableSize;
  readonly blocks: Blocks;
  readonly range: { readonly from: number; readonly to: number };
  readonly least: number;
  readonly learnt?: LearntWeights | undefined;
  readonly isAsked?: PairTest | undefined;
}): EngineOutput {
  const scoring = createPairScoring(given);
  eachPair(given.blocks, given.range, scoring.visit);
  return scoring.finish();
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
