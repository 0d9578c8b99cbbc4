import type { Ref } from '../../model/field.ts';
import { targetRef, type Encoding, type Fields } from './encoding.ts';
import { asId, asList } from './values.ts';

interface Participant {
  readonly ref: Ref;
  readonly primary: boolean;
}

/** Ids of the records a record is bound to, the main one first, each once. What is not in the portal (yet) is left out. */
export function participantIds(
  kind: 'company' | 'contact',
  participants: readonly Participant[] | undefined,
  { idOf }: Encoding,
): readonly number[] {
  const ordered = [...(participants ?? [])].sort((a, b) => Number(b.primary) - Number(a.primary));
  return [...new Set(ordered.flatMap(({ ref }) => idOf(kind, ref) ?? []))].map(Number);
}

/** Canonical participants: the main one, then the others by id. Roles and the order of the others are not kept by the portal. */
export function readParticipants(ids: unknown, main: unknown): readonly Fields[] | undefined {
  const all = asList(ids).flatMap((id) => asId(id) ?? []);
  const first = asId(main) ?? all[0];
  if (first === undefined) return undefined;
  const others = all.filter((id) => id !== first).sort((a, b) => Number(a) - Number(b));
  const ordered = [first, ...others];
  return ordered.map((id, index) => ({ ref: targetRef(id), primary: index === 0 }));
}
