import type { DecisionBook } from '../matching/decisions.ts';
import type { MatchedKind, MatchInput } from '../matching/matcher.ts';
import { companyNameFinder } from '../store/plan-company-names.ts';
import { recordFinder } from '../store/plan-records.ts';
import { readRecords } from '../store/plan-review.ts';
import type { Plan } from '../store/plan.ts';

/** The records of a plan as matching reads them. */
export function planMatchInput(plan: Plan, kind: MatchedKind, decisions: DecisionBook): MatchInput<MatchedKind> {
  const find = recordFinder(plan);
  const nameOf = companyNameFinder(plan);
  return {
    kind,
    decisions,
    records: () => readRecords(plan, kind),
    companyOf: (ref) => find('company', ref)?.survivor,
    ...(kind === 'contact' && { companyName: nameOf }),
  };
}
