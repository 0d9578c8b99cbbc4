import type { DedupeRules } from '../model/dedupe.ts';
import { engineOf } from './choose-engine.ts';
import type { Edge, MatchedKind, MatchInput } from './matcher.ts';
import { modelNamed } from './models.ts';
import { constraintsOf, scoreRecords } from './scored.ts';

/** Why two records are, or are not, taken for the same: the sum of evidence, term by term. */
export interface Explanation {
  readonly left: number;
  readonly right: number;
  /** Log-odds in bits before any evidence: how rare duplicates are in this data. */
  readonly prior: number;
  readonly evidence: Edge['evidence'];
  /** Prior plus evidence. */
  readonly posterior: number;
  /** What the score and the rules make of the pair; clusters may still part it. */
  readonly verdict: 'auto' | 'review' | 'different' | 'forbidden' | 'asked';
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
    if (posterior < rules.review) return 'different';
    if (posterior < rules.auto) return 'review';
    return constraints.doubtful(left, right) ? 'asked' : 'auto';
  };
  const evidence = scorer.explain(left, right).toSorted((a, b) => b.weight - a.weight);
  return { ...pair, prior, evidence, posterior, verdict: verdict() };
}

function placeOfSeq({ list, order }: Awaited<ReturnType<typeof scoreRecords>>['prepared'], seq: number): number {
  return order.findIndex((number) => list.seqOf(number) === seq);
}
