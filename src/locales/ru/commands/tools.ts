import type { CommandTexts } from '../../command-texts.ts';

/** Commands that stand by themselves. */
export const toolsCommands: Readonly<Record<string, CommandTexts>> = {
  phone: {
    summary: 'Приводит телефоны к международному виду: каждый номер из значения или из строки stdin.',
    parameters: { value: 'значения; если их нет или стоит -, читается stdin' },
    flags: { country: 'страна номеров без кода страны', 'city-code': 'код города для местных номеров' },
  },
  explain: {
    summary: 'Объясняет замечание или ошибку по коду: что значит, отчего бывает, что делать.',
    parameters: { code: 'код, например phone.too-short' },
    flags: {},
  },
  clean: {
    summary: 'Чистит файлы без CRM: телефоны, почту, имена и дубли, и записывает таблицу или JSON.',
    parameters: { file: 'файлы, которые почистить' },
    flags: {
      output: 'куда записать, .csv или .json; для каждого вида записей — свой файл',
      preset: 'готовое сопоставление вместо выбранного по заголовкам',
      format: 'формат файлов вместо определённого по содержимому',
      encoding: 'кодировка текстовых файлов, например windows-1251',
      delimiter: 'разделитель текстовых таблиц',
      sheet: 'лист книги по имени или номеру',
      country: 'страна телефонов без кода страны',
      'city-code': 'код города для местных номеров',
      'csv-for': 'excel (безопасно открывать, точка с запятой) или machine (как есть, запятые)',
      'fail-on': 'какие замечания дают код завершения 1: error, warning или never',
    },
  },
  'config show': {
    summary: 'Показывает настройки и, с --origin, откуда взято каждое значение.',
    flags: { origin: 'откуда значение: флаг, переменная, файл или умолчание' },
  },
  completion: {
    summary: 'Печатает сценарий подсказок клавишей Tab для bash, zsh, fish или PowerShell.',
    parameters: {
      shell: 'bash, zsh, fish, powershell; candidates — для самих сценариев',
      word: 'слова командной строки',
    },
    flags: {},
  },
  help: { summary: 'Показывает справку о команде или по теме.', parameters: { topic: 'команда или тема' }, flags: {} },
};
