import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a child process took, and what it printed. */
export interface ChildRun {
  readonly wallMs: number;
  /** User and system time of all its threads. */
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs inside the child: tells its CPU time and peak memory at its exit on descriptor 3. `VmHWM` is of this process alone; the
 * `maxRSS` of other systems may hold that of the process that started it.
 */
const probe = `import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  let peak = maxRSS;
  try {
    peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {}
  writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: peak * 1024 }));
});`;

const preload = `data:text/javascript,${encodeURIComponent(probe)}`;

/** Runs Node with these arguments in a folder. @throws Error when it fails */
export async function runNode(cwd: string, ...args: readonly string[]): Promise<ChildRun> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd,
    env: { ...process.env, PERENOS_LANG: 'en', NO_COLOR: '1', CI: '1', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [out, err, measured, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    textOf(child.stdio[3] as NodeJS.ReadableStream),
    new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject)),
  ]);
  const wallMs = performance.now() - started;
  if (exitCode !== 0) throw new Error(`node ${args.join(' ')} ended with ${exitCode}:\n${err}${out}`);
  const { cpuMs, peakBytes } = JSON.parse(measured) as { readonly cpuMs: number; readonly peakBytes: number };
  return { wallMs, cpuMs, peakBytes, exitCode, out, err };
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  if (stream === null) return text;
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += chunk as string;
  return text;
}

/** The program as users run it. @throws Error when it was not built */
export function programFile(root: string): string {
  const file = `${root}/bin/perenos.js`;
  if (!existsSync(`${root}/dist/cli.js`)) throw new Error('build first: npm run build');
  return file;
}
