import { PassThrough, pipeline, Transform, type Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { InputError } from './errors.ts';
import { fileError, headBytes, type Input, type InputLimits } from './input.ts';

/** One file inside an archive. */
interface ArchiveEntry {
  /** Path inside the archive, `/` between folders. */
  readonly name: string;
  /** Declared unpacked size; reading stops with an error when there is more. */
  readonly bytes: number;
  readonly input: Input;
}

/** A zip file whose directory has been read and found within the limits. Holds nothing open. */
export interface Archive {
  readonly file: string;
  /** Files in the order of the directory; folders and the resource forks of macOS (`__MACOSX/`) are left out. */
  readonly entries: readonly ArchiveEntry[];
}

export interface ArchiveOptions {
  /** `separator`: a backslash in a name divides folders, as some writers of workbooks have it. Refused otherwise. */
  readonly backslash?: 'separator';
}

/** Parts smaller than this may be packed as tightly as they like. */
const ratioFreeBytes = 10 * 1024 ** 2;
const chunkSize = 256 * 1024;

/**
 * Opens a zip file or a zip within one. The directory is checked against the limits before a byte is unpacked; while unpacking,
 * real bytes are counted and checksums compared.
 * @throws InputError for a truncated, damaged, encrypted or hostile archive
 */
export async function openArchive(input: Input, options: ArchiveOptions = {}): Promise<Archive> {
  const open = await opener(input);
  const zip = await open();
  const seen = new Set<string>();
  const entries: ArchiveEntry[] = [];
  const totals = { unpacked: 0, packed: 0 };
  try {
    checkLimit(input, 'archiveEntries', zip.entryCount);
    for await (const entry of zip.eachEntry()) {
      const name = checkedName(input.file, entry, options);
      addSizes(input, totals, entry);
      if (name.endsWith('/') || name.startsWith('__MACOSX/')) continue;
      if (seen.has(name)) throw new InputError('archive.duplicate-name', { file: input.file, name });
      seen.add(name);
      checkKind(input.file, name, entry);
      entries.push({ name, bytes: entry.uncompressedSize, input: entryInput(input, name, { entry, open }) });
    }
  } catch (cause) {
    throw archiveError(input.file, cause);
  } finally {
    zip.close();
  }
  return { file: input.file, entries };
}

/** Whether the bytes begin as a zip file does (an empty one included). */
export function isZip(head: Uint8Array): boolean {
  const [p, k, a, b] = head;
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}

type Open = () => Promise<ZipFile>;

async function opener(input: Input): Promise<Open> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false } as const;
  const { path, file } = input;
  const buffer = path === undefined ? await readWhole(input) : undefined;
  return async () => {
    const { default: yauzl } = await import('yauzl');
    try {
      return buffer === undefined
        ? await yauzl.openPromise(path ?? '', options)
        : await yauzl.fromBufferPromise(buffer, options);
    } catch (cause) {
      throw archiveError(file, cause);
    }
  };
}

/**
 * The whole content in memory, for formats that cannot be read as a stream.
 * @throws InputError when it is larger than `limits.heldBytes`
 */
