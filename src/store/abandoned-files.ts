import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const temporaryName = /\.tmp-(\d+)(?:-journal|-wal|-shm)?$/;

/** Removes what processes that were killed left of this file: it is written under a temporary name first. */
export function removeAbandoned(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) return;
  const start = `${basename(file)}.tmp-`;
  for (const name of readdirSync(folder)) if (name.startsWith(start)) removeOfDead(join(folder, name));
}

/** The same for every file of a folder and of those below it. */
export function removeAllAbandoned(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) removeOfDead(join(folder, name));
}

function removeOfDead(file: string): void {
  const [, pid] = temporaryName.exec(file) ?? [];
  if (pid !== undefined && !isAlive(Number(pid))) rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Anything but "no such process" means that there is one, of another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
