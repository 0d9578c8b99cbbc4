import { splitBlocks } from './candidates.ts';
import { type Engine, type EngineOutput, joinOutputs, scoreBlocks } from './engine.ts';
import { openColumns } from './feature-table.ts';
import { modelNamed } from './models.ts';
import { runThread, threadCount } from './threads.ts';

/** Fewer blocks are not worth starting threads for. */
const LEAST_BLOCKS = 50_000;

/** The engine of this process: one range of blocks a thread. Any number of threads gives the same edges in the same order. */
export const localEngine: Engine = async (input) => {
  const { model, table, blocks, least, learnt } = input;
  const threads = blocks.length < LEAST_BLOCKS ? 1 : threadCount();
  const ranges = splitBlocks(blocks, threads);
  const [own, ...others] = ranges;
  const running = others.map((range) =>
    runThread<EngineOutput>('./score-worker.js', { model, table, blocks, range, least, learnt }),
  );
  const comparisons = modelNamed(model).comparisons(openColumns(table));
  const first = scoreBlocks({
    comparisons,
    size: table,
    blocks,
    range: own ?? { from: 0, to: 0 },
    least,
    learnt,
  });
  return joinOutputs([first, ...(await Promise.all(running))]);
};
