import { expect, test } from 'vitest';
import { EdgeClusters } from '../../src/matching/edge-clusters.ts';
import type { Edge } from '../../src/matching/matcher.ts';

/** Pairs of records in the order in which they were joined, with the cluster of each. */
function clustersOf(pairs: readonly (readonly [left: number, right: number, root: number])[]): EdgeClusters {
  const toEdge = (edge: number): Edge => {
    const [left = 0, right = 0] = pairs[edge] ?? [];
    return { left, right, score: 40, decision: 'auto', rule: 'exact.email', evidence: [] };
  };
  return new EdgeClusters({
    edges: Uint32Array.from(pairs, (_, edge) => edge),
    roots: Uint32Array.from(pairs, ([, , root]) => root),
    toEdge,
    firstOf: (edge) => toEdge(edge).left,
  });
}

test('clusters come by their smallest record, their edges in the order in which they were joined', () => {
  const clusters = clustersOf([
    [8, 9, 1],
    [2, 7, 2],
    [3, 8, 1],
    [2, 5, 2],
  ]);
  expect(clusters).toHaveLength(2);
  expect([...clusters].map(({ members }) => members)).toEqual([
    [2, 5, 7],
    [3, 8, 9],
  ]);
  expect([...clusters].map(({ edges }) => edges.map(({ left, right }) => [left, right]))).toEqual([
    [
      [2, 7],
      [2, 5],
    ],
    [
      [8, 9],
      [3, 8],
    ],
  ]);
});

test('large clusters are those of more records, however many edges join them', () => {
  const chain = [
    [1, 2, 1],
    [2, 3, 1],
    [3, 4, 1],
  ] as const;
  const triangle = [
    [11, 12, 2],
    [12, 13, 2],
    [11, 13, 2],
  ] as const;
  const larger = clustersOf([...triangle, [20, 21, 3], ...chain]).largerThan(3);
  expect([...larger].map(({ members }) => members)).toEqual([[1, 2, 3, 4]]);
});
