import { describe, expect, test } from 'vitest';
import { LoadedCounts } from '../../src/pipeline/loaded-counts.ts';
import { MatchIndex } from '../../src/store/match-index.ts';
import { workdir } from '../workdir.ts';

/** Five loaded records; all carry the value 7, each its own id times ten, the first two also 3. */
function countsBesides(standIns: readonly number[]) {
  const index = new MatchIndex(workdir().path('match.db'));
  const scope = index.scope('account', 'contact', 'made');
  scope.put([1, 2, 3, 4, 5].map((id) => [id, { keys: [], values: [7, id * 10, ...(id < 3 ? [3] : [])] }]));
  const counts = new LoadedCounts(scope, Int32Array.from(standIns));
  return { size: counts.size, counts: [7, 3, 20, 50, 99].map((value) => counts.count(value)) };
}

describe('counting loaded records', () => {
  test('counts all of them when this run reads none again', () => {
    expect(countsBesides([])).toEqual({ size: 5, counts: [5, 2, 1, 1, 0] });
  });

  test('leaves out the few that are read again', () => {
    expect(countsBesides([2])).toEqual({ size: 4, counts: [4, 1, 0, 1, 0] });
  });

  test('leaves out the many that are read again', () => {
    expect(countsBesides([1, 2, 3, 4])).toEqual({ size: 1, counts: [1, 0, 0, 1, 0] });
  });

  test('counts none when all are read again', () => {
    expect(countsBesides([1, 2, 3, 4, 5])).toEqual({ size: 0, counts: [0, 0, 0, 0, 0] });
  });

  test('takes no notice of records that the target no longer has', () => {
    expect(countsBesides([0, 2, 6])).toEqual({ size: 4, counts: [4, 1, 0, 1, 0] });
  });
});
