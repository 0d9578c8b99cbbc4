import { readdirSync } from 'node:fs';

/** Names of the ready mappings in a folder, in alphabetical order. */
export function presetNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[a-z0-9-]+\.yaml$/u.test(name))
      .map((name) => name.slice(0, -'.yaml'.length))
      .toSorted();
  } catch {
    return [];
  }
}
