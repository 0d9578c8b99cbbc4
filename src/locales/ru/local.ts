import type { localIssues } from '../../model/issues/local.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const local: WordingsOf<typeof localIssues> = {
  'local.sqlite-binding': {
    title: 'не загружается SQLite',
    message: ({ node }) => `модуль SQLite (better-sqlite3) не загружается в Node ${node}`,
    cause: 'Двоичная часть модуля не установлена: npm не запускал установочные сценарии, или Node с тех пор сменился.',
    fix: 'Выполните npm rebuild better-sqlite3; если npm отвечает, что сценарии запрещены, — npm install-scripts approve better-sqlite3 и снова npm rebuild better-sqlite3.',
    example: 'npm ci --ignore-scripts, после него perenos run --to clients.db',
  },
  'local.disk-full': {
    title: 'не удалось записать на диск',
    message: ({ file }) => `«${file}»: диск не принимает запись`,
    cause: 'Диск заполнен, исчерпана квота или диск отказал.',
    fix: 'Освободите место и повторите ту же команду: она продолжит с места остановки.',
    example: 'запись clients.db остановилась на ENOSPC: на диске 0 байт',
  },
  'local.not-database': {
    title: 'не база SQLite',
    message: ({ file }) => `«${file}» — не база SQLite`,
    cause: 'Указан файл другого формата.',
    fix: 'Укажите другое имя файла: perenos не перезаписывает чужие файлы.',
    example: '--to clients.csv → --to clients.db',
  },
  'local.database-damaged': {
    title: 'база повреждена',
    message: ({ file }) => `база «${file}» повреждена`,
    cause: 'Файл обрезан или изменён другой программой.',
    fix: 'Восстановите файл из копии или укажите новое имя.',
    example: '.perenos/state.db, скопированный во время работы программы',
  },
  'local.cannot-write': {
    title: 'нет доступа к файлу',
    message: ({ file }) => `«${file}» нельзя открыть или записать`,
    cause: 'Нет прав или файл открыт только для чтения.',
    fix: 'Проверьте права на файл и папку или укажите другое место.',
    example: '--to /etc/clients.db без прав администратора',
  },
  'local.no-folder': {
    title: 'нет папки',
    message: ({ file }) => `папки для «${file}» нет`,
    cause: 'Путь написан с ошибкой.',
    fix: 'Создайте папку или исправьте путь.',
    example: '--to out/clients.db, а папки out нет',
  },
  'local.locked': {
    title: 'работает другой запуск',
    message: ({ command, host, pid, since }) =>
      `с этим проектом уже работает процесс ${pid} на ${host}: ${command} (с ${since})`,
    cause: 'Две команды не могут писать одновременно.',
    fix: 'Дождитесь конца того запуска или остановите его.',
    example: 'perenos apply идёт в другом окне; вторая команда сразу заканчивается с кодом 10',
  },
  'local.state-newer': {
    title: 'состояние новее программы',
    message: ({ file, found, known }) =>
      `«${file}» записан более новой версией perenos (формат ${found}, эта версия знает ${known})`,
    cause: 'Проект открывали более новой версией.',
    fix: 'Обновите perenos.',
    example: 'на сервере проект открывал perenos новее, чем на этой машине',
  },
  'local.unsafe-folder': {
    title: 'опасное место для проекта',
    message: ({ folder, reason }) => `папка «${folder}» — ${reason}`,
    cause: 'На сетевых и синхронизируемых папках журнал может повредиться.',
    fix: 'Перенесите проект на местный диск или добавьте --i-know-the-risk.',
    example: 'D:\\Яндекс.Диск\\перенос → C:\\перенос',
  },
};
