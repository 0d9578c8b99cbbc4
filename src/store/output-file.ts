import { closeSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeError, writeWhole } from '../disk-write.ts';
import { failpoint } from '../failpoint.ts';
import { renameSynced } from '../synced-rename.ts';
import { removeAbandoned } from './abandoned-files.ts';

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, flushed, then renamed.
 * @throws LocalError when the disk or the permissions refuse
 */
export function writeOutput(file: string, content: string | Uint8Array, mode = 0o600): void {
  writeParts(file, [content], mode);
}

/** The same for content that comes in parts: memory does not grow with the file. */
export function writeParts(file: string, parts: Iterable<string | Uint8Array>, mode = 0o600): void {
  const temporary = `${file}.tmp-${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    removeAbandoned(file);
    const handle = openSync(temporary, 'w', mode);
    try {
      for (const part of parts) writeWhole(handle, part);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    failpoint('output-rename');
    renameSynced(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw writeError(file, cause);
  }
}
