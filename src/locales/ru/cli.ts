import type { cliIssues } from '../../model/issues/cli.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const cli: WordingsOf<typeof cliIssues> = {
  'cli.interrupted': {
    title: 'прервано',
    message: ({ signal }) => `работа прервана сигналом ${signal}; записанное сохранено`,
    cause: 'Нажато Ctrl-C или процесс остановлен системой.',
    fix: 'Повторите ту же команду: она продолжит с места остановки.',
  },
};
