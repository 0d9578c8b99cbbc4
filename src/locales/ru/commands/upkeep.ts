import type { CommandTexts } from '../../command-texts.ts';
import { pacing } from './flags.ts';

/** Commands for what a load leaves. */
export const upkeepCommands: Readonly<Record<string, CommandTexts>> = {
  'ops list': {
    summary: 'Перечисляет операции запуска, о которых ничего не известно, или в другом состоянии.',
    parameters: { run: 'номер запуска; по умолчанию самый новый' },
    flags: { state: 'in_doubt, rejected, planned или done' },
  },
  'ops resolve': {
    summary: 'Отмечает, чем кончилась неясная операция, когда вы сами посмотрели в приёмнике.',
    parameters: { operation: 'номер операции' },
    flags: { as: 'done:ID, retry или skip', run: 'номер запуска; по умолчанию самый новый' },
  },
  'duplicates remove': {
    summary: 'Удаляет лишние копии записей, возникшие оттого, что запрос дошёл дважды.',
    parameters: { run: 'номер запуска; по умолчанию самый новый' },
    flags: {
      ...pacing,
      yes: 'не спрашивать',
      'dry-run': 'только перечислить',
    },
  },
  'state rebuild': {
    summary: 'Заново находит записи плана в приёмнике, если журнал потерян.',
    parameters: { run: 'номер запуска; по умолчанию самый новый' },
    flags: {
      ...pacing,
      plan: 'файл плана вместо запуска',
    },
  },
  'audit verify': {
    summary: 'Проверяет, что журнал записанного в приёмники никто не менял.',
    flags: {},
  },
  purge: {
    summary: 'Удаляет планы, отчёты, книги и другие файлы с данными людей и ведёт перечень удалённого.',
    flags: {
      run: 'только этого запуска',
      all: 'всех запусков',
      yes: 'не спрашивать',
      'dry-run': 'только перечислить файлы',
    },
  },
  runbook: {
    summary: 'Печатает шаги перехода с командами этого проекта.',
    flags: { mapping: 'файл соответствий', plan: 'план, числа которого показать', output: 'файл для записи' },
  },
};
