import type { EntityKind } from './entity.ts';
import type { Ref } from './field.ts';
import { targetRef } from './target-ref.ts';

interface Participant {
  readonly ref: Ref;
  readonly primary: boolean;
}

type IdOf = (kind: EntityKind, ref: Ref) => string | undefined;

/** Ids of the records a record is bound to, the main one first, each once. What is not in the target (yet) is left out. */
export function participantIds(
  kind: 'company' | 'contact',
  participants: readonly Participant[] | undefined,
  { idOf }: { readonly idOf: IdOf },
): readonly string[] {
  const ordered = [...(participants ?? [])].sort((a, b) => Number(b.primary) - Number(a.primary));
  return [...new Set(ordered.flatMap(({ ref }) => idOf(kind, ref) ?? []))];
}

/** Canonical participants of a target that keeps neither roles nor an order: the main one, then the others by id. */
export function participantsOf([main, ...others]: readonly string[]): readonly Participant[] | undefined {
  if (main === undefined) return undefined;
  const ordered = [main, ...others.toSorted((a, b) => Number(a) - Number(b))];
  return ordered.map((id, index) => ({ ref: targetRef(id), primary: index === 0 }));
}
