import { TextHash } from '../matching/hash.ts';
import type { MatchedKind } from '../matching/matcher.ts';
import { type ReviewEdge, reviewEdges, type ReviewMember, reviewMembers } from '../store/plan-review.ts';
import type { Plan } from '../store/plan.ts';

/** Records that may be the same, to be looked at together. */
export interface ReviewGroup {
  /** Made of its records: the same in every run. */
  readonly id: string;
  readonly kind: MatchedKind;
  /** Source records, those merged already beside each other. */
  readonly members: readonly number[];
  /** System and key of each member as one text, as the ledger knows them. */
  readonly names: readonly string[];
  /** The questions it answers, the most likely first. */
  readonly edges: readonly ReviewEdge[];
}

/** More records than this do not fit beside each other. */
const mostMembers = 8;

interface Forming {
  readonly kind: MatchedKind;
  readonly members: readonly ReviewMember[];
  readonly edges: ReviewEdge[];
}

/** Groups of at most eight records; a question that would make one larger stands alone with its two records. */
export function reviewGroups(plan: Plan): readonly ReviewGroup[] {
  const membersOf = reviewMembers(plan);
  const groups = new Set<Forming>();
  const groupOf = new Map<number, Forming>();
  const formed = (kind: MatchedKind, cluster: number): Forming =>
    groupOf.get(cluster) ?? { kind, members: membersOf.get(cluster) ?? [], edges: [] };
  for (const edge of reviewEdges(plan)) {
    const left = formed(edge.kind, edge.leftCluster);
    const right = formed(edge.kind, edge.rightCluster);
    if (left === right) {
      left.edges.push(edge);
      continue;
    }
    if (left.members.length + right.members.length > mostMembers) {
      groups.add({ kind: edge.kind, members: pairOf(edge, left, right), edges: [edge] });
      continue;
    }
    const joined = {
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
  return [...groups].map(finish);
}

function pairOf({ left, right }: ReviewEdge, ...sides: readonly Forming[]): readonly ReviewMember[] {
  return sides.flatMap(({ members }) => members.filter(({ seq }) => seq === left || seq === right));
}

function finish({ kind, members, edges }: Forming): ReviewGroup {
  const ordered = members.toSorted((a, b) => a.cluster - b.cluster || a.seq - b.seq);
  return {
    id: groupId(
      kind,
      members.map(({ name }) => name),
    ),
    kind,
    members: ordered.map(({ seq }) => seq),
    names: ordered.map(({ name }) => name),
    edges: edges.toSorted((a, b) => b.score - a.score),
  };
}

const hash = new TextHash();

function groupId(kind: string, names: readonly string[]): string {
  hash.start(1).add(kind);
  for (const name of names.toSorted()) hash.add(name);
  const { high, low } = hash.end();
  return `${high.toString(36).padStart(7, '0')}${low.toString(36).padStart(7, '0')}`;
}
