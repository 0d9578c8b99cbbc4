import { commandName, type CommandDefinition, type Invocation } from './command.ts';
import { createProjectFolder, projectFolder, type ProjectFolder } from '../store/project-folder.ts';
import { takeLock } from '../store/lock.ts';
import { State } from '../store/state.ts';
import { failpoint } from '../failpoint.ts';
import { removeAllAbandoned } from '../store/abandoned-files.ts';

/** A project opened for writing: locked, with its state. */
export interface Workspace {
  readonly project: ProjectFolder;
  readonly state: State;
}

/**
 * Opens the project of an invocation for the length of `work`.
 * @throws LockedError, LocalError, ConfigError
 */
export async function withWorkspace<T>(
  { config, context }: Invocation,
  definition: Pick<CommandDefinition, 'path'>,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const project = projectFolder(config.root);
  createProjectFolder(project);
  const since = context.now().toISOString();
  const release = takeLock(project, { command: commandName(definition), since });
  try {
    failpoint('lock-taken');
    removeAllAbandoned(project.folder);
    const state = new State(project.stateFile);
    try {
      return await work({ project, state });
    } finally {
      state.close();
    }
  } finally {
    release();
  }
}
