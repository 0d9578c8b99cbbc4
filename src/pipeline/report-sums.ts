import type { FunnelLine, FunnelSums, ResultLine, ResultTotals } from '../model/report.ts';
import { brokenSums, type KindSums } from '../store/plan-sums.ts';
import { brokenResultSums, type ResultSums } from './result-sums.ts';

/** The funnel with its sums checked once more against the numbers that are shown. */
export function funnelLines(sums: readonly KindSums[]): readonly FunnelLine[] {
  const broken = new Set(brokenSums(sums).map(({ kind }) => kind));
  return sums.map(({ kind, rows, exploded, stubs, read, filtered, rejected, merged, planned, joined, actions }) => ({
    kind,
    rows,
    exploded,
    stubs,
    read,
    filtered,
    rejected,
    merged,
    planned,
    joined,
    create: actions.create,
    update: actions.update,
    delete: actions.delete,
    unchanged: actions.unchanged,
    skip: actions.skip,
    adds_up: !broken.has(kind),
  }));
}

/** All lines of the funnel added up. */
export function overallSums(lines: readonly FunnelLine[]): FunnelSums {
  const total = (name: Exclude<keyof FunnelSums, 'adds_up'>) => lines.reduce((sum, line) => sum + line[name], 0);
  return {
    rows: total('rows'),
    exploded: total('exploded'),
    stubs: total('stubs'),
    read: total('read'),
    filtered: total('filtered'),
    rejected: total('rejected'),
    merged: total('merged'),
    planned: total('planned'),
    joined: total('joined'),
    create: total('create'),
    update: total('update'),
    delete: total('delete'),
    unchanged: total('unchanged'),
    skip: total('skip'),
    adds_up: lines.every((line) => line.adds_up),
  };
}

/** What became of the plan, kind by kind, with its sums checked. */
export function resultLines(sums: readonly ResultSums[]): readonly ResultLine[] {
  const broken = new Set(brokenResultSums(sums).map(({ kind }) => kind));
  return sums.map(({ kind, planned, done, skipped, rejected, inDoubt, blocked }) => ({
    kind,
    planned,
    done,
    skipped,
    rejected,
    in_doubt: inDoubt,
    blocked,
    adds_up: !broken.has(kind),
  }));
}

/** All lines of the result added up; null when nothing was loaded yet. */
export function resultTotals(lines: readonly ResultLine[]): ResultTotals | null {
  if (lines.length === 0) return null;
  const total = (name: Exclude<keyof ResultTotals, 'adds_up'>) => lines.reduce((sum, line) => sum + line[name], 0);
  return {
    planned: total('planned'),
    done: total('done'),
    skipped: total('skipped'),
    rejected: total('rejected'),
    in_doubt: total('in_doubt'),
    blocked: total('blocked'),
    adds_up: lines.every((line) => line.adds_up),
  };
}
