import type { ExactIdentifier } from '../model/dedupe.ts';
import { cluster } from './cluster.ts';
import type { BoundDecisions } from './decisions.ts';
import type { IdentityJudge, Verdict } from './exact-identity.ts';
import type { ExactTable } from './exact-table.ts';
import type { Cluster, Edge, Evidence, MatchOutcome } from './matcher.ts';

/** Weight of an equal identifier and of what the names say to it, in bits: shown to people, decided by rules. */
const identifierBits: Readonly<Record<ExactIdentifier, number>> = { 'source-key': 40, inn: 25, email: 20, phone: 20 };
const nameBits: Readonly<Record<Verdict, number>> = { same: 5, compatible: 2, unknown: 0, differs: -20 };
const DECIDED_BITS = 100;

/** Two records that share an identifier, or that a person called the same. */
export interface FoundEdge {
  /** Record numbers, the one of smaller rank first. */
  readonly left: number;
  readonly right: number;
  readonly rule: string;
  /** Absent for decisions. */
  readonly identifier?: ExactIdentifier;
  readonly verdict: Verdict;
  readonly auto: boolean;
}

interface Found {
  readonly table: ExactTable;
  /** Place by record number. */
  readonly places: Uint32Array;
  readonly judge: IdentityJudge;
  readonly decisions: BoundDecisions;
  readonly found: FoundEdge[];
}

/** Makes clusters of the certain edges, as far as nothing in them is forbidden, and questions of the others. */
export function exactOutcome(given: Found, order: Uint32Array, skipped: MatchOutcome['skipped']): MatchOutcome {
  const { found, places, table } = given;
  const at = (record: number): number => places[record] ?? 0;
  found.sort(
    (a, b) =>
      scoreOf(b) - scoreOf(a) || at(a.left) - at(b.left) || at(a.right) - at(b.right) || (a.rule < b.rule ? -1 : 1),
  );
  const auto = found.filter((edge) => edge.auto);
  const { rootOf, rejected } = cluster({
    records: table.list.length,
    edges: { length: auto.length, left: auto.map(({ left }) => at(left)), right: auto.map(({ right }) => at(right)) },
    forbidden: (left, right) => isForbidden(given, order, { left, right }),
  });
  const refused = new Set(rejected.map((number) => auto[number]));
  const rootAt = (record: number): number => rootOf[at(record)] ?? 0;
  const open = found.filter((edge) => (!edge.auto || refused.has(edge)) && rootAt(edge.left) !== rootAt(edge.right));
  return {
    clusters: clustersOf(
      auto.filter((edge) => !refused.has(edge)),
      table,
      rootAt,
    ),
    review: open.map((edge) => toEdge(edge, table, 'review')),
    skipped,
    findings: given.decisions.stale.map(({ decision: { left, right, decision, who } }) => ({
      code: 'match.decision-stale',
      args: { left: `${left.system} ${left.key}`, right: `${right.system} ${right.key}`, decision, who },
    })),
  };
}

function clustersOf(
  edges: readonly FoundEdge[],
  table: ExactTable,
  rootAt: (record: number) => number,
): readonly Cluster[] {
  const groups = new Map<number, { members: Set<number>; edges: Edge[] }>();
  for (const edge of edges) {
    const root = rootAt(edge.left);
    const group = groups.get(root) ?? { members: new Set<number>(), edges: [] };
    groups.set(root, group);
    group.members.add(table.list.seqOf(edge.left)).add(table.list.seqOf(edge.right));
    group.edges.push(toEdge(edge, table, 'auto'));
  }
  const clusters = [...groups.values()].map(({ members, edges: own }) => ({
    members: [...members].sort((left, right) => left - right),
    edges: own,
  }));
  return clusters.sort((left, right) => (left.members[0] ?? 0) - (right.members[0] ?? 0));
}

function isForbidden(
  { table, judge, decisions }: Found,
  order: Uint32Array,
  places: { readonly left: number; readonly right: number },
): boolean {
  if (decisions.isDifferent(places.left, places.right)) return true;
  const [left, right] = [order[places.left] ?? 0, order[places.right] ?? 0];
  if (table.identityHashes[left] === table.identityHashes[right]) return false;
  if (!judge.forbidden(left, right)) return false;
  const [a, b] = [Math.min(places.left, places.right), Math.max(places.left, places.right)];
  return !decisions.same.some(([x, y]) => x === a && y === b);
}

function scoreOf({ identifier, verdict }: FoundEdge): number {
  return identifier === undefined ? DECIDED_BITS : identifierBits[identifier] + nameBits[verdict];
}

const known = new Map<string, readonly Evidence[]>();

/** Evidence of exact edges is one of a few lists, so that a million edges share them. */
function evidenceOf({ identifier, verdict }: FoundEdge): readonly Evidence[] {
  if (identifier === undefined) return [];
  const key = `${identifier} ${verdict}`;
  const lines = known.get(key) ?? [
    { field: identifier, level: 'equal', weight: identifierBits[identifier] },
    { field: 'name', level: verdict, weight: nameBits[verdict] },
  ];
  known.set(key, lines);
  return lines;
}

function toEdge(edge: FoundEdge, table: ExactTable, decision: Edge['decision']): Edge {
  const [left, right] = [table.list.seqOf(edge.left), table.list.seqOf(edge.right)];
  return {
    left: Math.min(left, right),
    right: Math.max(left, right),
    score: scoreOf(edge),
    decision,
    rule: edge.rule,
    evidence: evidenceOf(edge),
  };
}
