import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tableMapping } from '../../bench/loading/table-mapping.ts';
import { createBitrix24Emulator, type Bitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import type { Bitrix24Settings } from '../../src/emulators/bitrix24/settings.ts';
import { environment, program, type Finished } from '../cli/perenos.ts';
import { workdir } from '../workdir.ts';
import { judged } from './judged.ts';
import { tables, type Places } from './rehearsal.ts';

/** A running program, and its end. */
export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished & { readonly signal: NodeJS.Signals | null }>;
}

/** A project in a folder of its own, worked on by real processes. */
export interface Project {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly places: Places;
  /** `more`: further variables of the environment, or the failpoint alone. */
  readonly start: (args: readonly string[], more?: string | Readonly<Record<string, string>>) => Started;
  readonly run: (args: readonly string[], failpoint?: string) => Started['finished'];
}

const secretName = 'PERENOS_BITRIX24_TOKEN_FILE';

export function project(files: Readonly<Record<string, string>>, webhook?: string): Project {
  const { folder, path } = workdir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  if (webhook !== undefined) writeFileSync(path('webhook.secret'), webhook);
  const start: Project['start'] = (args, more = ''): Started => {
    const variables = typeof more === 'string' ? { PERENOS_FAILPOINT: more } : more;
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: { ...environment, [secretName]: path('webhook.secret'), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const alive = () => void child.kill('SIGKILL');
    onTestFinished(alive);
    return { child, finished: ended(child) };
  };
  const places = { folder, state: path('.perenos/state.db'), audit: path('.perenos/audit.ndjson') };
  return { folder, path, places, start, run: (args, failpoint) => start(args, failpoint).finished };
}

function ended(child: ChildProcess): Started['finished'] {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
}

/**
 * Times that fit faults which execute an abandoned request within 20 ms, with two seconds to spare for a busy machine; no answer
 * that comes at all takes as long as ten.
 */
export const hasty = '{plan: box, rate: 400, burst: 400, settle_ms: 2000, recheck_ms: 20, timeout_ms: 10000}';

/** A portal in real time in this process, and a project of companies, contacts and deals that is loaded into it. */
export async function portalProject(
  seed: number,
  count: number,
  settings: Bitrix24Settings = {},
): Promise<Project & { readonly emulator: Bitrix24Emulator }> {
  const emulator = await createBitrix24Emulator({ plan: 'box', costFactor: 0, seed, ...settings });
  onTestFinished(() => emulator.close());
  judged(emulator);
  const mapping = tableMapping('bitrix24', { settings: [`options: ${hasty}`] });
  return { ...project({ ...tables(seed, count), 'perenos.yaml': mapping }, emulator.webhook), emulator };
}

export function sqliteProject(seed: number, count: number): Project {
  return project({ ...tables(seed, count), 'perenos.yaml': tableMapping('sqlite') });
}

/** Every file of a folder as bytes, for searching. */
export function filesOf(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }));
}
