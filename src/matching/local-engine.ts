import { splitBlocks } from './candidates.ts';
import { type Engine, type EngineOutput, joinOutputs, scoreBlocks } from './engine.ts';
import { openColumns } from './feature-table.ts';
import type { KindModel } from './kind-model.ts';
import { isNamedModel } from './models.ts';
import { runThread, threadCount } from './threads.ts';

/** Fewer blocks are not worth starting threads for. */
const LEAST_BLOCKS = 50_000;

/** The engine of this process: one range of blocks a thread. Any number of threads gives the same edges in the same order. */
export function localEngine(model: KindModel): Engine {
  return async ({ table, blocks, least, learnt }) => {
    const threads = blocks.length < LEAST_BLOCKS || !isNamedModel(model) ? 1 : threadCount();
    const [own = { from: 0, to: 0 }, ...others] = splitBlocks(blocks, threads);
    const running = others.map((range) =>
      runThread<EngineOutput>('./score-worker.js', { model: model.name, table, blocks, range, least, learnt }),
    );
    const comparisons = model.comparisons(openColumns(table));
    const first = scoreBlocks({ comparisons, size: table, blocks, range: own, least, learnt });
    return joinOutputs([first, ...(await Promise.all(running))]);
  };
}
