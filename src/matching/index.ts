import type { DedupeRules } from '../model/dedupe.ts';
import { companyModel } from './company.ts';
import { contactModel } from './contact.ts';
import { matchExactly } from './exact.ts';
import { matchFully } from './full.ts';
import type { KindModel } from './kind-model.ts';
import type { MatchedKind, Matcher, MatchInput, MatchOutcome } from './matcher.ts';

export { mergeRecords } from './survivor.ts';

const nothing: MatchOutcome = { clusters: [], review: [], skipped: [], findings: [] };

const models = { company: companyModel, contact: contactModel } as const;

/** Finds the duplicates of a kind in the way its rules ask for. */
export const match: Matcher = async (input, rules: DedupeRules, context) => {
  const records = input as unknown as MatchInput<MatchedKind>;
  switch (rules.mode) {
    case 'none':
      return nothing;
    case 'exact':
      return matchExactly(records, rules);
    case 'full':
      return matchFully(models[input.kind] as unknown as KindModel, records, { rules, context });
  }
};
