import type { DuplicateSummary, MergeExample } from '../model/report.ts';
import { clusterSizes, countEdges, mergeExamples, type EdgeExample } from '../store/plan-overview.ts';
import { recordsAsRead } from '../store/plan-records.ts';
import { waitingPairs } from '../store/plan-report.ts';
import { Staging } from '../store/plan-staging.ts';
import type { MatchedKind } from '../matching/matcher.ts';
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
    return [
      {
        kind,
        clusters: sizes.reduce((sum, { clusters }) => sum + clusters, 0),
        merged,
        review: countEdges(plan, kind, 'review'),
        sizes,
        examples: mergeExamples(plan, kind, examplesOfKind).map(example),
        waiting: waitingPairs(plan, kind, examplesOfKind).map(example),
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
