import type { Fault } from '../../faults.ts';

/** Rows of an answer after a fault has turned them round or lost one of the middle. */
export function mangledRows<T>(rows: readonly T[], fault: Fault | undefined): readonly T[] {
  if (fault?.kind === 'reorder') return rows.toReversed();
  if (fault?.kind === 'missing') return rows.toSpliced(rows.length >> 1, 1);
  return rows;
}
