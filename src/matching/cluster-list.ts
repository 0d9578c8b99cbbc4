import type { Cluster, Edge } from './matcher.ts';
import type { Prepared } from './prepare.ts';
import type { Scored } from './scored.ts';

/** Shown scores end here: beyond it nothing is more certain. */
const HIGHEST_SCORE = 200;

function seqAt({ list, order }: Prepared, place: number): number {
  return list.seqOf(order[place] ?? 0);
}

/** The edge of two places as the outside knows it: by `seq`, with its evidence. */
export function edgeOf(
  { prepared, scorer }: Scored,
  given: {
    readonly left: number;
    readonly right: number;
    readonly score: number;
    readonly decision: Edge['decision'];
    readonly rule: string;
  },
): Edge {
  const [a, b] = [seqAt(prepared, given.left), seqAt(prepared, given.right)];
  return {
    left: Math.min(a, b),
    right: Math.max(a, b),
    score: Math.round(Math.min(HIGHEST_SCORE, given.score) * 100) / 100,
    decision: given.decision,
    rule: given.rule,
    evidence: scorer.explain(given.left, given.right),
  };
}

/** Each number once, in ascending order. */
export function distinct(numbers: number[]): readonly number[] {
  return numbers.sort((left, right) => left - right).filter((number, index) => number !== numbers[index - 1]);
}

/** Clusters under construction, by the root of their places. */
export class ClusterList {
  readonly #prepared: Prepared;
  readonly #rootOf: Uint32Array;
  readonly #groups = new Map<number, { members: number[]; edges: Edge[] }>();

  constructor(prepared: Prepared, rootOf: Uint32Array) {
    this.#prepared = prepared;
    this.#rootOf = rootOf;
  }

  /** Adds an edge and both its places to the cluster of `left`. */
  join(edge: Edge, left: number, right: number): void {
    const root = this.#rootOf[left] ?? 0;
    const group = this.#groups.get(root) ?? { members: [], edges: [] };
    this.#groups.set(root, group);
    group.members.push(left, right);
    group.edges.push(edge);
  }

  /** By smallest `seq`. */
  list(): readonly Cluster[] {
    const clusters = [...this.#groups.values()].map(({ members, edges }) => ({
      members: distinct(members.map((place) => seqAt(this.#prepared, place))),
      edges,
    }));
    return clusters.sort((left, right) => (left.members[0] ?? 0) - (right.members[0] ?? 0));
  }
}
