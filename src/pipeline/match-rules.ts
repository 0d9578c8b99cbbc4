import type { MatchedKind } from '../matching/matcher.ts';
import { defaultDedupeRules, type DedupeRules } from '../model/dedupe.ts';
import type { EntityKind } from '../model/entity.ts';

type Rules = Readonly<Partial<Record<EntityKind, DedupeRules>>>;

/** How a kind is matched. */
export function rulesFor(kind: MatchedKind, dedupe: Rules): DedupeRules {
  return dedupe[kind] ?? defaultDedupeRules;
}
