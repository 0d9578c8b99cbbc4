import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const contents = { phone: 'телефоны', email: 'адреса почты', url: 'сайты', inn: 'ИНН', date: 'даты' } as const;

/** Remarks in a suggested mapping. */
export const mappingSuggest = {
  'mapping.suggest-heading': {
    title: 'распознано по заголовку',
    message: ({ confidence }) => `по заголовку, уверенность ${confidence} %`,
    cause: 'Такой заголовок есть в списке известных названий поля.',
    fix: 'Проверьте и при необходимости исправьте строку.',
    example: 'столбец «Моб. телефон» → phones',
  },
  'mapping.suggest-content': {
    title: 'распознано по содержимому',
    message: ({ kind, confidence }) => `по содержимому (${contents[kind]}), уверенность ${confidence} %: проверьте`,
    cause: 'Заголовок неизвестен, но почти все ячейки выглядят одинаково.',
    fix: 'Проверьте и при необходимости исправьте строку.',
    example: 'столбец «Поле 7» с адресами вида ivan@romashka.example → emails',
  },
  'mapping.suggest-guess': {
    title: 'догадка',
    message: () => 'догадка, без имени записи нет: проверьте',
    cause: 'Ни один заголовок не похож на имя или название, а без него запись не загрузить.',
    fix: 'Укажите столбец, в котором стоит имя или название.',
    example: 'столбец «Поле 1» взят как имя: проверьте, что в нём не код',
  },
  'mapping.suggest-unknown': {
    title: 'столбцы без пары',
    message: ({ count }) => `не распознано столбцов: ${count}; раскомментируйте нужные, остальные не переносятся`,
    cause: 'Ни заголовок, ни содержимое столбца ни о чём не говорят.',
    fix: 'Перенесите нужные столбцы в подходящие поля или в custom.',
    example: '# custom: {from: Площадь} → уберите решётку, если столбец нужен',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
