import { matchFully } from '../../src/matching/full.ts';
import type { KindModel } from '../../src/matching/kind-model.ts';
import type { Edge, MatchedKind, MatchInput, MatchOutcome } from '../../src/matching/matcher.ts';
import { modelNamed } from '../../src/matching/models.ts';
import { type DedupeRules, dedupeRules } from '../../src/model/dedupe.ts';
import type { LabelledSet } from './labelled-set.ts';
import { measure, type Metrics } from './metrics.ts';

/** One line of the table. */
export interface Evaluation {
  readonly name: string;
  readonly records: number;
  readonly metrics: Metrics;
  readonly outcome: MatchOutcome;
  /** Questions to people for each thousand records, and the share of them that are true. */
  readonly questions: number;
  readonly trueQuestions: number;
  /** Share of asked and merged pairs that are right, by whole bits of the posterior. */
  readonly calibration: ReadonlyMap<number, { readonly pairs: number; readonly right: number }>;
  readonly seconds: number;
}

/** Matches a labelled set with the shipped defaults and measures the clusters against the truth. */
export async function evaluate(set: LabelledSet, changes: Partial<DedupeRules> = {}): Promise<Evaluation> {
  const rules = { ...dedupeRules.parse({ unique: set.unique ?? [] }), ...changes };
  const model = (set.model ?? modelNamed(set.kind)) as unknown as KindModel;
  const input: MatchInput<MatchedKind> = {
    kind: set.kind,
    records: () => [set.records],
    companyName: ({ key }) => set.companyNames?.get(key),
  };
  const context = {
    signal: new AbortController().signal,
    report: () => {},
    fact: () => {},
    event: () => {},
    now: () => new Date(),
  };
  const start = performance.now();
  const outcome = await matchFully(model, input, { rules, context });
  const seconds = (performance.now() - start) / 1000;
  const predicted = set.records.map((_, index) => -index - 1);
  for (const { members } of outcome.clusters) for (const seq of members) predicted[seq - 1] = members[0] ?? 0;
  const isTrue = ({ left, right }: Edge): boolean => set.truth[left - 1] === set.truth[right - 1];
  const edges = [...[...outcome.clusters].flatMap((cluster) => cluster.edges), ...outcome.review];
  return {
    name: set.name,
    records: set.records.length,
    metrics: measure(set.truth, predicted),
    outcome,
    questions: (outcome.review.length / Math.max(1, set.records.length)) * 1000,
    trueQuestions: outcome.review.filter(isTrue).length / Math.max(1, outcome.review.length),
    calibration: calibrationOf(edges, isTrue),
    seconds,
  };
}

function calibrationOf(edges: readonly Edge[], isTrue: (edge: Edge) => boolean): Evaluation['calibration'] {
  const bands = new Map<number, { pairs: number; right: number }>();
  for (const edge of edges) {
    const bit = Math.max(-1, Math.min(12, Math.floor(edge.score)));
    const band = bands.get(bit) ?? { pairs: 0, right: 0 };
    band.pairs += 1;
    if (isTrue(edge)) band.right += 1;
    bands.set(bit, band);
  }
  return new Map([...bands].toSorted(([a], [b]) => a - b));
}
