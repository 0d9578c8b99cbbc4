import { foldName } from './nearest-name.ts';

/** Somebody who works in a target. */
export interface Person {
  readonly id: string;
  /** Family name, given name, patronymic, as far as they are known. */
  readonly fullName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly isActive: boolean;
}

type Data = Readonly<Record<string, unknown>>;

/** Ids of people by their e-mail address, then by the name they sign in with, by their whole name, by id; undefined for who is not there. */
export function resolvePeople(users: readonly Person[], records: readonly Data[]): readonly (string | undefined)[] {
  return records.map((data) => {
    const { username } = (data['custom'] ?? {}) as { readonly username?: unknown };
    const texts = [data['email'], username, data['full_name']].filter((text) => typeof text === 'string');
    return texts.map((text) => findPerson(users, text)).find((id) => id !== undefined);
  });
}

/** A person by whatever a mapping may give: address, name, id. Of several namesakes none is taken, unless one alone still works. */
export function findPerson(users: readonly Person[], text: string): string | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return users.find(({ id }) => id === trimmed)?.id;
  if (trimmed.includes('@')) return only(users.filter(({ email }) => foldName(email) === foldName(trimmed)));
  const folded = foldName(trimmed);
  return only(users.filter((user) => namesOf(user).includes(folded)));
}

function namesOf({ fullName, firstName, lastName }: Person): readonly string[] {
  const both = [`${lastName} ${firstName}`, `${firstName} ${lastName}`];
  const middle = fullName.slice(`${lastName} ${firstName}`.length).trim();
  const withMiddle = middle === '' ? [] : [`${firstName} ${middle} ${lastName}`];
  return [fullName, ...both, ...withMiddle].map(foldName);
}

function only(found: readonly Person[]): string | undefined {
  if (found.length === 1) return found[0]?.id;
  const active = found.filter(({ isActive }) => isActive);
  return active.length === 1 ? active[0]?.id : undefined;
}
