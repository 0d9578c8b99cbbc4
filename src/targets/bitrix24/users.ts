import { findPerson, resolvePeople } from '../../text/target-person.ts';
import type { Portal } from './portal.ts';

type Data = Readonly<Record<string, unknown>>;

/** Ids of people by their e-mail address, then by their whole name, then by id; undefined for who is not there. */
export function resolveUsers({ users }: Portal, records: readonly Data[]): readonly (string | undefined)[] {
  return resolvePeople(users, records);
}

export function userOf({ users }: Portal, text: string): string | undefined {
  return findPerson(users, text);
}
