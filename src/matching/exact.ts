import type { DedupeRules, ExactIdentifier } from '../model/dedupe.ts';
import { cluster } from './cluster.ts';
import { type CompanyIdentity, type IdentityJudge, judgeOf } from './exact-identity.ts';
import {
  buildExactTable,
  type ExactTable,
  identifierOrder,
  type SharedKey,
  valuesOfSharedKeys,
} from './exact-table.ts';
import { eachRun, type SortedKeys } from './key-columns.ts';
import type { Cluster, Edge, MatchedKind, MatchInput, MatchOutcome } from './matcher.ts';
import { placesOf } from './record-list.ts';

/** Weight of an equal identifier and of what the names say to it, in bits: shown to people, decided by rules. */
const identifierBits: Readonly<Record<ExactIdentifier, number>> = { 'source-key': 40, inn: 25, email: 20, phone: 20 };
const nameBits = { same: 5, compatible: 2, unknown: 0, differs: -20 } as const;

interface FoundEdge {
  /** Record numbers, the one of smaller rank first. */
  readonly left: number;
  readonly right: number;
  readonly rule: string;
  readonly identifier: ExactIdentifier;
  readonly verdict: keyof typeof nameBits;
  readonly auto: boolean;
}

interface Search {
  readonly table: ExactTable;
  readonly places: Uint32Array;
  readonly judge: IdentityJudge & { readonly identityOf?: (record: number) => CompanyIdentity };
  readonly rules: DedupeRules;
  readonly found: FoundEdge[];
  readonly shared: SharedKey[];
}

/**
 * Merges records with an equal identifier, unless what else they say speaks against it: names that differ, another INN,
 * another KPP. A phone or e-mail that many differently named records carry identifies nobody.
 */
export function matchExactly(input: MatchInput<MatchedKind>, rules: DedupeRules): MatchOutcome {
  const table = buildExactTable(input, rules);
  const order = table.list.ranked();
  const search: Search = {
    table,
    places: placesOf(order),
    judge: judgeOf(input.kind, table.identities),
    rules,
    found: [],
    shared: [],
  };
  for (const identifier of identifierOrder) {
    const keys = table.keys[identifier];
    eachRun(keys, (start, end) => searchRun(search, identifier, { keys, start, end }));
  }
  const skipped = [...table.placeholders, ...valuesOfSharedKeys(input, search.shared)];
  return outcomeOf(search, order, skipped);
}

/** Links the carriers of one value: equal identities in a chain, then one of each identity with one of each other. */
function searchRun(
  search: Search,
  identifier: ExactIdentifier,
  run: { readonly keys: SortedKeys; readonly start: number; readonly end: number },
): void {
  const { table, places } = search;
  const carriers = [...new Set(run.keys.record.subarray(run.start, run.end))];
  carriers.sort((left, right) => (places[left] ?? 0) - (places[right] ?? 0));
  const firsts: number[] = [];
  const chains = new Map<number, number>();
  const chained: (readonly [left: number, right: number])[] = [];
  for (const record of carriers) {
    const identity = table.identityHashes[record] ?? 0;
    const before = chains.get(identity);
    if (before === undefined) firsts.push(record);
    else chained.push([before, record]);
    chains.set(identity, record);
  }
  if (isShared(search, identifier, firsts.length)) {
    const high = run.keys.high[run.start] ?? 0;
    const low = run.keys.low[run.start] ?? 0;
    search.shared.push({ type: identifier, high, low, carrier: Math.min(...carriers), records: carriers.length });
    return;
  }
  const alone = firsts.length <= 2;
  const severalUnits = new Set(firsts.map((record) => search.judge.identityOf?.(record).kpp ?? '')).size > 2;
  for (const [left, right] of chained) judgePair(search, identifier, { left, right, alone, severalUnits });
  for (const [index, left] of firsts.entries()) {
    for (const right of firsts.slice(index + 1)) {
      judgePair(search, identifier, { left, right, alone, severalUnits });
    }
  }
}

function isShared(search: Search, identifier: ExactIdentifier, identities: number): boolean {
  if (identifier === 'phone' || identifier === 'email') return identities > search.rules.shared[identifier];
  return identities > search.rules.shared.any;
}

/**
 * Decides one pair that shares an identifier. `alone`: nobody else with another name carries the value. `severalUnits`:
 * the value is the INN of units with different KPP, so a record without a KPP may be any of them.
 */
