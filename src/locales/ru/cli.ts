import type { cliIssues } from '../../model/issues/cli.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

/** Ближайшее известное имя, если оно есть. */
function perhaps(name: string | undefined): string {
  return name === undefined ? '' : `, возможно, ${name}`;
}

export const cli: WordingsOf<typeof cliIssues> = {
  'cli.interrupted': {
    title: 'прервано',
    message: ({ signal }) => `работа прервана сигналом ${signal}; записанное сохранено`,
    cause: 'Нажато Ctrl-C или процесс остановлен системой.',
    fix: 'Повторите ту же команду: она продолжит с места остановки.',
  },
  'cli.usage': {
    title: 'неверный вызов',
    message: ({ reason }) => `${reason}`,
    cause: 'Команда или флаг написаны с ошибкой.',
    fix: 'Правильный вызов показывает perenos help и perenos КОМАНДА --help.',
  },
  'cli.unknown-command': {
    title: 'нет такой команды',
    message: ({ command, suggestion }) => `команды «${command}» нет${perhaps(suggestion)}`,
    cause: 'Имя команды написано с ошибкой.',
    fix: 'Список команд: perenos help.',
    example: 'perenos chek → perenos check',
  },
  'cli.missing-command': {
    title: 'не сказано, что сделать',
    message: ({ group, known }) => `после perenos ${group} нужно действие: ${known}`,
    cause: 'Указана только группа команд.',
    fix: 'Добавьте одно из действий.',
    example: 'perenos rejects → perenos rejects show',
  },
  'cli.unknown-flag': {
    title: 'нет такого флага',
    message: ({ flag, suggestion }) => `флага «${flag}» у этой команды нет${perhaps(suggestion)}`,
    cause: 'Флаг написан с ошибкой или принадлежит другой команде.',
    fix: 'Флаги команды показывает perenos КОМАНДА --help.',
    example: '--jsn → --json',
  },
  'cli.flag-required': {
    title: 'не хватает флага',
    message: ({ flag }) => `без флага ${flag} команда не работает`,
    cause: 'Обязательный флаг не указан.',
    fix: 'Добавьте его; примеры показывает perenos КОМАНДА --help.',
    example: 'perenos clean клиенты.xlsx → perenos clean клиенты.xlsx -o чистые.csv',
  },
  'cli.flag-value-missing': {
    title: 'у флага нет значения',
    message: ({ flag }) => `после флага ${flag} нужно значение`,
    cause: 'Флаг указан последним или за ним сразу следует другой флаг.',
    fix: 'Напишите значение через пробел или знак равенства.',
    example: '--to → --to crm.db',
  },
  'cli.missing-argument': {
    title: 'не указано, с чем работать',
    message: ({ name, usage }) => `не хватает параметра ${name}; вызов: ${usage}`,
    cause: 'Обязательный параметр не указан.',
    fix: 'Добавьте его после команды.',
    example: 'perenos inspect → perenos inspect клиенты.xlsx',
  },
  'cli.excess-arguments': {
    title: 'лишние параметры',
    message: ({ excess, usage }) => `лишнее: ${excess}; вызов: ${usage}`,
    cause: 'Параметров больше, чем принимает команда; так бывает, когда имя файла с пробелом написано без кавычек.',
    fix: 'Уберите лишнее или возьмите имя в кавычки.',
    example: 'perenos apply мой план.pplan → perenos apply "мой план.pplan"',
  },
  'cli.conflict': {
    title: 'флаги исключают друг друга',
    message: ({ one, other }) => `${one} и ${other} вместе не работают`,
    cause: 'Оба пишут в одно место или просят противоположного.',
    fix: 'Оставьте один из них.',
    example: '--events - --json → --events run.ndjson --json',
  },
  'cli.bad-choice': {
    title: 'недопустимое значение',
    message: ({ choices, name, suggestion, value }) =>
      `--${name} не может быть «${value}»${perhaps(suggestion)}; допустимо: ${choices}`,
    cause: 'Значение флага или переменной окружения написано с ошибкой.',
    fix: 'Укажите одно из перечисленных значений.',
  },
  'cli.bad-settings': {
    title: 'файл настроек не читается',
    message: ({ file }) => `«${file}» — не YAML с настройками`,
    cause: 'В файле ошибка, или это не пары «имя: значение».',
    fix: 'Исправьте файл; что в нём может быть, показывает perenos config show.',
    example: 'lang: ru',
  },
  'cli.unknown-setting': {
    title: 'нет такой настройки',
    message: ({ file, key, known, suggestion }) =>
      `${file}: настройки «${key}» нет${perhaps(suggestion)}; есть: ${known}`,
    cause: 'Имя настройки написано с ошибкой.',
    fix: 'Исправьте имя.',
  },
  'cli.bad-limit': {
    title: 'неверный предел',
    message: ({ known, limit }) => `--limit ${limit} не понят; есть пределы: ${known}`,
    cause: 'Предел задаётся как имя=целое число.',
    fix: 'Например: --limit rowBytes=20000000.',
  },
  'cli.bad-duration': {
    title: 'не длительность',
    message: ({ name, value }) => `${name}: «${value}» — не длительность`,
    cause: 'Длительность — это число с единицей.',
    fix: 'Пишите 90s, 30m или 2h (секунды, минуты, часы).',
  },
  'cli.bad-number': {
    title: 'не число',
    message: ({ name, value }) => `--${name}: «${value}» — не целое положительное число`,
    cause: 'Значение написано с ошибкой.',
    fix: 'Укажите целое число, например 10.',
  },
  'cli.confirmation-needed': {
    title: 'нужно подтверждение',
    message: ({ flag }) => `команда меняет данные и требует подтверждения: ${flag}`,
    cause: 'Команда запущена не в терминале, спросить некого.',
    fix: 'Добавьте названный флаг, если всё верно.',
  },
  'cli.not-confirmed': {
    title: 'не подтверждено',
    message: () => 'вы не подтвердили действие, ничего не изменено',
    cause: 'На вопрос ответили «нет».',
    fix: 'Запустите команду снова, когда будете готовы.',
  },
  'cli.unknown-code': {
    title: 'нет такого кода',
    message: ({ code, suggestion }) => `кода «${code}» нет${perhaps(suggestion)}`,
    cause: 'Код написан с ошибкой.',
    fix: 'Список всех кодов: perenos help codes.',
  },
  'cli.unknown-topic': {
    title: 'нет такой темы',
    message: ({ known, suggestion, topic }) => `темы справки «${topic}» нет${perhaps(suggestion)}; есть: ${known}`,
    cause: 'Тема написана с ошибкой.',
    fix: 'Выберите одну из перечисленных.',
  },
  'cli.unknown-shell': {
    title: 'нет такой оболочки',
    message: ({ known, shell, suggestion }) => `для «${shell}» подсказок нет${perhaps(suggestion)}; есть: ${known}`,
    cause: 'Имя оболочки написано с ошибкой, или она не поддерживается.',
    fix: 'Выберите одну из перечисленных.',
  },
  'cli.unknown-operation': {
    title: 'нет такой операции',
    message: ({ operation, run }) => `у запуска ${run} нет незавершённой операции ${operation}`,
    cause: 'Номер указан неверно, или операция уже выполнена.',
    fix: 'Неясные операции с номерами показывает perenos ops list.',
  },
  'cli.unknown-run': {
    title: 'нет такого запуска',
    message: ({ run }) => `запуска «${run}» в этом проекте нет`,
    cause: 'Имя запуска написано с ошибкой или проект другой.',
    fix: 'Список запусков: perenos status.',
  },
  'cli.no-run': {
    title: 'запусков ещё не было',
    message: ({ folder }) => `в «${folder}» ничего ещё не запускали`,
    cause: 'Папка проекта другая или переноса ещё не было.',
    fix: 'Перейдите в папку проекта или укажите её: -C папка.',
  },
  'cli.no-mapping': {
    title: 'нет файла сопоставления',
    message: ({ folder }) => `в «${folder}» нет perenos.yaml`,
    cause: 'Команда работает по файлу сопоставления проекта.',
    fix: 'Создайте его: perenos init, или укажите: --mapping файл.',
  },
  'cli.no-preset': {
    title: 'готовое сопоставление не подошло',
    message: ({ file, headings, table }) =>
      `«${file}»${table === '' ? '' : `, «${table}»`}: заголовки (${headings}) не подходят ни к одному готовому сопоставлению`,
    cause: 'Таблица называет столбцы по-своему.',
    fix: 'Начните с черновика: perenos mapping suggest -s файл, поправьте его и запустите с --mapping.',
  },
  'cli.no-headings': {
    title: 'нет заголовков для снимка',
    message: ({ file }) => `ни один файл источников «${file}» не прочитан, сохранять нечего`,
    cause: 'Файлы, названные в sources, на этой машине отсутствуют.',
    fix: 'Запустите там, где лежат выгрузки.',
  },
  'cli.file-exists': {
    title: 'файл уже есть',
    message: ({ file }) => `«${file}» уже существует`,
    cause: 'perenos не перезаписывает файлы молча.',
    fix: 'Укажите другое имя или удалите файл.',
  },
  'cli.crash': {
    title: 'внутренняя ошибка',
    message: ({ file, reason }) => `внутренняя ошибка perenos: ${reason}; подробности в ${file}`,
    cause: 'Это дефект программы.',
    fix: 'Пришлите файл с подробностями разработчикам: персональных данных в нём нет.',
  },
};
