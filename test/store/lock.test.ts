import { expect, test } from 'vitest';
import { LockedError } from '../../src/errors.ts';
import { takeLock } from '../../src/store/lock.ts';
import { createProjectFolder, projectFolder } from '../../src/store/project-folder.ts';
import { workdir } from '../workdir.ts';

test('a second command is refused and told who holds the lock', () => {
  const project = projectFolder(workdir().folder);
  createProjectFolder(project);
  const release = takeLock(project, { command: 'apply', since: '2026-01-01T00:00:00Z' });
  expect(() => takeLock(project, { command: 'plan', since: '2026-01-01T00:00:01Z' })).toThrow(LockedError);
  try {
    takeLock(project, { command: 'plan', since: '2026-01-01T00:00:01Z' });
  } catch (error) {
    expect((error as LockedError<'local.locked'>).args).toMatchObject({ pid: String(process.pid), command: 'apply' });
  }
  release();
  takeLock(project, { command: 'plan', since: '2026-01-01T00:00:01Z' })();
});
