import { define } from '../issue-definition.ts';

export const localIssues = {
  'local.sqlite-binding': define<{ node: string }>('error'),
  'local.disk-full': define<{ file: string }>('error'),
  'local.not-database': define<{ file: string }>('error'),
  'local.database-damaged': define<{ file: string }>('error'),
  'local.cannot-write': define<{ file: string }>('error'),
  'local.no-folder': define<{ file: string }>('error'),
  'local.locked': define<{ pid: string; host: string; command: string; since: string }>('error'),
  'local.state-newer': define<{ file: string; found: number; known: number }>('error'),
  'local.unsafe-folder': define<{ folder: string; reason: string }>('error'),
} as const;
