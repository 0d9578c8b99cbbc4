import { participantsOf } from '../../model/participants.ts';
import { asId, asList } from './values.ts';

/** Canonical participants of a record as the portal lists them; the main one may be told beside the list. */
export function readParticipants(ids: unknown, main: unknown): ReturnType<typeof participantsOf> {
  const all = asList(ids).flatMap((id) => asId(id) ?? []);
  const first = asId(main) ?? all[0];
  return first === undefined ? undefined : participantsOf([first, ...all.filter((id) => id !== first)]);
}
