import type { localIssues } from '../../model/issues/local.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const local: WordingsOf<typeof localIssues> = {
  'local.sqlite-binding': {
    title: 'SQLite does not load',
    message: ({ node }) => `the SQLite module (better-sqlite3) does not load in Node ${node}`,
    cause:
      'The binary part of the module is not installed: npm did not run install scripts, or Node has changed since.',
    fix: 'Run npm rebuild better-sqlite3; if npm answers that scripts are not allowed, npm install-scripts approve better-sqlite3 and again npm rebuild better-sqlite3.',
    example: 'npm ci --ignore-scripts, then perenos run --to clients.db',
  },
  'local.disk-full': {
    title: 'the disk takes no more',
    message: ({ file }) => `"${file}": the disk refuses to write`,
    cause: 'The disk is full, a quota is used up, or the disk has failed.',
    fix: 'Free some space and run the same command again: it goes on where it stopped.',
    example: 'writing clients.db stopped at ENOSPC: the disk has 0 bytes left',
  },
  'local.not-database': {
    title: 'not a SQLite database',
    message: ({ file }) => `"${file}" is not a SQLite database`,
    cause: 'A file of another format was named.',
    fix: 'Name another file: perenos does not overwrite files that are not its own.',
    example: '--to clients.csv → --to clients.db',
  },
  'local.database-damaged': {
    title: 'database damaged',
    message: ({ file }) => `the database "${file}" is damaged`,
    cause: 'The file was cut off or changed by another program.',
    fix: 'Restore the file from a copy or name a new one.',
    example: '.perenos/state.db copied while the program was at work',
  },
  'local.cannot-write': {
    title: 'no access to the file',
    message: ({ file }) => `"${file}" cannot be opened or written`,
    cause: 'There is no permission, or the file is read-only.',
    fix: 'Check the permissions of the file and its folder, or name another place.',
    example: '--to /etc/clients.db without the rights of an administrator',
  },
  'local.no-folder': {
    title: 'no such folder',
    message: ({ file }) => `there is no folder for "${file}"`,
    cause: 'The path is misspelt.',
    fix: 'Make the folder or correct the path.',
    example: '--to out/clients.db, and there is no folder out',
  },
  'local.locked': {
    title: 'another run is at work',
    message: ({ command, host, pid, since }) =>
      `process ${pid} on ${host} is working on this project: ${command} (since ${since})`,
    cause: 'Two commands cannot write at once.',
    fix: 'Wait for that run to end, or stop it.',
    example: 'perenos apply runs in another window; a second command ends at once with exit code 10',
  },
  'local.state-newer': {
    title: 'state newer than the program',
    message: ({ file, found, known }) =>
      `"${file}" was written by a newer perenos (format ${found}, this version knows ${known})`,
    cause: 'The project was opened with a newer version.',
    fix: 'Upgrade perenos.',
    example: 'a server opened the project with a newer perenos than the one on this computer',
  },
  'local.unsafe-folder': {
    title: 'unsafe place for a project',
    message: ({ folder, reason }) => `the folder "${folder}" is ${reason}`,
    cause: 'On network and synchronised folders the journal may be damaged.',
    fix: 'Move the project to a local disk, or add --i-know-the-risk.',
    example: 'D:\\Dropbox\\migration → C:\\migration',
  },
};
