import { limitsByType } from './block-limits.ts';
import { type Blocks, buildBlocks, eachPair, shareBlocks, takeRanges } from './candidates.ts';
import {
  type Candidates,
  type Engine,
  type EngineOutput,
  joinOutputs,
  type KeyStore,
  type RangesOutput,
  scoreBlocks,
  type ScoreTask,
} from './engine.ts';
import { openColumns } from './feature-table.ts';
import { KeyBuckets } from './key-buckets.ts';
import type { KindModel } from './kind-model.ts';
import { isNamedModel } from './models.ts';
import { sharedNumber } from './own-numbers.ts';
import { runThread } from './threads.ts';

/** The engine of this process: one range of blocks a thread. Any number of threads gives the same edges in the same order. */
export function localEngine(model: KindModel): Engine {
  return { open: () => Promise.resolve(new LocalKeys(model)) };
}

type Built = ReturnType<typeof buildBlocks>;

/** Keys in memory. */
export class LocalKeys implements KeyStore {
  readonly #model: KindModel;
  readonly #keys = new KeyBuckets();
  /** The blocks, once candidates are made. */
  blocks: Blocks | undefined;

  constructor(model: KindModel) {
    this.#model = model;
  }

  add(high: number, low: number, record: number): void {
    this.#keys.add(high, low, record);
  }

  async candidates(given: Parameters<KeyStore['candidates']>[0]): Promise<Candidates> {
    const { blocks, oversized } = await this.#build(given);
    this.blocks = blocks;
    return {
      entries: blocks.members.length,
      oversized,
      eachPair: (visit) => {
        eachPair(blocks, { from: 0, to: blocks.length }, visit);
        return Promise.resolve();
      },
      score: (task) => scoreInThreads(this.#model, blocks, task),
    };
  }

  /** Blocks of many records are made in a thread, so that others can work on their features here. */
  async #build({ compared, limits: given, numbers, threads }: Parameters<KeyStore['candidates']>[0]): Promise<Built> {
    const limits = limitsByType(given, compared);
    if (threads === undefined || threads.count < 2 || numbers.length < threads.recordsBefore) {
      return buildBlocks(this.#keys.sorted(numbers), numbers.length, limits);
    }
    const { buckets, memory } = this.#keys.handOver();
    return runThread<Built>('./block-worker.js', { buckets, numbers, limits }, memory);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

async function scoreInThreads(model: KindModel, blocks: Blocks, task: ScoreTask): Promise<EngineOutput> {
  const { table, least, learnt } = task;
  const isSmall = blocks.length < task.threads.blocksBefore || !isNamedModel(model);
  const shared = shareBlocks(blocks);
  const running = Array.from({ length: isSmall ? 0 : task.threads.count - 1 }, () =>
    runThread<RangesOutput>('./score-worker.js', { model: model.name, table, blocks, shared, least, learnt }),
  );
  const column = openColumns(table);
  const weighing = { comparisons: model.comparisons(column), isAsked: sharedNumber(model, column) };
  const first = scoreBlocks({
    ...weighing,
    size: table.counted ?? table,
    blocks,
    ranges: takeRanges(shared),
    least,
    learnt,
  });
  return joinOutputs([first, ...(await Promise.all(running))]);
}
