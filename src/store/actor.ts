import { hostname, userInfo } from 'node:os';

/** Who does something on this computer: `user@host`. */
export function actor(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // Containers may run as a user id without a name.
    return hostname();
  }
}

/** Name of the user, for people. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers may run as a user id without a name.
    return String(process.getuid?.() ?? '');
  }
}
