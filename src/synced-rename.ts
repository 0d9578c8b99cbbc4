import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** What systems say that cannot sync a folder. */
const unsupported = new Set(['EACCES', 'EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM']);

/**
 * Gives a file its name and waits until the disk has the name as well: where the power fails right after a rename alone, the file may
 * come back under its old name.
 */
export function renameSynced(from: string, to: string): void {
  renameSync(from, to);
  if (process.platform === 'win32') return;
  try {
    const folder = openSync(dirname(to), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && unsupported.has(String(cause.code))) return;
    throw cause;
  }
}
