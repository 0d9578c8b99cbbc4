import type { DedupeRules } from '../model/dedupe.ts';
import { matchExactly } from './exact.ts';
import type { MatchedKind, Matcher, MatchInput, MatchOutcome } from './matcher.ts';
import { withFindings } from './outcome-findings.ts';

const nothing: MatchOutcome = { clusters: [], review: [], skipped: [], findings: [] };

/** Finds the duplicates of a kind in the way its rules ask for. */
export const match: Matcher = async (input, rules: DedupeRules, context) => {
  const records = input as unknown as MatchInput<MatchedKind>;
  switch (rules.mode) {
    case 'none':
      return nothing;
    case 'exact':
      return withFindings(input.kind, await matchExactly(records, rules));
    case 'full': {
      await input.ready?.();
      // Half of all that matching is: loaded by those who ask for it.
      const [{ matchFully }, { modelNamed }] = await Promise.all([import('./full.ts'), import('./models.ts')]);
      return withFindings(input.kind, await matchFully(modelNamed(input.kind), records, { rules, context }));
    }
  }
};
