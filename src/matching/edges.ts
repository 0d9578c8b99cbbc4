import type { DedupeRules } from '../model/dedupe.ts';
import type { PairRules } from './kind-model.ts';
import type { Scored } from './scored.ts';

/** Pairs worth an edge, by place, in the order in which clusters are made: decided ones, certain ones, doubtful ones. */
export interface Edges {
  readonly length: number;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Posterior in bits. */
  readonly score: Float32Array;
  /** How many at the front people have called the same. */
  readonly decided: number;
  /** How many at the front are merged without asking, decided ones included, unless their clusters forbid it. */
  readonly auto: number;
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly score: number;
}

/** Picks the pairs to merge and to ask about. The order does not depend on that of records or threads. */
export function chooseEdges(scored: Scored, rules: DedupeRules, constraints: PairRules): Edges {
  const { found, prior, decisions, scorer, isAsked } = scored;
  const scoreOf = (left: number, right: number): number => scorer.score(left, right) + prior;
  const decided = decisions.same.map(([left, right]) => ({ left, right, score: scoreOf(left, right) }));
  const settled = new Set(decided.map(({ left, right }) => `${left} ${right}`));
  const auto: Pair[] = [];
  const asked: Pair[] = [];
  for (const { left, right } of decisions.stale) asked.push({ left, right, score: scoreOf(left, right) });
  const stale = new Set(asked.map(({ left, right }) => `${left} ${right}`));
  const hasDecisions = settled.size + stale.size > 0;
  for (let pair = 0; pair < found.left.length; pair += 1) {
    const score = (found.weight[pair] ?? 0) + prior;
    const [left, right] = [found.left[pair] ?? 0, found.right[pair] ?? 0];
    if (score < rules.review && isAsked?.(left, right) !== true) continue;
    if (hasDecisions && (settled.has(`${left} ${right}`) || stale.has(`${left} ${right}`))) continue;
    if (constraints.forbidden(left, right)) continue;
    const spare = score - rules.auto;
    (spare >= 0 && !constraints.doubtful(left, right, spare) ? auto : asked).push({ left, right, score });
  }
  const certain = [...decided.sort(stronger), ...auto.sort(stronger)];
  return { ...columnsOf([...certain, ...asked.sort(stronger)]), decided: decided.length, auto: certain.length };
}

function columnsOf(pairs: readonly Pair[]): Pick<Edges, 'length' | 'left' | 'right' | 'score'> {
  const { length } = pairs;
  const columns = {
    length,
    left: new Uint32Array(length),
    right: new Uint32Array(length),
    score: new Float32Array(length),
  };
  for (const [at, { left, right, score }] of pairs.entries()) {
    columns.left[at] = left;
    columns.right[at] = right;
    columns.score[at] = score;
  }
  return columns;
}

function stronger(a: Pair, b: Pair): number {
  return b.score - a.score || a.left - b.left || a.right - b.right;
}
