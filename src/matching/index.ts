export { mergeRecords } from './survivor.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import { matchExactly } from './exact.ts';
import type { MatchedKind, Matcher, MatchInput, MatchOutcome } from './matcher.ts';

const nothing: MatchOutcome = { clusters: [], review: [], skipped: [], findings: [] };

/** Finds the duplicates of a kind in the way its rules ask for. */
export const match: Matcher = async (input, rules: DedupeRules) => {
  const records = input as unknown as MatchInput<MatchedKind>;
  switch (rules.mode) {
    case 'none':
      return nothing;
    case 'exact':
    case 'full':
      return matchExactly(records, rules);
  }
};
