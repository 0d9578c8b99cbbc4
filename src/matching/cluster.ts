/** Edges in the order in which they are tried: the strongest first. */
export interface EdgeColumns {
  readonly length: number;
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
}

export interface ClusterInput {
  /** Records are numbered from 0; numbers must not depend on reading order, as they break ties. */
  readonly records: number;
  readonly edges: EdgeColumns;
  /** True when two records must never stand in one cluster. */
  readonly forbidden: (left: number, right: number) => boolean;
  /** Posterior of any pair in bits, for the average-link test. Without it every allowed edge joins. */
  readonly posterior?: (left: number, right: number) => number;
  /** This many edges at the front are decided by people and skip the average-link test. */
  readonly decided?: number;
}

export interface Clustering {
  /** Smallest member of the cluster of each record; a record alone stands for itself. */
  readonly rootOf: Uint32Array;
  /** Numbers of edges that a constraint or the average of the clusters refused. */
  readonly rejected: readonly number[];
}

/** The mean of the cross pairs below which two clusters are not joined, in bits (measured on historical_50k). */
const LEAST_MEAN = -7;
const LOWEST = -20;
const HIGHEST = 30;
const SAMPLE = 400;

/** Greedy average-link clustering with cannot-link constraints. Every edge joins two clusters or is refused. */
export function cluster(input: ClusterInput): Clustering {
  const forest = new Forest(input.records);
  const rejected: number[] = [];
  for (let edge = 0; edge < input.edges.length; edge += 1) {
    const left = forest.rootOf(input.edges.left[edge] ?? 0);
    const right = forest.rootOf(input.edges.right[edge] ?? 0);
    if (left === right) continue;
    const decided = edge < (input.decided ?? 0);
    if (
      mayJoin(forest.membersOf(left), forest.membersOf(right), decided ? { ...input, posterior: undefined } : input)
    ) {
      forest.join(left, right);
    } else rejected.push(edge);
  }
  return { rootOf: forest.roots(), rejected };
}

type Test = Pick<ClusterInput, 'forbidden'> & { readonly posterior?: ClusterInput['posterior'] | undefined };

function mayJoin(left: readonly number[], right: readonly number[], test: Test): boolean {
  for (const a of left) for (const b of right) if (test.forbidden(a, b)) return false;
  if (test.posterior === undefined || left.length * right.length === 1) return true;
  return meanPosterior(left, right, test.posterior) >= LEAST_MEAN;
}

/** The mean over all cross pairs, or over a fixed sample of them when there are more than 400. */
function meanPosterior(
  left: readonly number[],
  right: readonly number[],
  posterior: (a: number, b: number) => number,
): number {
  const pairs = left.length * right.length;
  const step = pairs <= SAMPLE ? 1 : pairs / SAMPLE;
  let sum = 0;
  let count = 0;
  for (let place = 0; place < pairs; place += step) {
    const pair = Math.floor(place);
    const a = left[Math.floor(pair / right.length)] ?? 0;
    const b = right[pair % right.length] ?? 0;
    sum += Math.min(HIGHEST, Math.max(LOWEST, posterior(a, b)));
    count += 1;
  }
  return sum / count;
}

/** Disjoint sets whose members can be listed; the smallest member is the root. */
class Forest {
  readonly #parent: Uint32Array;
  readonly #members = new Map<number, number[]>();

  constructor(records: number) {
    this.#parent = new Uint32Array(records);
    for (let record = 0; record < records; record += 1) this.#parent[record] = record;
  }

  rootOf(record: number): number {
    let root = record;
    for (let up = this.#parent[root] ?? root; up !== root; up = this.#parent[root] ?? root) root = up;
    for (let at = record; at !== root;) {
      const up = this.#parent[at] ?? root;
      this.#parent[at] = root;
      at = up;
    }
    return root;
  }

  /** In ascending order. */
  membersOf(root: number): readonly number[] {
    return this.#members.get(root) ?? [root];
  }

  join(left: number, right: number): void {
    const root = Math.min(left, right);
    const other = Math.max(left, right);
    const members = merged(this.membersOf(root), this.membersOf(other));
    this.#parent[other] = root;
    this.#members.delete(other);
    this.#members.set(root, members);
  }

  roots(): Uint32Array {
    return this.#parent.map((_, record) => this.rootOf(record));
  }
}

function merged(left: readonly number[], right: readonly number[]): number[] {
  const all: number[] = [];
  let at = 0;
  for (const member of left) {
    for (let next = right[at]; next !== undefined && next < member; next = right[at]) {
      all.push(next);
      at += 1;
    }
    all.push(member);
  }
  while (at < right.length) {
    all.push(right[at] ?? 0);
    at += 1;
  }
  return all;
}
