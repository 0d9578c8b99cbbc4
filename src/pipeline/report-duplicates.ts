import type { DuplicateSummary, MatchingFigures, MergeBand, MergeExample } from '../model/report.ts';
import {
  bandExamples,
  clusterSizes,
  countEdges,
  mergeConflicts,
  mergeExamples,
  type EdgeBand,
  type EdgeExample,
} from '../store/plan-overview.ts';
import { recordsAsRead } from '../store/plan-records.ts';
import { waitingPairs } from '../store/plan-report.ts';
import { Staging } from '../store/plan-staging.ts';
import type { MatchedKind, MatchStatistics } from '../matching/matcher.ts';
import type { PlanResult } from './plan.ts';
import type { Mask } from './report-masking.ts';

const examplesOfKind = 10;
const skippedOfKind = 50;

/** What matching did with companies and contacts, with examples a person can check. */
export function duplicates(
  { plan, sums, matches }: Pick<PlanResult, 'plan' | 'sums' | 'matches'>,
  masked: Mask,
): readonly DuplicateSummary[] {
  const staging = new Staging(plan);
  return sums.flatMap(({ kind, merged }) => {
    if (kind !== 'company' && kind !== 'contact') return [];
    const sizes = clusterSizes(plan, kind);
    const example = exampleMaker(staging, kind, { plan, masked });
    const counted = countEdges(plan, kind, bands);
    return [
      {
        kind,
        clusters: sizes.reduce((sum, { clusters }) => sum + clusters, 0),
        merged,
        review: counted.review,
        sizes,
        examples: mergeExamples(plan, kind, examplesOfKind).map(example),
        waiting: counted.review === 0 ? [] : waitingPairs(plan, kind, examplesOfKind).map(example),
        matching: figuresOf(matches[kind]?.statistics),
        bands: bandsOf(plan, { kind, merges: counted.bands }, example),
        conflicts: mergeConflicts(plan, kind),
        skipped: (matches[kind]?.skipped ?? []).slice(0, skippedOfKind).map(({ reason, keyType, value, records }) => ({
          reason,
          key_type: keyType,
          value: masked(value, keyType === 'email' ? 'email' : 'phone'),
          records,
        })),
      },
    ];
  });
}

/** Bands of certainty in bits: above 10 one pair in a thousand is wrong, above 7 one in a hundred. */
const bands: readonly (EdgeBand & Pick<MergeBand, 'band'>)[] = [
  { band: 'rule', from: null, to: null },
  { band: 'sure', from: 10, to: 1e9 },
  { band: 'likely', from: 7, to: 10 },
  { band: 'close', from: -1e9, to: 7 },
];
const examplesOfBand = 10;

function bandsOf(
  plan: PlanResult['plan'],
  { kind, merges }: { readonly kind: MatchedKind; readonly merges: readonly number[] },
  example: (edge: EdgeExample) => MergeExample,
): readonly MergeBand[] {
  return bands.flatMap(({ band, ...limits }, at) => {
    const merged = merges[at] ?? 0;
    if (merged === 0) return [];
    const examples = bandExamples(plan, { kind, band: limits, limit: examplesOfBand });
    return [{ band, merges: merged, examples: examples.map(example) }];
  });
}

function figuresOf(statistics: MatchStatistics | undefined): MatchingFigures | null {
  if (statistics === undefined) return null;
  const { records, repeats, candidates, expectedPairs, expectedAuto } = statistics;
  return {
    records,
    repeats,
    compared: candidates,
    expected_pairs: Math.round(expectedPairs),
    expected_sure: Math.round(expectedAuto),
  };
}

function exampleMaker(
  staging: Staging,
  kind: MatchedKind,
  { plan, masked }: { readonly plan: PlanResult['plan']; readonly masked: Mask },
): (edge: EdgeExample) => MergeExample {
  return ({ left, right, rule, score, evidence }) => ({
    rule,
    score: Math.round(score * 100) / 100,
    evidence,
    records: recordsAsRead(plan, kind, [left, right]).map(({ seq, data }) => {
      const { table, line } = staging.originOf(seq);
      return { name: masked(nameOf(data), 'name'), file: table.file, sheet: table.name, line };
    }),
  });
}

function nameOf(data: Readonly<Record<string, unknown>>): string {
  const name = data['full_name'] ?? data['name'];
  return typeof name === 'string' ? name : '';
}
