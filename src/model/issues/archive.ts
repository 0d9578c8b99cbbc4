import { define } from '../issue-definition.ts';

/** What can be wrong with a zip file, and with workbooks, which are zip files too. */
export const archiveIssues = {
  'archive.damaged': define<{ file: string; reason: string }>('error'),
  'archive.unsafe-name': define<{ file: string; name: string }>('error'),
  'archive.symlink': define<{ file: string; name: string }>('error'),
  'archive.duplicate-name': define<{ file: string; name: string }>('error'),
  'archive.encrypted': define<{ file: string; name: string }>('error'),
  'archive.method': define<{ file: string; name: string; method: number }>('error'),
  'archive.size-lie': define<{ file: string; declared: number }>('error'),
} as const;
