import type { archiveIssues } from '../../model/issues/archive.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const archive: WordingsOf<typeof archiveIssues> = {
  'archive.damaged': {
    title: 'archive is damaged',
    message: ({ file, reason }) => `"${file}": the archive is damaged (${reason})`,
    cause: 'The file was spoilt on its way or written wrongly.',
    fix: 'Download or export the file again; check whether an archiver opens it.',
    example: 'customers.zip of 12 MB of which only 8 were downloaded: the list of contents at its end is not found',
  },
  'archive.unsafe-name': {
    title: 'unsafe name in an archive',
    message: ({ file, name }) => `"${file}" holds a file with a forbidden name "${name}"`,
    cause: 'The name leads out of the archive (two dots, absolute path, drive letter, backslash) or holds a NUL.',
    fix: 'Unpack the archive and pack it again with an ordinary archiver; do not trust it if it came from strangers.',
    example: '../../etc/passwd',
  },
  'archive.symlink': {
    title: 'a link instead of a file',
    message: ({ file, name }) => `"${file}": "${name}" is a symbolic link`,
    cause: 'A link was packed, not the file itself.',
    fix: 'Pack the archive again so that it holds the files themselves.',
    example: 'customers.csv inside export.zip is a link to /home/ivan/customers.csv',
  },
  'archive.duplicate-name': {
    title: 'name repeated in an archive',
    message: ({ file, name }) => `"${file}" holds two files named "${name}"`,
    cause: 'The archive was glued together, or built so that different programs see different content.',
    fix: 'Unpack the archive, keep the right file and pack it again.',
    example: 'export.zip holds Account.csv twice, of 10 and of 12 rows: which one is right is not guessed',
  },
  'archive.encrypted': {
    title: 'archive has a password',
    message: ({ file, name }) => `in "${file}" the file "${name}" is encrypted`,
    cause: 'The archive was made with a password.',
    fix: 'Unpack it with your password and name the unpacked files.',
    example: 'zip -e customers.zip clients.csv → unpack it with the password and name clients.csv',
  },
  'archive.method': {
    title: 'unknown compression',
    message: ({ file, name, method }) =>
      `in "${file}" the file "${name}" is packed by method ${method}; perenos reads 0 and 8 (deflate)`,
    cause: 'The archive uses a rare method such as bzip2, LZMA or Deflate64.',
    fix: 'Pack the files again as an ordinary zip.',
    example:
      'method 14 is LZMA, 9 is Deflate64: 7-Zip with special settings and Windows Explorer for files over 2 GB write them',
  },
  'archive.size-lie': {
    title: 'larger than declared',
    message: ({ file, declared }) => `"${file}" unpacks to more than the declared ${declared} bytes`,
    cause: 'The archive is damaged, or built to exhaust memory.',
    fix: 'Get the file again from a source you trust.',
    example: 'the list of contents says 1,000 bytes and byte 1,001 is coming out: reading stops',
  },
};
