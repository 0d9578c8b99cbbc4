import type { Ref } from '../../model/field.ts';
import { targetRef } from '../../model/target-ref.ts';
import type { Encoding, Fields } from './encoding.ts';

interface Participant {
  readonly ref: Ref;
  readonly primary: boolean;
}

/** Ids of the records a record is bound to, the main one first, each once. What is not in the account (yet) is left out. */
export function participantIds(
  kind: 'company' | 'contact',
  participants: readonly Participant[] | undefined,
  { idOf }: Encoding,
): readonly string[] {
  const ordered = [...(participants ?? [])].sort((a, b) => Number(b.primary) - Number(a.primary));
  return [...new Set(ordered.flatMap(({ ref }) => idOf(kind, ref) ?? []))];
}

/** Canonical participants: the main one, then the others by id; the account keeps neither roles nor an order. */
export function readParticipants([main, ...others]: readonly string[]): readonly Fields[] | undefined {
  if (main === undefined) return undefined;
  const ordered = [main, ...others.toSorted((a, b) => Number(a) - Number(b))];
  return ordered.map((id, index) => ({ ref: targetRef(id), primary: index === 0 }));
}
