import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { InputError } from './errors.ts';

/** Limits on hostile or broken input; `--limit name=value` changes one. Sizes in bytes. */
export interface InputLimits {
  readonly archiveEntries: number;
  /** Sum of the declared sizes of an archive's entries. */
  readonly archiveBytes: number;
  /** Inflated to deflated size, for parts over 10 MB. */
  readonly archiveRatio: number;
  /** Content that has to be held in memory whole: legacy workbooks, archives inside archives, shared strings of a workbook. */
  readonly heldBytes: number;
  readonly rowBytes: number;
  readonly fieldBytes: number;
  readonly columns: number;
  readonly xmlDepth: number;
  readonly jsonDepth: number;
}

export const defaultInputLimits: InputLimits = {
  archiveEntries: 10_000,
  archiveBytes: 2 * 1024 ** 3,
  archiveRatio: 200,
  heldBytes: 128 * 1024 ** 2,
  rowBytes: 10 * 1024 ** 2,
  fieldBytes: 1024 ** 2,
  columns: 5_000,
  xmlDepth: 256,
  jsonDepth: 256,
};

/** How many bytes `Input.head` gives at most. */
export const headBytes = 256 * 1024;

/** One file to read; a part of an archive is an input too (`archive.ts`). */
export interface Input {
  /** As shown to people and kept in origins: the path given, with the name inside an archive after `!`. */
  readonly file: string;
  /** Absolute path on disk, for readers that need random access; undefined for a part of an archive. */
  readonly path: string | undefined;
  /** Size of the (unpacked) content. */
  readonly bytes: number;
  readonly limits: InputLimits;
  /** The first bytes, at most `headBytes`; read once. */
  head(): Promise<Uint8Array>;
  /** A fresh byte stream from the start. Errors of the file system arrive as InputError. */
  open(): Readable;
}

/**
 * A file on disk as an input.
 * @throws InputError when it is missing, a folder, empty or not readable
 */
export async function fileInput(file: string, limits: InputLimits = defaultInputLimits): Promise<Input> {
  const path = resolve(file);
  const stats = await stat(path).catch((cause: unknown) => {
    throw fileError(file, cause);
  });
  if (stats.isDirectory()) throw new InputError('input.directory', { file });
  if (stats.isFile() && stats.size === 0) throw new InputError('input.empty', { file });
  let head: Promise<Uint8Array> | undefined;
  return {
    file,
    path,
    bytes: stats.size,
    limits,
    head: () => (head ??= readHead(file, path)),
    open: () => openStream(file, path),
  };
}

/** Words an error of the file system as an InputError. */
export function fileError(file: string, cause: unknown): InputError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new InputError('input.not-found', { file }, { cause });
  if (code === 'EACCES' || code === 'EPERM') return new InputError('input.no-permission', { file }, { cause });
  if (code === 'EISDIR') return new InputError('input.directory', { file }, { cause });
  if (cause instanceof InputError) return cause;
  return new InputError(
    'input.unreadable',
    { file, reason: cause instanceof Error ? cause.message : String(cause) },
    { cause },
  );
}

async function readHead(file: string, path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path);
    try {
      const buffer = Buffer.alloc(headBytes);
      const { bytesRead } = await handle.read(buffer, 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw fileError(file, cause);
  }
}

function openStream(file: string, path: string): Readable {
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  pipeline(bytes, out, () => {});
  bytes.once('error', (cause) => out.destroy(fileError(file, cause)));
  return out;
}
