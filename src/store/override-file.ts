import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { writeError, writeWhole } from '../disk-write.ts';
import { ConfigError } from '../errors.ts';
import { failpoint } from '../failpoint.ts';
import { overrideLine, type OverrideLine } from './overrides.ts';

/** Bytes read and written at a time. */
const pieceBytes = 1 << 20;

/** Where a project keeps what people corrected by hand. */
export function overridesFile(folder: string): string {
  return join(folder, 'overrides.ndjson');
}

/**
 * Reads a file of corrections line by line; a missing one holds none. A last line without its end, as a crash leaves it, is ignored.
 * @throws ConfigError for a line that is no correction
 */
export function* readOverrides(file: string): Generator<OverrideLine> {
  if (!existsSync(file)) return;
  const seen: Shared = { known: new Map(), before: undefined };
  let at = 0;
  for (const text of wholeLines(file)) {
    at += 1;
    if (text.trim() === '') continue;
    const parsed = overrideLine.safeParse(asJson(text));
    if (!parsed.success) {
      const reason = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
      const place = { file, line: at };
      throw new ConfigError('workbook.override-invalid', { ...place, reason }, { place });
    }
    seen.before = shared(parsed.data, seen);
    yield seen.before;
  }
}

interface Shared {
  /** Texts that most lines repeat. */
  readonly known: Map<string, string>;
  /** The line before: lines of one row stand together. */
  before: OverrideLine | undefined;
}

/** Texts that lines repeat are held once: there may be very many lines. */
function shared(line: OverrideLine, { known, before }: Shared): OverrideLine {
  const once = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return (same ?? text) as T;
  };
  const { system, column, field, who, when } = line;
  return {
    ...line,
    system: once(system),
    source_key: before?.source_key === line.source_key ? before.source_key : line.source_key,
    row_hash: before?.row_hash === line.row_hash ? before.row_hash : line.row_hash,
    column: once(column),
    field: once(field),
    who: once(who),
    when: once(when),
  };
}

function* wholeLines(file: string): Generator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for (const piece of pieces(file)) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** The same buffer each time: whoever needs a piece later copies it. */
function* pieces(file: string): Generator<Buffer> {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes);
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) yield buffer.subarray(0, read);
  } finally {
    closeSync(handle);
  }
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * Appends corrections and waits until they are on the disk. They are gathered in a file beside first, so that many of them need no
 * memory and nothing is appended when one of them cannot be made. A line cut short by a crash is ended first; where the disk refuses,
 * the file is what it was. @returns how many there were
 */
export function appendOverrides(file: string, lines: Iterable<OverrideLine>): number {
  const beside = `${file}.new`;
  try {
    const count = gather(beside, lines);
    if (count > 0) writing(file, () => append(file, beside));
    return count;
  } finally {
    rmSync(beside, { force: true });
  }
}

function gather(beside: string, lines: Iterable<OverrideLine>): number {
  const handle = writing(beside, () => openSync(beside, 'w', 0o600));
  const flush = (text: string) => writing(beside, () => writeWhole(handle, text));
  let [count, text] = [0, ''];
  try {
    for (const line of lines) {
      count += 1;
      text += `${JSON.stringify(line)}\n`;
      if (text.length < pieceBytes) continue;
      flush(text);
      text = '';
    }
    if (text !== '') flush(text);
  } finally {
    closeSync(handle);
  }
  return count;
}

function append(file: string, beside: string): void {
  const handle = openSync(file, 'a+', 0o600);
  try {
    const whole = endOfWholeLines(handle);
    ftruncateSync(handle, whole);
    try {
      for (const piece of pieces(beside)) writeWhole(handle, piece);
      failpoint('override-appended');
      fsyncSync(handle);
    } catch (error) {
      ftruncateSync(handle, whole);
      throw error;
    }
  } finally {
    closeSync(handle);
  }
}

/** Bytes up to and with the last line end. */
function endOfWholeLines(handle: number): number {
  const buffer = Buffer.allocUnsafe(pieceBytes);
  for (let end = fstatSync(handle).size; end > 0;) {
    const start = Math.max(0, end - pieceBytes);
    const read = readSync(handle, buffer, 0, end - start, start);
    const last = buffer.subarray(0, read).lastIndexOf(0x0a);
    if (last !== -1) return start + last + 1;
    end = start;
  }
  return 0;
}

function writing<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw writeError(file, cause);
  }
}
