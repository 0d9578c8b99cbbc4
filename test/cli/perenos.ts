import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const program = join(import.meta.dirname, '..', '..', 'bin', 'perenos.js');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The environment of a plain terminal without colour, in English. */
export const environment = { ...process.env, PERENOS_LANG: 'en', NO_COLOR: '1', CI: '', TZ: 'UTC' };

/** Runs the built program in a folder and waits for its end. */
export function perenos(cwd: string, ...args: readonly string[]): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: environment,
    encoding: 'utf8',
    // A command that never ends must fail its test, not stop the whole run.
    timeout: 900_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Runs with `--json` and gives the document. */
export function perenosJson(cwd: string, ...args: readonly string[]) {
  const finished = perenos(cwd, ...args, '--json');
  return { ...finished, document: JSON.parse(finished.out) as Document };
}

export interface Document {
  readonly format_version: string;
  readonly command: string;
  readonly ok: boolean;
  readonly exit_code: number;
  // The shape depends on the command; tests look at what they need.
  // oxlint-disable-next-line no-explicit-any
  readonly summary: any;
  readonly issues: readonly {
    readonly code: string;
    readonly count?: number;
    readonly samples?: readonly { readonly line: number }[];
  }[];
  readonly files: Readonly<Record<string, string>>;
  readonly next: readonly string[];
}

/** Starts the program and kills it with SIGKILL after a time, unless it has ended before. */
export function killedAfter(cwd: string, ms: number, ...args: readonly string[]): Promise<'killed' | 'ended'> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], { cwd, env: environment, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('exit', (_code, signal) => {
      clearTimeout(timer);
      done(signal === 'SIGKILL' ? 'killed' : 'ended');
    });
  });
}
