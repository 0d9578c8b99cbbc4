import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * The absolute path of a file named in a mapping, or undefined when the name leaves the mapping's folder: absolute paths,
 * drive letters, network names, `..`, control characters and links that point outside.
 */
export function insidePath(folder: string, name: string): string | undefined {
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001F]/u.test(name) || /^[A-Za-z]:|^[\\/]|^~|^[a-z][a-z0-9+.-]*:\/\//u.test(name)) return undefined;
  const path = resolve(folder, name.replaceAll('\\', '/'));
  if (!isWithin(folder, path)) return undefined;
  try {
    return isWithin(realpathSync(folder), realpathSync(path)) ? path : undefined;
  } catch {
    return path;
  }
}

function isWithin(folder: string, path: string): boolean {
  const step = relative(folder, path);
  return step !== '' && step !== '..' && !step.startsWith(`..${sep}`) && !isAbsolute(step);
}
