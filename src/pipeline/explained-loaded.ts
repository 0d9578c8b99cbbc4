import { existsSync } from 'node:fs';
import type { LoadedSet, MatchedKind } from '../matching/matcher.ts';
import { storedVersion } from '../matching/stored-features.ts';
import type { DedupeRules } from '../model/dedupe.ts';
import { MatchIndex } from '../store/match-index.ts';
import { knownTargets } from '../store/plan-loaded.ts';
import { readRecords } from '../store/plan-review.ts';
import { readManifest, type Plan } from '../store/plan.ts';
import { LoadedCounts } from './loaded-counts.ts';

/**
 * The records of the target that a plan has kept, to explain pairs with them: how rare a value is counts over everything loaded, as it
 * did when the plan was made. Undefined when there are none. To be closed.
 */
export function explainedLoaded<K extends MatchedKind>(
  plan: Plan,
  kind: K,
  { file, rules }: { readonly file: string; readonly rules: DedupeRules },
): (LoadedSet<K> & { close(): void }) | undefined {
  const records = [...readRecords(plan, kind, true)].flat();
  if (records.length === 0) return undefined;
  const index = existsSync(file) ? new MatchIndex(file) : undefined;
  const scope = index?.peek(readManifest(plan).target.account, kind, storedVersion(rules));
  const counts = scope && new LoadedCounts(scope, knownTargets(plan, kind));
  return {
    size: Math.max(records.length, counts?.size ?? 0),
    isOpen: () => false,
    look: () => {},
    join: () => records.map((record) => ({ record, from: [] })),
    countOf: (value) => counts?.count(value) ?? 0,
    close: () => index?.close(),
  };
}
