import type { cliIssues } from '../../model/issues/cli.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const cli: WordingsOf<typeof cliIssues> = {
  'cli.interrupted': {
    title: 'interrupted',
    message: ({ signal }) => `stopped by ${signal}; what was written is safe`,
    cause: 'Ctrl-C was pressed or the system stopped the process.',
    fix: 'Run the same command again: it goes on where it stopped.',
  },
};
