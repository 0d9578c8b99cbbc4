import { writeSync } from 'node:fs';
import { LocalError } from './errors.ts';

/** Writes all of it: one call may write less than it was given, and a disk that is nearly full does. */
export function writeWhole(handle: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length;) start += writeSync(handle, bytes, start);
}

/** What a file that cannot be written says of itself: the disk has no room or fails, or nobody may write there. */
export function writeError(file: string, cause: unknown): LocalError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const isDisk = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || code === 'EIO';
  return new LocalError(isDisk ? 'local.disk-full' : 'local.cannot-write', { file }, { cause });
}
