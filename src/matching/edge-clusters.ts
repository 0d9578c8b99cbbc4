import type { Cluster, Clusters, Edge } from './matcher.ts';

/** Edges that join, as a search has numbered them. Holds nothing but what stays in memory until the clusters are walked through. */
export interface JoiningEdges {
  readonly edges: Uint32Array;
  /** Of each edge the cluster that both its records belong to, as a number of its own. */
  readonly roots: Uint32Array;
  readonly toEdge: (edge: number) => Edge;
}

/**
 * Clusters as the edges that join them, eight bytes an edge: what is shown of an edge and a cluster is made while the clusters are
 * walked through, and forgotten.
 */
export class EdgeClusters implements Clusters {
  readonly length: number;
  readonly #joining: JoiningEdges;
  /** Places of the edges of one cluster side by side, in the order in which they were given; clusters by their smallest member. */
  readonly #order: Uint32Array;

  constructor(joining: JoiningEdges) {
    const { edges, roots } = joining;
    const firstOf = smallestMembers(joining);
    this.#joining = joining;
    this.length = firstOf.size;
    const first = (place: number): number => firstOf.get(roots[place] ?? 0) ?? 0;
    this.#order = edges.map((_, place) => place).sort((left, right) => first(left) - first(right));
  }

  *[Symbol.iterator](): Generator<Cluster> {
    const { edges, roots, toEdge } = this.#joining;
    let group: Edge[] = [];
    let root: number | undefined;
    for (const place of this.#order) {
      if (roots[place] !== root && group.length > 0) {
        yield clusterOf(group);
        group = [];
      }
      root = roots[place];
      group.push(toEdge(edges[place] ?? 0));
    }
    if (group.length > 0) yield clusterOf(group);
  }
}

function clusterOf(edges: readonly Edge[]): Cluster {
  return { members: distinct(edges.flatMap(({ left, right }) => [left, right])), edges };
}

function smallestMembers({ edges, roots, toEdge }: JoiningEdges): ReadonlyMap<number, number> {
  const smallest = new Map<number, number>();
  for (const [place, edge] of edges.entries()) {
    const root = roots[place] ?? 0;
    const { left } = toEdge(edge);
    const known = smallest.get(root);
    if (known === undefined || left < known) smallest.set(root, left);
  }
  return smallest;
}

/** Each number once, in ascending order. */
function distinct(numbers: number[]): readonly number[] {
  return numbers.sort((left, right) => left - right).filter((number, index) => number !== numbers[index - 1]);
}
