import type { ExactIdentifier } from '../model/dedupe.ts';
import { cluster } from './cluster.ts';
import type { BoundDecisions } from './decisions.ts';
import type { IdentityJudge, Verdict } from './exact-identity.ts';
import type { ExactTable } from './exact-table.ts';
import type { FoundEdge, FoundEdges } from './found-edges.ts';
import { EdgeClusters } from './edge-clusters.ts';
import { bothLoaded } from './join-loaded.ts';
import type { Edge, Evidence, MatchOutcome } from './matcher.ts';
import type { RecordList } from './record-list.ts';

/** Weight of an equal identifier and of what the names say to it, in bits: shown to people, decided by rules. */
const identifierBits: Readonly<Record<ExactIdentifier, number>> = { 'source-key': 40, inn: 25, email: 20, phone: 20 };
const nameBits: Readonly<Record<Verdict, number>> = { same: 5, compatible: 2, unknown: 0, differs: -20 };
const DECIDED_BITS = 100;

interface Found {
  readonly table: ExactTable;
  /** Place by record number. */
  readonly places: Uint32Array;
  readonly judge: IdentityJudge;
  readonly decisions: BoundDecisions;
  readonly found: FoundEdges;
}

/** Makes clusters of the certain edges, as far as nothing in them is forbidden, and questions of the others. */
export function exactOutcome(given: Found, order: Uint32Array, skipped: MatchOutcome['skipped']): MatchOutcome {
  const { found, places } = given;
  const { list } = given.table;
  const placeOf = (record: number): number => places[record] ?? 0;
  const ranked = strongestFirst(found, placeOf);
  const auto = ranked.filter((edge) => found.saying(edge).auto);
  const { rootOf, rejected } = cluster({
    records: list.length,
    edges: {
      length: auto.length,
      left: auto.map((edge) => placeOf(found.left(edge))),
      right: auto.map((edge) => placeOf(found.right(edge))),
    },
    forbidden: (left, right) => isForbidden(given, order, { left, right }),
  });
  const refused = new Set(rejected.map((number) => auto[number] ?? 0));
  const rootAt = (record: number): number => rootOf[placeOf(record)] ?? 0;
  const isOpen = (edge: number): boolean =>
    (!found.saying(edge).auto || refused.has(edge)) && rootAt(found.left(edge)) !== rootAt(found.right(edge));
  const joining = refused.size === 0 ? auto : auto.filter((edge) => !refused.has(edge));
  return {
    clusters: clustersOf(joining, { roots: joining.map((edge) => rootAt(found.left(edge))), found, list }),
    review: Array.from(ranked.filter(isOpen), (edge) => toEdge(found, edge, { list, decision: 'review' })),
    skipped,
    findings: given.decisions.stale.map(({ decision: { left, right, decision, who } }) => ({
      code: 'match.decision-stale',
      args: { left: `${left.system} ${left.key}`, right: `${right.system} ${right.key}`, decision, who },
    })),
  };
}

/** Numbers of the edges in the order in which they are tried; it does not depend on the order in which they were found. */
function strongestFirst(found: FoundEdges, placeOf: (record: number) => number): Uint32Array {
  const edges = Uint32Array.from({ length: found.length }, (_, edge) => edge);
  const score = Float64Array.from(edges, (edge) => scoreOf(found.saying(edge)));
  const left = edges.map((edge) => placeOf(found.left(edge)));
  const right = edges.map((edge) => placeOf(found.right(edge)));
  return edges.sort(
    (a, b) =>
      (score[b] ?? 0) - (score[a] ?? 0) ||
      (left[a] ?? 0) - (left[b] ?? 0) ||
      (right[a] ?? 0) - (right[b] ?? 0) ||
      (found.saying(a).rule < found.saying(b).rule ? -1 : 1),
  );
}

/** A function of its own, so that nothing but these is held until the clusters are walked through: not the whole table. */
function clustersOf(
  edges: Uint32Array,
  { roots, found, list }: { readonly roots: Uint32Array; readonly found: FoundEdges; readonly list: RecordList },
): EdgeClusters {
  return new EdgeClusters({
    edges,
    roots,
    toEdge: (edge) => toEdge(found, edge, { list, decision: 'auto' }),
    firstOf: (edge) => Math.min(list.seqOf(found.left(edge)), list.seqOf(found.right(edge))),
  });
}

function isForbidden(
  { table, judge, decisions }: Found,
  order: Uint32Array,
  places: { readonly left: number; readonly right: number },
): boolean {
  if (decisions.isDifferent(places.left, places.right)) return true;
  const [left, right] = [order[places.left] ?? 0, order[places.right] ?? 0];
  const isApart = bothLoaded(table.list, left, right);
  if (!isApart && (table.identityHashes[left] === table.identityHashes[right] || !judge.forbidden(left, right)))
    return false;
  const [a, b] = [Math.min(places.left, places.right), Math.max(places.left, places.right)];
  return !decisions.same.some(([x, y]) => x === a && y === b);
}

type Saying = Pick<FoundEdge, 'identifier' | 'verdict'>;

function scoreOf({ identifier, verdict }: Saying): number {
  return identifier === undefined ? DECIDED_BITS : identifierBits[identifier] + nameBits[verdict];
}

const known = new Map<string, readonly Evidence[]>();

/** Evidence of exact edges is one of a few lists, so that a million edges share them. */
function evidenceOf({ identifier, verdict }: Saying): readonly Evidence[] {
  if (identifier === undefined) return [];
  const key = `${identifier} ${verdict}`;
  const lines = known.get(key) ?? [
    { field: identifier, level: 'equal', weight: identifierBits[identifier] },
    { field: 'name', level: verdict, weight: nameBits[verdict] },
  ];
  known.set(key, lines);
  return lines;
}

function toEdge(
  found: FoundEdges,
  edge: number,
  { list, decision }: { readonly list: RecordList; readonly decision: Edge['decision'] },
): Edge {
  const [left, right] = [list.seqOf(found.left(edge)), list.seqOf(found.right(edge))];
  const saying = found.saying(edge);
  return {
    left: Math.min(left, right),
    right: Math.max(left, right),
    score: scoreOf(saying),
    decision,
    rule: saying.rule,
    evidence: evidenceOf(saying),
  };
}
