import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of value maps. */
export const mappingMaps = {
  'mapping.map-header': {
    title: 'не та таблица значений',
    message: ({ file }) => `в «${file}» нет столбцов from и to`,
    cause: 'Первая строка CSV должна называть столбцы: from;to;comment.',
    fix: 'Добавьте строку заголовков.',
    example: 'первая строка stages.csv — Новая;Новая сделка → from;to;comment',
  },
  'mapping.map-source': {
    title: 'пустая таблица значений',
    message: ({ map }) => `у таблицы «${map}» нет ни values, ни file, ни from_source`,
    cause: 'Неоткуда взять соответствия.',
    fix: 'Добавьте один из ключей.',
    example: 'maps: {stages: {}} → maps: {stages: {values: {Новая: Первичный контакт}}}',
  },
  'mapping.map-duplicate': {
    title: 'значение повторяется',
    message: ({ value, other }) => `«${value}» и «${other}» при сравнении совпадают`,
    cause: 'Регистр, лишние пробелы и ё/е при сравнении не различаются.',
    fix: 'Оставьте одну строку.',
    example: '«Партнёр» и «партнер »',
  },
  'mapping.map-target': {
    title: 'недопустимый результат таблицы',
    message: ({ map, value, allowed }) => `таблица «${map}» даёт «${value}», а полю подходит: ${allowed}`,
    cause: 'Значение справа не из списка поля.',
    fix: 'Исправьте значение.',
    example: 'sex: {from: Пол, map: sexes}, maps: {sexes: {values: {М: man}}} → М: male',
  },
  'mapping.map-empty': {
    title: 'строка без результата',
    message: ({ map, value }) => `в таблице «${map}» у «${value}» не заполнен столбец to`,
    cause: 'Таблицу не дозаполнили; такие значения считаются неизвестными.',
    fix: 'Заполните столбец to.',
    example: 'from;to / Повторный;  → Повторный;Повторная продажа',
  },
  'mapping.map-unused': {
    title: 'таблица не используется',
    message: ({ map }) => `таблицу «${map}» никто не использует`,
    cause: 'Забыли map: у поля или раздел остался от старой версии.',
    fix: 'Добавьте map: или уберите таблицу.',
    example: 'maps: {stages: …} есть, а у поля stage нет map: stages',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
