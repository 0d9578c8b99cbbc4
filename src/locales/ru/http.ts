import type { httpIssues } from '../../model/issues/http.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const http: WordingsOf<typeof httpIssues> = {
  'http.address': {
    title: 'это не адрес',
    message: ({ address }) => `«${address}» — не адрес сервера`,
    cause: 'Адрес начинается с https:// и не содержит ни имени пользователя, ни пароля.',
    fix: 'Исправьте адрес в сопоставлении; секрет храните в файле, путь к которому задаёт PERENOS_<СОЕДИНЕНИЕ>_TOKEN_FILE.',
    example: 'https://server.example/base/odata/standard.odata',
  },
  'http.insecure': {
    title: 'адрес без шифрования',
    message: ({ address }) => `${address} пришлось бы читать без шифрования`,
    cause:
      'http:// разрешён только для этого же компьютера: иначе пароль и персональные данные увидит любой по дороге.',
    fix: 'Опубликуйте базу по https://.',
  },
  'http.certificate': {
    title: 'сертификату нельзя доверять',
    message: ({ address, reason }) => `сертификат ${address} не вызывает доверия: ${reason}`,
    cause: 'Он самоподписанный, просрочен или выдан центром, которого этот компьютер не знает.',
    fix: 'Укажите файл с сертификатом центра в переменной PERENOS_CA_FILE. Отключить проверку нельзя.',
  },
  'http.redirect': {
    title: 'сервер отсылает к другому адресу',
    message: ({ address, status }) => `${address} отвечает перенаправлением (${status})`,
    cause: 'По перенаправлениям программа не ходит: секрет ушёл бы на другой сервер.',
    fix: 'Укажите в сопоставлении конечный адрес.',
  },
  'http.unreachable': {
    title: 'сервер не отвечает',
    message: ({ address, reason, attempts }) =>
      `${address} не удалось прочитать, попыток: ${attempts}; причина: ${reason}`,
    cause: 'Сервер выключен, перегружен или недоступен с этого компьютера.',
    fix: 'Проверьте адрес и сеть и запустите ещё раз.',
  },
  'http.access': {
    title: 'сервер не пускает',
    message: ({ address, status }) => `${address} отказывает в доступе (${status})`,
    cause: 'Неверно имя или пароль, или у пользователя нет прав на эти данные.',
    fix: 'Проверьте секрет — «пользователь:пароль» одной строкой — и права пользователя.',
  },
  'http.answer': {
    title: 'неожиданный ответ',
    message: ({ address, status, text }) => `${address} отвечает ${status}: ${text}`,
    cause: 'Таких данных на сервере нет, или он не может их отдать.',
    fix: 'Проверьте адрес и запрошенные имена.',
  },
  'http.too-large': {
    title: 'слишком большой ответ',
    message: ({ address, allowed }) => `ответ ${address} больше ${allowed} байт`,
    cause: 'Сервер отдаёт одной страницей больше, чем держится в памяти.',
    fix: 'Запрашивайте страницы меньше (page_size) или поднимите предел: --limit heldBytes=….',
  },
  'http.no-secret': {
    title: 'нет секрета для соединения',
    message: ({ connection }) => `для соединения «${connection}» нет секрета`,
    cause: 'Не заданы ни переменная с путём к файлу, ни переменная с самим секретом.',
    fix: 'Положите секрет в файл, а путь к нему — в PERENOS_<СОЕДИНЕНИЕ>_TOKEN_FILE; в CI сам секрет может лежать в PERENOS_<СОЕДИНЕНИЕ>_TOKEN.',
  },
  'http.changed': {
    title: 'данные изменились, пока их читали',
    message: ({ address, expected, read }) => `в ${address} записей ${expected}, а прочитано ${read}`,
    cause: 'Пока базу читали по страницам, в ней кто-то работал.',
    fix: 'Запустите ещё раз, лучше когда в базе никто не работает.',
  },
};
