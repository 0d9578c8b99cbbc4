import type { DedupeRules } from '../model/dedupe.ts';
import { engineOf } from './choose-engine.ts';
import type { Edge, MatchedKind, MatchInput } from './matcher.ts';
import { modelNamed } from './models.ts';
import { constraintsOf, scoreRecords } from './scored.ts';

/** Why two records are, or are not, taken for the same: the sum of evidence, term by term. */
export interface Explanation {
  readonly left: number;
  readonly right: number;
  /** Log-odds in bits before any evidence: how rare duplicates are in this data. To a tenth, as the other weights here. */
  readonly prior: number;
  readonly evidence: Edge['evidence'];
  /** Prior plus evidence, in tenths exactly: what rounding leaves over is given to the terms that it took most from. */
  readonly posterior: number;
  /** What the score and the rules make of the pair; clusters may still part it. */
  readonly verdict: 'auto' | 'review' | 'different' | 'forbidden' | 'asked' | 'own-number';
}

/** Explains one pair by its `seq`; needs all records, as frequencies count. Nothing when a record is not among them. */
export async function explainPair(
  input: MatchInput<MatchedKind>,
  rules: DedupeRules,
  pair: { readonly left: number; readonly right: number },
): Promise<Explanation | undefined> {
  const model = modelNamed(input.kind);
  const scored = await scoreRecords(model, input, { rules, engine: engineOf(model, rules) });
  const { prepared, scorer, prior } = scored;
  const left = placeOfSeq(scored.prepared, pair.left);
  const right = placeOfSeq(prepared, pair.right);
  if (left === -1 || right === -1) return undefined;
  const posterior = scorer.score(left, right) + prior;
  const constraints = constraintsOf(scored, rules);
  const verdict = (): Explanation['verdict'] => {
    if (constraints.forbidden(left, right)) return 'forbidden';
    if (posterior < rules.review) return scored.isAsked?.(left, right) === true ? 'own-number' : 'different';
    if (posterior < rules.auto) return 'review';
    return constraints.doubtful(left, right, posterior - rules.auto) ? 'asked' : 'auto';
  };
  return { ...pair, ...waterfallOf(prior, scorer.terms(left, right)), verdict: verdict() };
}

/** Prior and evidence in tenths of a bit that sum exactly to the posterior in tenths, the strongest evidence first. */
export function waterfallOf(
  prior: number,
  terms: Edge['evidence'],
): Pick<Explanation, 'prior' | 'evidence' | 'posterior'> {
  const exact = [prior, ...terms.map(({ weight }) => weight)].map((weight) => weight * 10);
  const tenths = exact.map(Math.round);
  const posterior = Math.round(exact.reduce((sum, weight) => sum + weight, 0));
  const lost = exact.map((weight, at) => ({ at, by: weight - (tenths[at] ?? 0) }));
  const over = posterior - tenths.reduce((sum, weight) => sum + weight, 0);
  lost.sort((a, b) => (over > 0 ? b.by - a.by : a.by - b.by) || a.at - b.at);
  for (const { at } of lost.slice(0, Math.abs(over))) tenths[at] = (tenths[at] ?? 0) + Math.sign(over);
  const evidence = terms
    .map((term, at) => ({ ...term, weight: (tenths[at + 1] ?? 0) / 10 }))
    .toSorted((a, b) => b.weight - a.weight);
  return { prior: (tenths[0] ?? 0) / 10, evidence, posterior: posterior / 10 };
}

function placeOfSeq({ list, order }: Awaited<ReturnType<typeof scoreRecords>>['prepared'], seq: number): number {
  return order.findIndex((number) => list.seqOf(number) === seq);
}
