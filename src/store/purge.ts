import { appendFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileError } from '../input.ts';
import type { ProjectFolder } from './project-folder.ts';
import type { State } from './state.ts';
import { failpoint } from '../failpoint.ts';

export interface PurgedFile {
  readonly file: string;
  readonly bytes: number;
  /** What it held. */
  readonly category: 'plan' | 'report' | 'workbook' | 'corrections' | 'other';
}

/** Files of a run, or of all runs and the project's corrections and decisions; their plans wherever they were put. */
export function purgeable(project: ProjectFolder, state: State, run: string | undefined): readonly PurgedFile[] {
  const folder = run === undefined ? join(project.folder, 'runs') : project.runFolder(run);
  const own =
    run === undefined
      ? ['overrides.ndjson', 'decisions.ndjson', 'match.db', 'match.db-wal', 'match.db-shm'].map((name) =>
          join(project.folder, name),
        )
      : [];
  const runs = state.runs().filter(({ run_id }) => run === undefined || run_id === run);
  const files = new Set([...below(folder), ...own, ...runs.map(({ plan_file }) => plan_file)]);
  const found = [...files].filter((file) => existsSync(file));
  return found.map((file) => ({
    file,
    bytes: statSync(file).size,
    category: categoryOf(file),
  }));
}

function below(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function categoryOf(file: string): PurgedFile['category'] {
  if (file.endsWith('.pplan')) return 'plan';
  if (/\.(html|json)$/.test(file)) return 'report';
  if (file.endsWith('.xlsx')) return 'workbook';
  return file.endsWith('.ndjson') ? 'corrections' : 'other';
}

interface Purging {
  readonly project: ProjectFolder;
  readonly state: State;
  readonly files: readonly PurgedFile[];
  readonly now: Date;
  readonly toolVersion: string;
  readonly run: string | undefined;
}

/**
 * Deletes files and before-images and appends what was deleted to `destruction-log.json`, one JSON object a line, for the act of
 * destruction. What a disk keeps of deleted files is out of reach.
 * @returns the log
 */
export function purge({ project, state, files, now, toolVersion, run }: Purging): string {
  const images = state.forgetImages(run);
  failpoint('images-purged');
  const log = join(project.folder, 'destruction-log.json');
  try {
    for (const { file } of files) rmSync(file, { force: true });
    if (run === undefined) rmSync(join(project.folder, 'runs'), { recursive: true, force: true });
    const entry = {
      at: now.toISOString(),
      run: run ?? 'all',
      by: `${userName()}@${hostname()}`,
      tool: `perenos ${toolVersion}`,
      files: files.map(({ file, bytes, category }) => ({ file, bytes, category })),
      before_images: images,
    };
    appendFileSync(log, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  } catch (cause) {
    throw fileError(log, cause);
  }
  return log;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
