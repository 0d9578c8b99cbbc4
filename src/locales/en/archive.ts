import type { archiveIssues } from '../../model/issues/archive.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const archive: WordingsOf<typeof archiveIssues> = {
  'archive.damaged': {
    title: 'archive is damaged',
    message: ({ file, reason }) => `"${file}": the archive is damaged (${reason})`,
    cause: 'The file was spoilt on its way or written wrongly.',
    fix: 'Download or export the file again; check whether an archiver opens it.',
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
  },
  'archive.duplicate-name': {
    title: 'name repeated in an archive',
    message: ({ file, name }) => `"${file}" holds two files named "${name}"`,
    cause: 'The archive was glued together, or built so that different programs see different content.',
    fix: 'Unpack the archive, keep the right file and pack it again.',
  },
  'archive.encrypted': {
    title: 'archive has a password',
    message: ({ file, name }) => `in "${file}" the file "${name}" is encrypted`,
    cause: 'The archive was made with a password.',
    fix: 'Unpack it with your password and name the unpacked files.',
  },
  'archive.method': {
    title: 'unknown compression',
    message: ({ file, name, method }) =>
      `in "${file}" the file "${name}" is packed by method ${method}; perenos reads 0 and 8 (deflate)`,
    cause: 'The archive uses a rare method such as bzip2, LZMA or Deflate64.',
    fix: 'Pack the files again as an ordinary zip.',
  },
  'archive.size-lie': {
    title: 'larger than declared',
    message: ({ file, declared }) => `"${file}" unpacks to more than the declared ${declared} bytes`,
    cause: 'The archive is damaged, or built to exhaust memory.',
    fix: 'Get the file again from a source you trust.',
  },
};
