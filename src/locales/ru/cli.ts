import type { cliIssues } from '../../model/issues/cli.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

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
  'cli.bad-choice': {
    title: 'недопустимое значение',
    message: ({ choices, name, value }) => `--${name} не может быть «${value}»; возможно: ${choices}`,
    cause: 'Значение флага или переменной окружения написано с ошибкой.',
    fix: 'Укажите одно из перечисленных значений.',
  },
  'cli.bad-limit': {
    title: 'неверный предел',
    message: ({ known, limit }) => `--limit ${limit} не понят; есть пределы: ${known}`,
    cause: 'Предел задаётся как имя=целое число.',
    fix: 'Например: --limit rowBytes=20000000.',
  },
  'cli.bad-number': {
    title: 'не число',
    message: ({ name, value }) => `--${name}: «${value}» — не целое положительное число`,
    cause: 'Значение написано с ошибкой.',
    fix: 'Укажите целое число, например 10.',
  },
  'cli.confirmation-needed': {
    title: 'нужно подтверждение',
    message: () => 'команда меняет данные и требует подтверждения',
    cause: 'Команда запущена не в терминале, спросить некого.',
    fix: 'Добавьте ${flag}.',
  },
  'cli.not-confirmed': {
    title: 'не подтверждено',
    message: () => 'вы не подтвердили действие, ничего не изменено',
    cause: 'На вопрос ответили «нет».',
    fix: 'Запустите команду снова, когда будете готовы.',
  },
  'cli.unknown-code': {
    title: 'нет такого кода',
    message: ({ code, suggestion }) => `кода «${code}» нет${suggestion}`,
    cause: 'Код написан с ошибкой.',
    fix: 'Список всех кодов: perenos help codes.',
  },
  'cli.unknown-topic': {
    title: 'нет такой темы',
    message: ({ known, topic }) => `темы справки «${topic}» нет; есть: ${known}`,
    cause: 'Тема написана с ошибкой.',
    fix: 'Выберите одну из перечисленных.',
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
    message: ({ file, headings, known, table }) =>
      `«${file}» ${table}: заголовки (${headings}) не подходят ни к одному готовому сопоставлению (${known})`,
    cause: 'Таблица называет столбцы по-своему.',
    fix: 'Начните с черновика: perenos mapping suggest -s файл, поправьте его и запустите с --mapping.',
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
