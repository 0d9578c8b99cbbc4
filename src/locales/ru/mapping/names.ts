import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of names that lead nowhere and of the functions of `do`. */
export const mappingNames = {
  'mapping.unknown-preset': {
    title: 'нет такой заготовки',
    message: ({ name, known }) => `заготовки «${name}» нет; есть: ${known}`,
    cause: 'Опечатка в имени готового сопоставления.',
    fix: 'Возьмите имя из списка.',
    example: 'extends: 1c-contragents → имена готовых сопоставлений перечислены в сообщении',
  },
  'mapping.unknown-source': {
    title: 'неизвестный источник',
    message: ({ source }) => `источника «${source}» нет в разделе sources`,
    cause: 'Опечатка или источник не описан.',
    fix: 'Исправьте имя или добавьте источник.',
    example: 'sources: {clients: …}, load: {contacts: {from: client}} → from: clients',
  },
  'mapping.unknown-block': {
    title: 'неизвестный блок',
    message: ({ ref }) => `блока или сущности «${ref}» нет`,
    cause: 'Опечатка в ref.',
    fix: 'Укажите имя блока из load или сущность: company, contact, user, product.',
    example: 'company: {ref: company_list, by: Код} → company: {ref: companies, by: Код}',
  },
  'mapping.unknown-map': {
    title: 'неизвестная таблица значений',
    message: ({ map }) => `таблицы «${map}» нет в разделе maps`,
    cause: 'Опечатка или таблица не описана.',
    fix: 'Исправьте имя или добавьте таблицу.',
    example: 'stage: {from: Статус, map: stage}, а раздел называется maps: {stages: …}',
  },
  'mapping.unknown-alias': {
    title: 'неизвестное присоединение',
    message: ({ alias }) => `присоединения «${alias}» нет в join этого блока`,
    cause: 'Перед :: стоит имя из раздела join.',
    fix: 'Исправьте имя или добавьте join.',
    example: 'from: cities::Город, а в join есть только city',
  },
  'mapping.unknown-column': {
    title: 'нет такого столбца',
    message: ({ column, table }) => `столбца «${column}» нет в «${table}»`,
    cause: 'Опечатка, похожие буквы другого алфавита или столбец переименован.',
    fix: 'Возьмите заголовок из файла; их печатает perenos inspect.',
    example: 'ИHН (латинская H) → ИНН',
  },
  'mapping.no-heading': {
    title: 'нет подходящего столбца',
    message: ({ field, looked, table }) =>
      `в «${table}» нечем заполнить «${field}»${looked === '' ? '' : `; искали столбцы: ${looked}`}`,
    cause: 'Ни один из известных заголовков этого поля в таблице не найден; наугад столбцы не выбираются.',
    fix: 'Назовите столбец явно в своём сопоставлении (extends и fields) или переименуйте заголовок.',
    example: 'готовое сопоставление ищет имя в столбцах «ФИО», «Имя», а в файле он назван «Кто»',
  },
  'mapping.unknown-transform': {
    title: 'неизвестная функция do',
    message: ({ transform }) => `функции «${transform}» нет`,
    cause: 'Опечатка в списке do.',
    fix: 'Исправьте имя; список печатает perenos help mapping.',
    example: 'do: [phnoe] → do: [phone]',
  },
  'mapping.transform-options': {
    title: 'неверный параметр функции',
    message: ({ transform, option, reason }) => `функция ${transform}, параметр «${option}»: ${reason}`,
    cause: 'Параметра нет или его значение не подходит.',
    fix: 'Исправьте параметр; примеры печатает perenos help mapping.',
    example: 'do: [{phone: {city: "863"}}] → do: [{phone: {city_code: "863"}}]',
  },
  'mapping.regex': {
    title: 'неверное регулярное выражение',
    message: ({ pattern, reason }) => `«${pattern}» не разобрать: ${reason}`,
    cause: 'Синтаксис RE2: обратных ссылок и просмотра вперёд и назад нет.',
    fix: 'Исправьте выражение.',
    example: "do: [{rx_extract: '(?<=№)\\d+'}] → do: [{rx_extract: '№(\\d+)'}]",
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
