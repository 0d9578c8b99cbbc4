import type { mappingIssues } from '../../model/issues/mapping.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const mapping: WordingsOf<typeof mappingIssues> = {
  'mapping.invalid': {
    title: 'ошибки в файле сопоставления',
    message: ({ count }) => `в файле сопоставления ошибок: ${count}`,
    cause: 'Файл сопоставления не соответствует формату или данным.',
    fix: 'Исправьте перечисленные места и проверьте командой perenos check.',
  },
  'mapping.transform-options': {
    title: 'неверный параметр функции',
    message: ({ transform, option, reason }) => `функция ${transform}, параметр «${option}»: ${reason}`,
    cause: 'Параметра нет или его значение не подходит.',
    fix: 'Исправьте параметр; примеры печатает perenos help mapping.',
  },
};
