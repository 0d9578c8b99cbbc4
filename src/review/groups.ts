import { createHash } from 'node:crypto';
import { clusterFinder, type ReviewEdge, reviewEdges } from '../store/plan-review.ts';
import type { Plan } from '../store/plan.ts';
import type { MatchedKind } from '../matching/matcher.ts';

/** Records that may be the same, to be looked at together. */
export interface ReviewGroup {
  /** Made of its records: the same in every run. */
  readonly id: string;
  readonly kind: MatchedKind;
  /** Source records, those merged already beside each other. */
  readonly members: readonly number[];
  /** The questions it answers, the most likely first. */
  readonly edges: readonly ReviewEdge[];
}

/** More records than this do not fit beside each other. */
const mostMembers = 8;

interface Forming {
  readonly kind: MatchedKind;
  members: number[];
  edges: ReviewEdge[];
}

/** Groups of at most eight records; a question that would make one larger stands alone with its two records. */
export function reviewGroups(plan: Plan): readonly ReviewGroup[] {
  const membersOf = clusterFinder(plan);
  const keyOf = plan.database
    .prepare<unknown[], string>('SELECT system || char(31) || key FROM record WHERE seq = ?')
    .pluck();
  const groups = new Set<Forming>();
  const groupOf = new Map<number, Forming>();
  const formed = (kind: MatchedKind, cluster: number): Forming =>
    groupOf.get(cluster) ?? { kind, members: [...membersOf(cluster)], edges: [] };
  for (const edge of reviewEdges(plan)) {
    const left = formed(edge.kind, edge.leftCluster);
    const right = formed(edge.kind, edge.rightCluster);
    if (left === right) {
      left.edges.push(edge);
      continue;
    }
    if (left.members.length + right.members.length > mostMembers) {
      groups.add({ kind: edge.kind, members: [edge.left, edge.right], edges: [edge] });
      continue;
    }
    const joined: Forming = {
      kind: edge.kind,
      members: [...left.members, ...right.members],
      edges: [...left.edges, ...right.edges, edge],
    };
    groups.delete(left);
    groups.delete(right);
    groups.add(joined);
    for (const { leftCluster, rightCluster } of joined.edges) {
      groupOf.set(leftCluster, joined).set(rightCluster, joined);
    }
  }
  const clusterOf = plan.database
    .prepare<unknown[], number>('SELECT coalesce(survivor, seq) FROM record WHERE seq = ?')
    .pluck();
  const inOrder = (members: readonly number[]) =>
    members
      .map((seq) => ({ seq, cluster: clusterOf.get(seq) ?? seq }))
      .toSorted((a, b) => a.cluster - b.cluster || a.seq - b.seq)
      .map(({ seq }) => seq);
  return [...groups].map(({ kind, members, edges }) => ({
    id: groupId(
      kind,
      members.map((seq) => keyOf.get(seq) ?? ''),
    ),
    kind,
    members: inOrder(members),
    edges: edges.toSorted((a, b) => b.score - a.score),
  }));
}

function groupId(kind: string, keys: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, keys.toSorted()]))
    .digest('base64url')
    .slice(0, 12);
}
