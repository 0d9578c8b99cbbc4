import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { PassThrough, pipeline, Readable } from 'node:stream';
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

/** Large enough that reading costs little, small enough that what is made of a chunk does not outlive it for long. */
const chunkBytes = 64 * 1024;

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
  /** Path inside the set this input is a part of, `/` between folders. */
  readonly name?: string;
  /** The files of a set: a folder, or several files of one export that are read as one. Such an input has no head. */
  readonly parts?: readonly Input[];
  /** The first bytes, at most `headBytes`; read once. */
  head(): Promise<Uint8Array>;
  /**
   * A fresh byte stream from the start. Errors of the file system arrive as InputError. `bytes`: how much of a file on disk comes at a
   * time, for those that make nothing of what they read.
   */
  open(bytes?: number): Readable;
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
    open: (bytes) => openStream(file, path, bytes),
  };
}

/**
 * Several inputs as one, for sources that read sets. Its bytes are the names and contents of the parts, so that its hash tells
 * one set from another.
 * @param file as shown to people
 */
export function setInput(file: string, parts: readonly Input[], limits: InputLimits = defaultInputLimits): Input {
  return {
    file,
    path: undefined,
    bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
    limits,
    parts,
    head: () => Promise.resolve(new Uint8Array()),
    open: () => Readable.from(contentsOf(parts)),
  };
}

async function* contentsOf(parts: readonly Input[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    yield Buffer.from(`${part.name ?? part.file}\0`);
    for await (const chunk of part.open()) yield chunk as Uint8Array;
  }
}

/**
 * A folder on disk as a set of the files in it and below, in alphabetical order; hidden ones are left out.
 * @param folder as shown to people
 * @throws InputError when it cannot be read or holds more files than an archive may
 */
export async function folderInput(
  folder: string,
  limits: InputLimits = defaultInputLimits,
  path: string = folder,
): Promise<Input> {
  const root = resolve(path);
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(folder, cause);
  });
  const names = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.')))
    .toSorted();
  if (names.length > limits.archiveEntries) {
    const [value, allowed] = [String(names.length), String(limits.archiveEntries)];
    throw new InputError('input.limit', { file: folder, limit: 'archiveEntries', value, allowed });
  }
  const parts: Input[] = [];
  for (const name of names) {
    const { size } = await stat(join(root, name));
    if (size === 0) continue;
    const part = await fileInput(join(root, name), limits);
    parts.push({ ...part, file: join(folder, name), name: name.replaceAll(sep, '/') });
  }
  if (parts.length === 0) throw new InputError('input.empty', { file: folder });
  return { ...setInput(folder, parts, limits), path: root };
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

function openStream(file: string, path: string, highWaterMark = chunkBytes): Readable {
  const bytes = createReadStream(path, { highWaterMark });
  const out = new PassThrough({ highWaterMark });
  // Before the pipeline passes the error on as it is.
  bytes.once('error', (cause) => out.destroy(fileError(file, cause)));
  pipeline(bytes, out, () => {});
  return out;
}
