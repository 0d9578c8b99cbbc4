import { spawn } from 'node:child_process';
import type { RequestLog } from '../../../src/emulators/request-log.ts';
import { environment, program } from '../../cli/perenos.ts';

/** Times as fast as outside: a minute in which an abandoned request may still be executed is three seconds. */
export const pace = 20;

/** When a program is killed: after so many requests that reached the stand-in, then after so many milliseconds more. */
export interface Kill {
  readonly requests: number;
  readonly ms: number;
}

export interface Ended {
  readonly code: number | null;
  readonly isKilled: boolean;
  readonly said: string;
}

export interface Machine {
  readonly folder: string;
  readonly log: RequestLog;
  /** Milliseconds since 1970 when its time began to pass fast. */
  readonly epoch: number;
  readonly variables: Readonly<Record<string, string>>;
}

const preload = `--import=${new URL('fast-clock.mjs', import.meta.url).href}`;
/** A program that hangs fails its load. */
const longestMs = 300_000;

/** Runs the built program until it ends or is killed with SIGKILL. */
export function perform(machine: Machine, args: readonly string[], kill: Kill | undefined): Promise<Ended> {
  const { folder, log, epoch, variables } = machine;
  const fast = { NODE_OPTIONS: preload, PERENOS_TEST_PACE: String(pace), PERENOS_TEST_EPOCH: String(epoch) };
  const child = spawn(process.execPath, [program, ...args, '--quiet'], {
    cwd: folder,
    env: { ...environment, ...fast, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  let timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const late = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), ms);
  };
  let left = kill?.requests ?? -1;
  if (left === 0) late(kill?.ms ?? 0);
  // Only while it is waited for: what listens has every answer read.
  let stop = (): void => {};
  if (left > 0)
    stop = log.listen(() => {
      left -= 1;
      if (left > 0) return;
      stop();
      late(kill?.ms ?? 0);
    });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      stop();
      resolve({ code, isKilled: signal === 'SIGKILL', said });
    });
  });
}
