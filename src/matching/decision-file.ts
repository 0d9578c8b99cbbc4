import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeError } from '../disk-write.ts';
import { ConfigError } from '../errors.ts';
import { type DecisionLine, decisionLine } from './decision-line.ts';
import { failpoint } from '../failpoint.ts';

/** Where a project keeps what people said of likely duplicates. */
export function decisionsFile(folder: string): string {
  return join(folder, 'decisions.ndjson');
}

/**
 * Reads a decisions file, one JSON object a line; a missing file holds none. A last line without its end, as a crash in
 * the middle of writing leaves it, is ignored. Throws ConfigError for a line that is no decision.
 */
export async function readDecisions(file: string): Promise<readonly DecisionLine[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new ConfigError('match.decisions-unreadable', { file, reason: String(error) }, { cause: error });
  }
  const lines = text.split('\n');
  // What follows the last line break was not written to its end.
  lines.pop();
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(file, line, index + 1)]));
}

function parseLine(file: string, text: string, line: number): DecisionLine {
  const parsed = decisionLine.safeParse(asJson(text));
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new ConfigError('match.decision-invalid', { file, line, reason }, { place: { file, line } });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Appends decisions and waits until they are on the disk. A line cut short by a crash is ended first.
 * @throws LocalError when the disk or the permissions refuse
 */
export async function appendDecisions(file: string, decisions: readonly DecisionLine[]): Promise<void> {
  try {
    await append(file, decisions);
  } catch (cause) {
    throw writeError(file, cause);
  }
}

async function append(file: string, decisions: readonly DecisionLine[]): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    const torn = bytesRead === 1 && buffer[0] !== 10;
    if (torn) await handle.truncate(await endOfLastLine(handle, size));
    await handle.appendFile(decisions.map((decision) => `${JSON.stringify(decision)}\n`).join(''));
    failpoint('decision-appended');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Where the last whole line of a file ends. */
async function endOfLastLine(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
  const bytes = Buffer.alloc(size);
  await handle.read(bytes, 0, size, 0);
  return bytes.lastIndexOf(10) + 1;
}
