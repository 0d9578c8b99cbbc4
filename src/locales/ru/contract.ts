import type { contractIssues } from '../../model/issues/contract.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const contract: WordingsOf<typeof contractIssues> = {
  'contract.column-missing': {
    title: 'пропал столбец',
    message: ({ column }) => `столбца «${column}» в таблице нет, хотя по договорённости с источником он должен быть`,
    cause: 'Выгрузка изменилась: столбец убрали или переименовали.',
    fix: 'Верните столбец в выгрузку либо исправьте columns: и сопоставление; contract: {columns: warn} — только предупреждать.',
    example: 'columns: {ИНН: inn}, а в файле столбцы Название и Телефон',
  },
  'contract.column-new': {
    title: 'появился новый столбец',
    message: ({ column }) => `столбца «${column}» раньше не было: он не описан и не переносится`,
    cause: 'Выгрузка изменилась: в неё добавили столбец.',
    fix: 'Добавьте столбец в columns: и, если он нужен, в сопоставление; contract: {columns: ignore} — не сообщать.',
    example: 'columns: {Название: text}, а в файле столбцы Название и Примечание',
  },
  'contract.type': {
    title: 'значение не того типа, что объявлен',
    message: ({ type }) => `значение не подходит к объявленному типу ${type}`,
    cause: 'В columns: для столбца объявлен тип, а это значение так не читается.',
    fix: 'Исправьте значение в источнике или тип в columns:; contract: {types: warn} — только предупреждать.',
    example: 'columns: {Сумма: money}, а в ячейке «по договору»',
  },
  'contract.broken': {
    title: 'источник не такой, как договорились',
    message: ({ count }) => `отличий от договорённости (contract:): ${count}; ничего не будет загружено`,
    cause: 'В источнике другие столбцы или значения не тех типов, а сопоставление этого не допускает (freeze).',
    fix: 'Посмотрите находки contract.* в отчёте; исправьте источник, columns: или задайте warn.',
    example: 'contract: {columns: freeze}, а в файле новый столбец «Примечание»',
  },
};
