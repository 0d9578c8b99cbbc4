import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { guarded } from './database.ts';
import { failpoint } from '../failpoint.ts';

/** One operation that changed a target. No values of fields. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly ts: string;
  readonly run: string;
  readonly op: number;
  /** User and host. */
  readonly actor: string;
  readonly connection: string;
  readonly entity: string;
  /** Short hash of the source key: the same key has the same one. */
  readonly source: string;
  readonly target_id: string | null;
  readonly action: string;
  readonly outcome: string;
  /** Names of the fields that were written. */
  readonly fields: readonly string[];
  readonly payload_hash: string;
  /** What `target prepare` made in the target beside records. */
  readonly made?: { readonly what: string; readonly name: string; readonly detail: string };
}

type Line = AuditEntry & { readonly seq: number; readonly prev: string };

const beginning = '0'.repeat(64);
/** Bytes; a line holds names, ids and hashes only. */
const longestLine = 1_048_576;

/**
 * `audit.ndjson`: one line an operation, appended only; each holds the SHA-256 of the line before it, so that a line that was
 * changed, added or taken away is seen (`reliability.md` section 12 of the house documents).
 */
export class AuditLog {
  readonly file: string;
  private seq: number;
  private prev: string;

  /** Goes on where the file ends. */
  constructor(file: string) {
    this.file = file;
    const last = existsSync(file) ? lastLine(file) : undefined;
    this.seq = last === undefined ? 0 : (JSON.parse(last) as Line).seq;
    this.prev = last === undefined ? beginning : digest(last);
  }

  /** Appends and waits until the disk has it. @throws LocalError */
  append(entries: readonly AuditEntry[]): void {
    if (entries.length === 0) return;
    const lines = entries.map((entry) => this.line(entry));
    guarded(this.file, () => {
      const handle = openSync(this.file, 'a', 0o600);
      try {
        appendFileSync(handle, `${lines.join('\n')}\n`);
        failpoint('audit-appended');
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    });
  }

  private line(entry: AuditEntry): string {
    this.seq += 1;
    const text = JSON.stringify({ seq: this.seq, ...entry, prev: this.prev } satisfies Line);
    this.prev = digest(text);
    return text;
  }
}

export interface AuditCheck {
  readonly lines: number;
  /** 1-based number of the first line that does not follow from the one before it. */
  readonly brokenAt: number | undefined;
}

/** Recomputes the chain of an audit log. A last line cut off by a crash does not count. */
export function checkAuditLog(file: string): AuditCheck {
  const lines = wholeLines(file);
  let prev = beginning;
  for (const [index, text] of lines.entries()) {
    const line = parsed(text);
    if (line?.prev !== prev || line.seq !== index + 1) return { lines: lines.length, brokenAt: index + 1 };
    prev = digest(text);
  }
  return { lines: lines.length, brokenAt: undefined };
}

/** The last whole line. What a crash left of another behind it is cut off. */
function lastLine(file: string): string | undefined {
  const handle = openSync(file, 'r+');
  try {
    const { size } = fstatSync(handle);
    const tail = Buffer.alloc(Math.min(size, longestLine));
    readSync(handle, tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(0x0a);
    ftruncateSync(handle, size - tail.length + end + 1);
    if (end < 0) return undefined;
    return tail.subarray(tail.lastIndexOf(0x0a, end - 1) + 1, end).toString('utf8');
  } finally {
    closeSync(handle);
  }
}

function wholeLines(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

function parsed(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
