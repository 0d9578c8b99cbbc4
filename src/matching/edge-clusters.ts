import { distinct } from './cluster-list.ts';
import type { Cluster, Clusters, Edge } from './matcher.ts';

/** Edges that join, as a search has numbered them. Holds nothing but what stays in memory until the clusters are walked through. */
export interface JoiningEdges {
  readonly edges: Uint32Array;
  /** Of each edge the cluster that both its records belong to, as a number of its own. */
  readonly roots: Uint32Array;
  readonly toEdge: (edge: number) => Edge;
  /** The smaller record of an edge. */
  readonly firstOf: (edge: number) => number;
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
    const { smallest, count } = smallestMembers(joining);
    this.#joining = joining;
    this.length = count;
    const first = roots.map((root) => smallest[root] ?? 0);
    this.#order = edges
      .map((_, place) => place)
      .sort((left, right) => (first[left] ?? 0) - (first[right] ?? 0) || left - right);
  }

  /** Clusters of more records than so many: only those with as many edges are looked at. */
  *largerThan(records: number): Generator<Cluster> {
    for (const cluster of this.#clusters(records)) if (cluster.members.length > records) yield cluster;
  }

  [Symbol.iterator](): Generator<Cluster> {
    return this.#clusters(1);
  }

  *#clusters(leastEdges: number): Generator<Cluster> {
    const { edges, roots, toEdge } = this.#joining;
    const order = this.#order;
    let start = 0;
    while (start < order.length) {
      const root = roots[order[start] ?? 0];
      let end = start + 1;
      while (end < order.length && roots[order[end] ?? 0] === root) end += 1;
      if (end - start >= leastEdges) {
        const joined: Edge[] = [];
        for (let at = start; at < end; at += 1) joined.push(toEdge(edges[order[at] ?? 0] ?? 0));
        yield clusterOf(joined);
      }
      start = end;
    }
  }
}

function clusterOf(edges: readonly Edge[]): Cluster {
  const members: number[] = [];
  for (const { left, right } of edges) members.push(left, right);
  return { members: distinct(members), edges };
}

/** A number that no record has. */
const nobody = 0xffff_ffff;

/** By cluster; `count`: how many clusters there are. */
function smallestMembers({ edges, roots, firstOf }: JoiningEdges): {
  readonly smallest: Uint32Array;
  readonly count: number;
} {
  let last = 0;
  for (const root of roots) if (root > last) last = root;
  const smallest = new Uint32Array(last + 1).fill(nobody);
  let count = 0;
  for (let place = 0; place < edges.length; place += 1) {
    const root = roots[place] ?? 0;
    const known = smallest[root] ?? nobody;
    if (known === nobody) count += 1;
    const first = firstOf(edges[place] ?? 0);
    if (first < known) smallest[root] = first;
  }
  return { smallest, count };
}
