import type { Context } from '../context.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import { cluster } from './cluster.ts';
import type { Engine, EngineOutput } from './engine.ts';
import { openColumns } from './feature-table.ts';
import type { FeatureSupport, KindModel, PairRules } from './kind-model.ts';
import { localEngine } from './local-engine.ts';
import type { Cluster, Edge, MatchedKind, MatchInput, MatchOutcome, MatchStatistics } from './matcher.ts';
import { describeOversized, Preparation, type Prepared } from './prepare.ts';
import { estimatePrior, expectedMatches } from './prior.ts';
import { createScorer, type Scorer } from './scorer.ts';

/** Weights below this cannot reach any threshold, whatever the prior. */
const LEAST_WEIGHT = 0;
const LISTED_BLOCKS = 10;
const HIGHEST_SCORE = 200;

/** What scoring needs to know about a run. */
interface Scored {
  readonly prepared: Prepared;
  readonly found: EngineOutput;
  readonly prior: number;
  readonly scorer: Scorer;
  readonly pairRules: PairRules;
}

/** Finds duplicates by weighing all that two records say: the sum of evidence against how rare duplicates are. */
export async function matchFully(
  model: KindModel,
  input: MatchInput<MatchedKind>,
  given: { readonly rules: DedupeRules; readonly context: Context },
): Promise<MatchOutcome> {
  const { rules } = given;
  const prepared = prepare(model, input, rules);
  const scored = await score(model, prepared, localEngine);
  const edges = chooseEdges(scored, rules);
  return outcomeOf(model, scored, { edges, rules });
}

function prepare(model: KindModel, input: MatchInput<MatchedKind>, rules: DedupeRules): Prepared {
  const preparation = new Preparation(model);
  const support = supportOf(input, rules);
  for (const page of input.records()) {
    for (const record of page) preparation.add(record, model.features(record, support));
  }
  return preparation.finish(rules.max_block);
}

function supportOf(input: MatchInput<MatchedKind>, rules: DedupeRules): FeatureSupport {
  return {
    placeholders: new Set(rules.placeholders.map((value) => value.toLowerCase())),
    companyOf: (ref) => {
      const cluster = input.companyOf?.(ref);
      const name = input.companyName?.(ref);
      if (cluster === undefined && name === undefined) return undefined;
      return { ...(cluster !== undefined && { cluster }), ...(name !== undefined && { name }) };
    },
  };
}

async function score(model: KindModel, prepared: Prepared, engine: Engine): Promise<Scored> {
  const { table, blocks } = prepared;
  const found = await engine({ model: model.name, table, blocks, least: LEAST_WEIGHT });
  const column = openColumns(table);
  return {
    prepared,
    found,
    prior: estimatePrior(found.histogram, table.representatives),
    scorer: createScorer(model.comparisons(column), table.representatives),
    pairRules: model.pairRules(column),
  };
}

/** Pairs worth an edge, by place, the strongest first. */
interface Edges {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly score: Float32Array;
  /** How many at the front are merged without asking unless clusters forbid it. */
  readonly auto: number;
  /** Pairs above `auto` that a rule leaves to a person, then those of the review band. */
  readonly asked: number;
}

function chooseEdges({ found, prior, pairRules, prepared }: Scored, rules: DedupeRules): Edges {
  const auto: number[] = [];
  const asked: number[] = [];
  for (let pair = 0; pair < found.left.length; pair += 1) {
    const posterior = (found.weight[pair] ?? 0) + prior;
    if (posterior < rules.review) continue;
    const [left, right] = [found.left[pair] ?? 0, found.right[pair] ?? 0];
    if (isForbidden(prepared, pairRules, rules)(left, right)) continue;
    if (posterior >= rules.auto && !pairRules.doubtful(left, right)) auto.push(pair);
    else asked.push(pair);
  }
  const stronger = (a: number, b: number): number =>
    (found.weight[b] ?? 0) - (found.weight[a] ?? 0) ||
    (found.left[a] ?? 0) - (found.left[b] ?? 0) ||
    (found.right[a] ?? 0) - (found.right[b] ?? 0);
  auto.sort(stronger);
  asked.sort(stronger);
  const all = [...auto, ...asked];
  return {
    left: Uint32Array.from(all, (pair) => found.left[pair] ?? 0),
    right: Uint32Array.from(all, (pair) => found.right[pair] ?? 0),
    score: Float32Array.from(all, (pair) => (found.weight[pair] ?? 0) + prior),
    auto: auto.length,
    asked: asked.length,
  };
}

/** Constraints of the kind, and records of one source that is declared free of duplicates. */
function isForbidden(prepared: Prepared, pairRules: PairRules, rules: DedupeRules): PairRules['forbidden'] {
  if (rules.unique.length === 0) return pairRules.forbidden;
  const { list, order } = prepared;
  const unique = new Set(rules.unique.map((system) => list.systems.indexOf(system)));
  const systemAt = (place: number): number => list.systemOf(order[place] ?? 0);
  return (left, right) => {
    if (systemAt(left) === systemAt(right) && unique.has(systemAt(left))) return true;
    return pairRules.forbidden(left, right);
  };
}

