import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '../errors.ts';
import { fileError } from '../input.ts';
import { writeOutput } from './output-file.ts';

/** Where a project keeps its state: `.perenos/` beside the mapping or in the current folder. */
export interface ProjectFolder {
  readonly folder: string;
  readonly stateFile: string;
  readonly lockFile: string;
  runFolder(runId: string): string;
  /** The chain of everything that was written into targets. */
  readonly auditFile: string;
}

const synchronised =
  /(^|[\\/])(OneDrive|Dropbox|Яндекс\.?Диск|YandexDisk|Yandex\.Disk|Google Drive|GoogleDrive)([\\/]|$| - )/i;

/**
 * Names the files of a project's state; creates nothing.
 * @throws ConfigError when the folder is synchronised with a cloud, where a write-ahead log is not safe
 */
export function projectFolder(root: string, options: { readonly acceptRisk?: boolean } = {}): ProjectFolder {
  const folder = resolve(root, '.perenos');
  if (synchronised.test(folder) && options.acceptRisk !== true) {
    throw new ConfigError('local.unsafe-folder', { folder, reason: 'sync' });
  }
  return {
    folder,
    stateFile: join(folder, 'state.db'),
    lockFile: join(folder, 'lock.db'),
    auditFile: join(folder, 'audit.ndjson'),
    runFolder: (runId) => join(folder, 'runs', runId),
  };
}

/**
 * Makes the folder (mode 0700) with a `.gitignore` that hides all of it.
 * @throws InputError when it cannot be made, LocalError when nothing can be written into it
 */
export function createProjectFolder(project: ProjectFolder): void {
  try {
    mkdirSync(project.folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw fileError(project.folder, cause);
  }
  const ignore = join(project.folder, '.gitignore');
  if (!existsSync(ignore)) writeOutput(ignore, '*\n');
}
