import { define } from '../issue-definition.ts';

export const cliIssues = {
  'cli.interrupted': define<{ signal: string }>('error'),
} as const;
