import { parentPort, workerData } from 'node:worker_threads';
import { type Blocks, type SharedRanges, takeRanges } from './candidates.ts';
import { scoreBlocks } from './engine.ts';
import { type FeatureTable, openColumns } from './feature-table.ts';
import { modelNamed } from './models.ts';
import { sharedNumber } from './own-numbers.ts';
import type { LearntWeights } from './scorer.ts';

/** What a scoring thread is given; the columns are shared, not copied. */
export interface ScoreTask {
  readonly model: string;
  readonly table: FeatureTable;
  readonly blocks: Blocks;
  readonly shared: SharedRanges;
  readonly least: number;
  readonly learnt?: LearntWeights | undefined;
}

if (parentPort !== null) {
  const { model, table, shared, ...task } = workerData as ScoreTask;
  const column = openColumns(table);
  const named = modelNamed(model);
  const weighing = { comparisons: named.comparisons(column), isAsked: sharedNumber(named, column) };
  const output = scoreBlocks({ ...weighing, size: table.counted ?? table, ranges: takeRanges(shared), ...task });
  const { left, right, weight, histogram } = output;
  parentPort.postMessage(output, [left.buffer, right.buffer, weight.buffer, histogram.buffer] as ArrayBuffer[]);
}