function judgePair(
  search: Search,
  identifier: ExactIdentifier,
  pair: { readonly left: number; readonly right: number; readonly alone: boolean; readonly severalUnits: boolean },
): void {
  const { left, right, alone, severalUnits } = pair;
  const { judge, table, rules, found } = search;
  const system = table.list.systemOf(left);
  const oneList = system === table.list.systemOf(right) && identifier !== 'source-key';
  if (oneList && rules.unique.includes(table.list.systems[system] ?? '')) return;
  const verdict = judge.verdict(left, right);
  const registered = identifier === 'inn' ? ruleOfInn(judge.identityOf?.(left), judge.identityOf?.(right)) : undefined;
  const certain = verdict === 'same' || verdict === 'compatible' || registered === 'exact.inn-kpp';
  const ambiguous = registered === 'review' || (registered === 'exact.inn' && severalUnits);
  const auto = certain && !ambiguous && !judge.forbidden(left, right);
  if (!auto && verdict === 'differs' && !alone && registered === undefined) return;
  const rule = registered === undefined || registered === 'review' ? `exact.${identifier}` : registered;
  found.push({ left, right, rule, identifier, verdict, auto });
}

/** What an equal INN means for two companies; nothing for people. A KPP names the unit of a legal entity. */
function ruleOfInn(
  left: CompanyIdentity | undefined,
  right: CompanyIdentity | undefined,
): 'exact.inn-kpp' | 'exact.inn' | 'review' | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left.inn.length === 12) return 'exact.inn-kpp';
  if (left.kpp !== '' && right.kpp !== '') return left.kpp === right.kpp ? 'exact.inn-kpp' : 'review';
  return 'exact.inn';
}

function outcomeOf(search: Search, order: Uint32Array, skipped: MatchOutcome['skipped']): MatchOutcome {
  const { found, places, table, judge } = search;
  const at = (record: number): number => places[record] ?? 0;
  const strength = ({ identifier, verdict }: FoundEdge): number => identifierBits[identifier] + nameBits[verdict];
  found.sort(
    (a, b) =>
      strength(b) - strength(a) || at(a.left) - at(b.left) || at(a.right) - at(b.right) || (a.rule < b.rule ? -1 : 1),
  );
  const auto = found.filter((edge) => edge.auto);
  const recordAt = (place: number): number => order[place] ?? 0;
  const { rootOf, rejected } = cluster({
    records: table.list.length,
    edges: { length: auto.length, left: auto.map(({ left }) => at(left)), right: auto.map(({ right }) => at(right)) },
    forbidden: (left, right) => isForbidden(search, judge, { left: recordAt(left), right: recordAt(right) }),
  });
  const refused = new Set(rejected.map((number) => auto[number]));
  const groups = new Map<number, { members: Set<number>; edges: Edge[] }>();
  for (const edge of auto) {
    if (refused.has(edge)) continue;
    const root = rootOf[at(edge.left)] ?? 0;
    const group = groups.get(root) ?? { members: new Set<number>(), edges: [] };
    groups.set(root, group);
    group.members.add(table.list.seqOf(edge.left)).add(table.list.seqOf(edge.right));
    group.edges.push(toEdge(edge, table, 'auto'));
  }
  const clusters: Cluster[] = [...groups.values()].map(({ members, edges }) => ({
    members: [...members].sort((left, right) => left - right),
    edges,
  }));
  clusters.sort((left, right) => (left.members[0] ?? 0) - (right.members[0] ?? 0));
  const open = found.filter(
    (edge) => (!edge.auto || refused.has(edge)) && rootOf[at(edge.left)] !== rootOf[at(edge.right)],
  );
  return { clusters, review: open.map((edge) => toEdge(edge, table, 'review')), skipped, findings: [] };
}

function isForbidden(
  search: Search,
  judge: IdentityJudge,
  pair: { readonly left: number; readonly right: number },
): boolean {
  const { identityHashes } = search.table;
  if (identityHashes[pair.left] === identityHashes[pair.right]) return false;
  return judge.forbidden(pair.left, pair.right);
}

function toEdge(edge: FoundEdge, table: ExactTable, decision: Edge['decision']): Edge {
  const [left, right] = [table.list.seqOf(edge.left), table.list.seqOf(edge.right)];
  const equal = identifierBits[edge.identifier];
  const names = nameBits[edge.verdict];
  return {
    left: Math.min(left, right),
    right: Math.max(left, right),
    score: equal + names,
    decision,
    rule: edge.rule,
    evidence: [
      { field: edge.identifier, level: 'equal', weight: equal },
      { field: 'name', level: edge.verdict, weight: names },
    ],
  };
}