function outcomeOf(
  model: KindModel,
  scored: Scored,
  given: { readonly edges: Edges; readonly rules: DedupeRules },
): MatchOutcome {
  const { edges, rules } = given;
  const { prepared, scorer, prior, pairRules } = scored;
  const { rootOf, rejected } = cluster({
    records: prepared.order.length,
    edges: { length: edges.auto, left: edges.left, right: edges.right },
    forbidden: isForbidden(prepared, pairRules, rules),
    posterior: (left, right) => scorer.score(left, right) + prior,
  });
  const refused = new Set(rejected);
  const clusters = new ClusterList(scored, rootOf);
  for (let edge = 0; edge < edges.auto; edge += 1) {
    if (!refused.has(edge))
      clusters.join(
        toEdge(scored, edges, { number: edge, decision: 'auto', rule: 'score' }),
        edges.left[edge] ?? 0,
        edges.right[edge] ?? 0,
      );
  }
  const review: Edge[] = [];
  const asked = new Set<number>();
  const ask = (edge: number, rule: string): void => {
    const a = rootOf[edges.left[edge] ?? 0] ?? 0;
    const b = rootOf[edges.right[edge] ?? 0] ?? 0;
    const question = Math.min(a, b) * prepared.order.length + Math.max(a, b);
    if (a === b || asked.has(question)) return;
    asked.add(question);
    review.push(toEdge(scored, edges, { number: edge, decision: 'review', rule }));
  };
  for (const edge of rejected) ask(edge, 'cluster-conflict');
  for (let edge = edges.auto; edge < edges.left.length; edge += 1) ask(edge, 'score');
  clusters.expand(rules, review);
  review.sort((left, right) => right.score - left.score || left.left - right.left || left.right - right.right);
  return {
    clusters: clusters.list(),
    review,
    skipped: describeOversized(model, prepared, LISTED_BLOCKS),
    findings: [],
    statistics: statisticsOf(scored, rules),
  };
}

function statisticsOf({ prepared, found, prior }: Scored, rules: DedupeRules): MatchStatistics {
  const records = prepared.order.length;
  return {
    records,
    repeats: records - prepared.table.representatives,
    candidates: found.pairs,
    prior,
    expectedPairs: expectedMatches(found.histogram, prior),
    expectedAuto: expectedMatches(found.histogram, prior, rules.auto),
  };
}

function toEdge(
  scored: Scored,
  edges: Edges,
  given: { readonly number: number; readonly decision: Edge['decision']; readonly rule: string },
): Edge {
  const [left, right] = [edges.left[given.number] ?? 0, edges.right[given.number] ?? 0];
  return edgeOf(scored, { left, right, score: edges.score[given.number] ?? 0, ...given });
}

function edgeOf(
  scored: Scored,
  given: {
    readonly left: number;
    readonly right: number;
    readonly score: number;
    readonly decision: Edge['decision'];
    readonly rule: string;
  },
): Edge {
  const { prepared, scorer } = scored;
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

function seqAt({ list, order }: Prepared, place: number): number {
  return list.seqOf(order[place] ?? 0);
}

/** Clusters of representatives, and the repeats that stand behind each of them. */
class ClusterList {
  readonly #scored: Scored;
  readonly #rootOf: Uint32Array;
  readonly #groups = new Map<number, { members: Set<number>; edges: Edge[] }>();

  constructor(scored: Scored, rootOf: Uint32Array) {
    this.#scored = scored;
    this.#rootOf = rootOf;
  }

  join(edge: Edge, left: number, right: number): void {
    const root = this.#rootOf[left] ?? 0;
    const group = this.#groups.get(root) ?? { members: new Set<number>(), edges: [] };
    this.#groups.set(root, group);
    group.members.add(left).add(right);
    group.edges.push(edge);
  }

  /** Adds records with the same features to their representative when the pair of them would be merged. */
  expand(rules: DedupeRules, review: Edge[]): void {
    const { prepared, scorer, prior, pairRules } = this.#scored;
    const forbidden = isForbidden(prepared, pairRules, rules);
    for (const [place, first] of prepared.representativeOf.entries()) {
      if (place === first) continue;
      const score = scorer.score(first, place) + prior;
      if (score < rules.review || forbidden(first, place)) continue;
      const decision = score >= rules.auto ? 'auto' : 'review';
      const edge = edgeOf(this.#scored, { left: first, right: place, score, decision, rule: 'repeat' });
      if (decision === 'auto') this.join(edge, first, place);
      else review.push(edge);
    }
  }

  /** By smallest `seq`. */
  list(): readonly Cluster[] {
    const clusters = [...this.#groups.values()].map(({ members, edges }) => ({
      members: [...members].map((place) => seqAt(this.#scored.prepared, place)).sort((left, right) => left - right),
      edges,
    }));
    return clusters.sort((left, right) => (left.members[0] ?? 0) - (right.members[0] ?? 0));
  }
}
