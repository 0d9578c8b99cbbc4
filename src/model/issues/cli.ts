import { define } from '../issue-definition.ts';

export const cliIssues = {
  'cli.interrupted': define<{ signal: string }>('error'),
  'cli.usage': define<{ reason: string }>('error'),
  'cli.bad-choice': define<{ name: string; value: string; choices: string }>('error'),
  'cli.bad-limit': define<{ limit: string; known: string }>('error'),
  'cli.bad-number': define<{ name: string; value: string }>('error'),
  'cli.confirmation-needed': define<{ flag: string }>('error'),
  'cli.not-confirmed': define('error'),
  'cli.unknown-code': define<{ code: string; suggestion: string }>('error'),
  'cli.unknown-topic': define<{ topic: string; known: string }>('error'),
  'cli.unknown-run': define<{ run: string }>('error'),
  'cli.no-run': define<{ folder: string }>('error'),
  'cli.no-mapping': define<{ folder: string }>('error'),
  'cli.no-preset': define<{ file: string; table: string; headings: string; known: string }>('error'),
  'cli.file-exists': define<{ file: string }>('error'),
  'cli.crash': define<{ reason: string; file: string }>('error'),
} as const;
