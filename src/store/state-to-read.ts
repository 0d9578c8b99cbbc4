import { takeLock } from './lock.ts';
import type { ProjectFolder } from './project-folder.ts';
import { isOlderState } from './state-upgrade.ts';
import { State } from './state.ts';

/**
 * Opens the state of a project for a look, without the project's lock. Only a file of an older version is locked first: it is
 * brought to this version, which no other command may see half done.
 * @throws LockedError when that is needed and another command is at work, ConfigError when a newer version wrote the file
 */
export function stateToRead(project: ProjectFolder, now: Date): State {
  if (!isOlderState(project.stateFile)) return new State(project.stateFile);
  const release = takeLock(project, { command: 'upgrade', since: now.toISOString() });
  try {
    return new State(project.stateFile);
  } finally {
    release();
  }
}
