import type { Context } from '../context.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import type { Finding } from '../model/issue.ts';
import { cluster, type Clustering } from './cluster.ts';
import { ClusterList, edgeOf } from './cluster-list.ts';
import { chooseEdges, type Edges } from './edges.ts';
import type { KindModel, PairRules } from './kind-model.ts';
import { engineOf } from './choose-engine.ts';
import type { Edge, MatchedKind, MatchInput, MatchOutcome } from './matcher.ts';
import { describeOversized } from './prepare.ts';
import { constraintsOf, type Scored, scoreRecords, statisticsOf } from './scored.ts';
import type { ThreadUse } from './threads.ts';

const LISTED_BLOCKS = 10;

/** Finds duplicates by weighing all that two records say: the sum of evidence against how rare duplicates are. */
export async function matchFully(
  model: KindModel,
  input: MatchInput<MatchedKind>,
  given: { readonly rules: DedupeRules; readonly context: Context; readonly threads?: Partial<ThreadUse> },
): Promise<MatchOutcome> {
  const { rules, context, threads } = given;
  const { signal } = context;
  const scored = await scoreRecords(model, input, { rules, signal, threads, engine: engineOf(model, rules) });
  const constraints = constraintsOf(scored, rules);
  const edges = chooseEdges(scored, rules, constraints);
  const clustering = cluster({
    records: scored.prepared.order.length,
    edges: { length: edges.auto, left: edges.left, right: edges.right },
    forbidden: constraints.forbidden,
    posterior: (left, right) => scored.scorer.score(left, right) + scored.prior,
    decided: edges.decided,
  });
  const clusters = collectClusters(scored, edges, clustering);
  const questions = collectQuestions(scored, { edges, review: rules.review }, clustering);
  expandRepeats(scored, { rules, constraints, clusters, questions });
  questions.sort((left, right) => right.score - left.score || left.left - right.left || left.right - right.right);
  return {
    clusters: clusters.list(),
    review: questions,
    skipped: describeOversized(model, scored.prepared, LISTED_BLOCKS),
    findings: findingsOf(input, scored, { edges, clustering }),
    statistics: statisticsOf(scored, rules),
  };
}

function collectClusters(scored: Scored, edges: Edges, { rootOf, rejected }: Clustering): ClusterList {
  const refused = new Set(rejected);
  const clusters = new ClusterList(scored.prepared, rootOf);
  for (let number = 0; number < edges.auto; number += 1) {
    if (refused.has(number)) continue;
    const pair = pairAt(edges, number);
    const rule = number < edges.decided ? decidedRule(scored, pair) : 'score';
    clusters.join(edgeOf(scored, { ...pair, decision: 'auto', rule }), pair.left, pair.right);
  }
  return clusters;
}

/** What the target says of two records is no word of a person. */
function decidedRule(
  { decisions }: Scored,
  { left, right }: { readonly left: number; readonly right: number },
): string {
  return decisions.known?.has(`${left} ${right}`) === true ? 'loaded' : 'decision';
}

function pairAt(edges: Edges, number: number): { left: number; right: number; score: number } {
  return { left: edges.left[number] ?? 0, right: edges.right[number] ?? 0, score: edges.score[number] ?? 0 };
}

/** One question for each pair of clusters: the strongest pair between them. */
function collectQuestions(
  scored: Scored,
  { edges, review }: { readonly edges: Edges; readonly review: number },
  { rootOf, rejected }: Clustering,
): Edge[] {
  const questions: Edge[] = [];
  const asked = new Set<number>();
  const stale = new Set(scored.decisions.stale.map(({ left, right }) => `${left} ${right}`));
  const ask = (number: number, rule: string): void => {
    const pair = pairAt(edges, number);
    const a = rootOf[pair.left] ?? 0;
    const b = rootOf[pair.right] ?? 0;
    const question = Math.min(a, b) * rootOf.length + Math.max(a, b);
    if (a === b || asked.has(question)) return;
    asked.add(question);
    const isStale = stale.has(`${pair.left} ${pair.right}`);
    const why = pair.score < review ? 'own-number' : rule;
    questions.push(edgeOf(scored, { ...pair, decision: 'review', rule: isStale ? 'decision-stale' : why }));
  };
  for (const number of rejected) ask(number, 'cluster-conflict');
  for (let number = edges.auto; number < edges.length; number += 1) ask(number, 'score');
  return questions;
}

/** Adds records with the same features to their representative when the pair of them would be merged. */
function expandRepeats(
  scored: Scored,
  given: {
    readonly rules: DedupeRules;
    readonly constraints: PairRules;
    readonly clusters: ClusterList;
    readonly questions: Edge[];
  },
): void {
  const { rules, constraints, clusters, questions } = given;
  const { prepared, scorer, prior } = scored;
  for (const [place, first] of prepared.representativeOf.entries()) {
    if (place === first) continue;
    const score = scorer.score(first, place) + prior;
    if (score < rules.review || constraints.forbidden(first, place)) continue;
    const decision = score >= rules.auto ? 'auto' : 'review';
    const edge = edgeOf(scored, { left: first, right: place, score, decision, rule: 'repeat' });
    if (decision === 'auto') clusters.join(edge, first, place);
    else questions.push(edge);
  }
}

/** What is said about decisions: those out of date, those that contradict others, those overruled. */
function findingsOf(
  input: MatchInput<MatchedKind>,
  scored: Scored,
  given: { readonly edges: Edges; readonly clustering: Clustering },
): readonly Finding[] {
  const { decisions } = scored;
  const { edges, clustering } = given;
  const nameOf = ({ system, key }: { readonly system: string; readonly key: string }): string => `${system} ${key}`;
  const named = new Map(
    input.decisions?.pairs().map((pair) => [pair, [nameOf(pair.left), nameOf(pair.right)] as const]),
  );
  const findings: Finding[] = decisions.stale.map(({ decision: pair }) => {
    const [left = '', right = ''] = named.get(pair) ?? [];
    return { code: 'match.decision-stale', args: { left, right, decision: pair.decision, who: pair.who } };
  });
  for (const number of clustering.rejected) {
    if (number >= edges.decided) continue;
    const { left, right } = pairAt(edges, number);
    const idAt = (place: number): string => `#${scored.prepared.list.seqOf(scored.prepared.order[place] ?? 0)}`;
    findings.push({ code: 'match.decision-refused', args: { left: idAt(left), right: idAt(right) } });
  }
  for (const { left, right, who } of input.decisions?.overruled ?? []) {
    findings.push({ code: 'match.decision-overruled', args: { left: nameOf(left), right: nameOf(right), who } });
  }
  return findings;
}