export async function readWhole(input: Input): Promise<Buffer> {
  checkLimit(input, 'heldBytes', input.bytes);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of input.open() as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    checkLimit(input, 'heldBytes', bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws InputError when a value is over a limit of the input */
export function checkLimit(input: Pick<Input, 'file' | 'limits'>, limit: keyof InputLimits, value: number): void {
  const allowed = input.limits[limit];
  if (value <= allowed) return;
  throw new InputError('input.limit', { file: input.file, limit, value: String(value), allowed: String(allowed) });
}

function addSizes(input: Input, totals: { unpacked: number; packed: number }, entry: Entry): void {
  const { uncompressedSize: unpacked, compressedSize: packed } = entry;
  totals.unpacked += unpacked;
  totals.packed += packed;
  checkLimit(input, 'archiveBytes', totals.unpacked);
  // Parts that share their packed bytes are how a small file is made to unpack without end.
  if (totals.packed > input.bytes) {
    throw new InputError('archive.damaged', { file: input.file, reason: 'overlapping parts' });
  }
  if (unpacked > ratioFreeBytes) checkLimit(input, 'archiveRatio', Math.ceil(unpacked / Math.max(1, packed)));
}

function checkKind(file: string, name: string, entry: Entry): void {
  const unixMode = entry.versionMadeBy >>> 8 === 3 ? entry.externalFileAttributes >>> 16 : 0;
  if ((unixMode & 0o170000) === 0o120000) throw new InputError('archive.symlink', { file, name });
  if (entry.isEncrypted()) throw new InputError('archive.encrypted', { file, name });
  const method = entry.compressionMethod;
  if (method !== 0 && method !== 8) throw new InputError('archive.method', { file, name, method });
}

function checkedName(file: string, entry: Entry, options: ArchiveOptions): string {
  let name = entryName(entry);
  if (options.backslash === 'separator') name = name.replaceAll('\\', '/');
  const unsafe =
    name === '' ||
    name.includes('\\') ||
    name.includes('\0') ||
    name.startsWith('/') ||
    /^[a-z]:/i.test(name) ||
    name.split('/').includes('..');
  if (unsafe) throw new InputError('archive.unsafe-name', { file, name });
  return name;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const cp866 = new TextDecoder('ibm866');
const unicodePathField = 0x7075;

/** Names without the UTF-8 flag are UTF-8 all the same when valid, otherwise CP866, as Windows in Russian writes them. */
function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const field = entry.extraFields.find(({ id }) => id === unicodePathField)?.data;
  // Version 1, then the checksum of the plain name it stands for (APPNOTE.TXT 4.6.9).
  if (field?.[0] === 1 && field.length > 5 && field.readUInt32LE(1) === crc32(raw)) return field.toString('utf8', 5);
  try {
    return utf8.decode(raw);
  } catch {
    return cp866.decode(raw);
  }
}

function entryInput(parent: Input, name: string, part: { readonly entry: Entry; readonly open: Open }): Input {
  const file = `${parent.file}!${name}`;
  const { entry } = part;
  let head: Promise<Uint8Array> | undefined;
  const open = (): Readable => {
    const out = new PassThrough({ highWaterMark: chunkSize });
    void unpack(file, part, out);
    return out;
  };
  return {
    file,
    path: undefined,
    bytes: entry.uncompressedSize,
    limits: parent.limits,
    head: () => (head ??= readStart(open())),
    open,
  };
}

async function unpack(
  file: string,
  part: { readonly entry: Entry; readonly open: Open },
  out: PassThrough,
): Promise<void> {
  const { entry, open } = part;
  let zip: ZipFile | undefined;
  try {
    const opened = (zip = await open());
    const raw = await opened.openReadStreamPromise(entry, { decodeFileData: false });
    if (out.destroyed) raw.destroy();
    const counted = countBytes(file, entry);
    // A reader that leaves early destroys `out`, which is no error of the archive.
    const done = (cause: unknown): void => {
      opened.close();
      if (cause !== undefined && cause !== null && !out.destroyed) out.destroy(archiveError(file, cause));
    };
    if (entry.compressionMethod === 0) pipeline(raw, counted, done);
    else pipeline(raw, createInflateRaw({ chunkSize }), counted, done);
    out.once('close', () => counted.destroy());
    counted.pipe(out);
  } catch (cause) {
    zip?.close();
    out.destroy(archiveError(file, cause));
  }
}

function countBytes(file: string, entry: Entry): Transform {
  const declared = entry.uncompressedSize;
  let bytes = 0;
  let sum = 0;
  return new Transform({
    highWaterMark: chunkSize,
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > declared) return done(new InputError('archive.size-lie', { file, declared }));
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush(done) {
      if (bytes < declared) {
        return done(new InputError('input.truncated', { file, place: `${bytes} / ${declared}` }));
      }
      done(sum === entry.crc32 ? null : new InputError('archive.damaged', { file, reason: 'CRC-32' }));
    },
  });
}

async function readStart(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

/** Words what the zip reader and the inflater say. */
function archiveError(file: string, cause: unknown): InputError {
  if (cause instanceof InputError) return cause;
  if (!(cause instanceof Error)) return fileError(file, cause);
  const code = 'code' in cause ? String(cause.code) : '';
  if (code === 'Z_BUF_ERROR' || /End of central directory|unexpected EOF/i.test(cause.message)) {
    return new InputError('input.truncated', { file, place: 'zip' }, { cause });
  }
  if (/encrypt/i.test(cause.message)) return new InputError('archive.encrypted', { file, name: '' }, { cause });
  if (/^E[A-Z]+$/.test(code)) return fileError(file, cause);
  return new InputError('archive.damaged', { file, reason: cause.message }, { cause });
}
