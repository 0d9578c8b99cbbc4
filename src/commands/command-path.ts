import { join, resolve } from 'node:path';

/** A path given on the command line is relative to the current folder; its default lies in the project folder. */
export function commandPath(given: string | undefined, root: string, fallback: string): string {
  return given === undefined ? join(root, fallback) : resolve(given);
}
