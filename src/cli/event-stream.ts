import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { pace } from '../commands/pace.ts';
import { LocalError } from '../errors.ts';
import type { Progress, RunEvent } from '../model/event.ts';
import type { Issue } from '../model/issue.ts';
import type { OutputDocument } from '../model/output.ts';
import type { Redaction } from '../redaction.ts';

/** The stream of `--events`: one JSON object a line, for programs that follow a run. */
export interface EventStream {
  event(event: RunEvent): void;
  issue(issue: Issue): void;
  /** Writes the last line, and nothing after it. */
  end(document: OutputDocument): void;
}

interface StreamSetup {
  /** Path, `-` for stdout, `/dev/fd/3` for an open descriptor. */
  readonly target: string;
  readonly command: string;
  readonly toolVersion: string;
  readonly now: () => Date;
  readonly redaction: Redaction;
}

const progressEveryMs = 1000;

/** @throws LocalError when the file cannot be written */
export function openEventStream({ target, command, toolVersion, now, redaction }: StreamSetup): EventStream {
  const lines = lineWriter(target);
  const write = (event: Readonly<Record<string, unknown>> & { readonly type: string }) => {
    const { type, ...rest } = event;
    lines.write(`${JSON.stringify({ type, at: now().toISOString(), ...rest })}\n`);
  };
  const following = followPhases(write, now);
  write({ type: 'version', format: '1.0', perenos: toolVersion, command });
  lines.flush();
  return {
    event(event) {
      if (event.type === 'progress') following.show(event);
      else write(redaction.value({ ...event }));
      lines.flushWhenDue(now().getTime());
    },
    issue: ({ code, severity, origin, column, field }) =>
      write({
        type: 'issue',
        code,
        severity,
        file: origin.table.file,
        ...(origin.table.name === '' ? {} : { sheet: origin.table.name }),
        line: origin.line,
        ...(column === undefined ? {} : { column }),
        ...(field === undefined ? {} : { field }),
      }),
    end(document) {
      following.end();
      write(redaction.value({ type: 'summary', ...document }));
      lines.close();
    },
  };
}

type Write = (event: Readonly<Record<string, unknown>> & { readonly type: string }) => void;

/** Makes `phase` lines of the first and last word about a phase, and `progress` lines of some of those between. */
function followPhases(write: Write, now: () => Date) {
  let current: {
    progress: Progress;
    readonly startedAt: number;
    shownAt: number;
    readonly pace: ReturnType<typeof pace>;
  };
  let isOpen = false;
  const end = (time: number) => {
    if (!isOpen) return;
    isOpen = false;
    const { progress, startedAt } = current;
    write({
      type: 'phase',
      ...nameOf(progress),
      status: 'ended',
      done: progress.done,
      seconds: secondsOf(time - startedAt),
    });
  };
  return {
    show(progress: Progress) {
      // Said for every kind before the first of them begins.
      if (progress.done === 0 && progress.total !== undefined) return;
      const time = now().getTime();
      if (!isOpen || current.progress.phase !== progress.phase || current.progress.subject !== progress.subject) {
        end(time);
        current = { progress, startedAt: time, shownAt: time, pace: pace() };
        isOpen = true;
        write({ type: 'phase', ...nameOf(progress), status: 'started', done: 0, seconds: 0 });
      }
      current.progress = progress;
      current.pace.mark(time, progress.done);
      if (time - current.shownAt < progressEveryMs) return;
      current.shownAt = time;
      write({ type: 'progress', ...nameOf(progress), done: progress.done, ...measured(progress, current.pace) });
    },
    end: () => end(now().getTime()),
  };
}

function nameOf({ phase, subject }: Progress) {
  return { phase, subject };
}

function measured({ total }: Progress, speed: ReturnType<typeof pace>) {
  const perSecond = speed.perSecond();
  const left = speed.secondsLeft(total);
  return {
    ...(total === undefined ? {} : { total }),
    ...(perSecond === undefined ? {} : { per_second: Math.round(perSecond * 10) / 10 }),
    ...(left === undefined ? {} : { seconds_left: Math.round(left) }),
  };
}

function secondsOf(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds)) / 1000;
}

const bufferedBytes = 64 * 1024;
const flushEveryMs = 200;

/** Lines go out in blocks, at least five times a second. A reader that goes away ends the stream, never the run. */
function lineWriter(target: string) {
  const descriptor = openTarget(target);
  let waiting = '';
  let flushedAt = 0;
  let isBroken = false;
  const flush = () => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    if (!isBroken) isBroken = !writeAll(descriptor, bytes);
  };
  return {
    write(line: string) {
      waiting += line;
      if (waiting.length >= bufferedBytes) flush();
    },
    flush,
    flushWhenDue(time: number) {
      if (time - flushedAt < flushEveryMs) return;
      flushedAt = time;
      flush();
    },
    close() {
      flush();
      if (descriptor > 2) closeSync(descriptor);
    },
  };
}

function openTarget(target: string): number {
  if (target === '-') return 1;
  const [, number] = /^\/dev\/fd\/(\d+)$/.exec(target) ?? [];
  try {
    if (number === undefined) return openSync(target, 'w', 0o600);
    fstatSync(Number(number));
    return Number(number);
  } catch (cause) {
    throw new LocalError('local.cannot-write', { file: target }, { cause });
  }
}

/** False when the other end is closed or the disk is full. A pipe that is full is waited for. */
function writeAll(descriptor: number, bytes: Uint8Array): boolean {
  let start = 0;
  while (start < bytes.length) {
    try {
      start += writeSync(descriptor, bytes, start);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EAGAIN') return false;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return true;
}
