import type { InterfaceTexts } from '../command-texts.ts';

export const interfaceTexts: InterfaceTexts = {
  purpose: 'Переносит клиентскую базу компании в новую CRM и чистит её по дороге.',
  pathTitle: 'Обычный путь',
  examplesTitle: 'Примеры',
  usageTitle: 'Вызов',
  flagsTitle: 'Флаги',
  globalFlagsTitle: 'Флаги любой команды',
  networkFlagsTitle: 'Флаги команд, которые могут обращаться к серверу',
  parametersTitle: 'Параметры',
  commandsTitle: 'Команды',
  exitCodesTitle: 'Коды завершения',
  moreHelp: 'perenos КОМАНДА --help показывает примеры и флаги команды; все команды и темы — perenos help.',
  documentation: 'Справочник: docs/reference в пакете; подсказки клавишей Tab — perenos completion.',
  error: 'ошибка',
  warning: 'внимание',
  notice: 'заметка',
  value: 'значение',
  reason: 'причина',
  fix: 'исправить',
  suggestion: 'возможно',
  line: 'строка',
  column: 'столбец',
  sheet: 'лист',
  next: 'Дальше',
  globalFlags: {
    lang: 'язык сообщений: ru или en',
    json: 'вывести в stdout один документ JSON',
    events: 'писать ход работы строками JSON: в файл, - (stdout) или /dev/fd/3',
    quiet: 'только ошибки и результат',
    verbose: 'подробнее; дважды — со стеком вызовов',
    color: 'цвет: auto, always или never',
    'no-color': 'без цвета',
    'no-input': 'ни о чём не спрашивать; там, где нужен ответ, завершиться с ошибкой',
    project: 'папка проекта',
    limit: 'изменить предел на входные файлы: имя=значение',
    mask: 'персональные данные в выводе: none, partial или full',
    help: 'показать справку',
    version: 'напечатать версию',
  },
  networkFlags: {
    'ca-file': 'сертификаты удостоверяющих центров, которым доверять сверх известных, PEM или DER',
    'tls-pin':
      'SHA-256 открытого ключа, который должен быть у сервера, [хост=]sha256:…; с верным ключом сертификату не нужно поручительство, другой ключ не принимается; можно повторять',
    'token-file': 'файл с секретом соединения, - для стандартного ввода; СОЕДИНЕНИЕ=ФАЙЛ для одного из нескольких',
  },
  askSecret: (connection) => `Секрет соединения «${connection}» (ввод не виден):`,
  exitCodes: {
    0: 'сделано; замечаний уровня --fail-on нет',
    1: 'закончено, но часть записей отклонена или достигнут уровень --fail-on',
    2: 'неверные флаги, окружение, сопоставление или состояние либо нет подтверждения',
    3: 'источник не читается',
    4: 'цель недоступна или исчерпаны её лимиты; можно запустить снова',
    5: 'превышен порог качества или ограничение; ничего не записано',
    6: 'план больше не подходит; составьте заново',
    7: 'вход, права, не тот портал или чужая база',
    8: 'остались операции с неизвестным исходом или дубли',
    9: 'verify нашла расхождения',
    10: 'работает другой запуск',
    11: 'диск полон, нет прав на файлы, предел памяти',
    20: 'есть что загружать (только plan --detailed-exitcode)',
    70: 'дефект perenos; печатается путь к файлу с подробностями',
    130: 'прервано по Ctrl-C; та же команда продолжит',
    143: 'остановлено сигналом SIGTERM; та же команда продолжит',
  },
  undoing: 'откат',
  phases: {
    read: 'чтение',
    match: 'поиск дублей',
    relate: 'связи',
    plan: 'сравнение с целью',
    apply: 'загрузка',
    report: 'отчёт',
  },
  tempo: {
    perSecond: (count) => `${count}/с`,
    perHour: (count) => `${count}/ч`,
    left: (duration) => `осталось ≈ ${duration}`,
    until: (clock) => `до ${clock}`,
    hours: (count) => `${count} ч`,
    minutes: (count) => `${count} мин`,
    seconds: (count) => `${count} с`,
  },
  runColumns: ['запуск', 'начат', 'состояние', 'цель'],
  runStatus: { running: 'прерван', done: 'закончен', issues: 'закончен, есть отказы', doubt: 'исход неизвестен' },
  aboutToWrite: (creates, updates, place) => `${place}: будет создано записей: ${creates}, изменено: ${updates}.`,
  confirmQuestion: 'Продолжить? [д/Н]',
  loadedInto: (place) => `Загружено в ${place}`,
  heldBack: 'Ничего не записано: сначала нужно решить то, что названо выше.',
  dryRunOnly: 'Ничего не записано: это был пробный прогон.',
  reportAt: (file) => `Отчёт: ${file}`,
  example: 'пример',
  noRejects: 'Отклонённых записей нет.',
  rejectsWritten: (count, file) => `отклонённых записей: ${count}, записаны в ${file}`,
  rejectColumns: ['Файл', 'Лист', 'Строка', 'Код', 'Причина', 'Что делать'],
  checked: (files, errors, warnings) => `файлов: ${files}, ошибок: ${errors}, предупреждений: ${warnings}`,
  tableOf: (name, rows, preset) =>
    `${name === '' ? 'Таблица' : `Таблица «${name}»`}: строк ${rows}${preset === undefined ? '' : `, готовое сопоставление: ${preset}`}`,
  written: (file) => `Записано: ${file}`,
  askSource: 'Какой файл переносить (пусто — пока никакой):',
  unmappedColumns: ['соответствие', 'значение', 'строк'],
  allMapped: 'Для всех значений есть соответствие.',
  importedFrom: (file) => `Сделано из ${file} командой perenos mapping import; имена файлов в sources поправьте.`,
  importLeftOut: 'Не перенесено или требует внимания:',
  importReasons: {
    unmapped: 'в исходном файле ни с чем не сопоставлено',
    'empty-constant': 'пустое значение-константа; чтобы очищать поле в цели, используйте clear: true',
    'no-kind': 'такого вида записей в perenos нет',
    option: 'настройка другого инструмента, здесь не нужна',
    filter: 'условие отбора: перенесите в where:',
    'record-type': 'тип записи Salesforce; при необходимости добавьте поле с const:',
    lookup: 'связь без соответствия: значение сохранено как дополнительное поле',
    'no-key': 'не назван код записи: замените key: auto на столбец',
    'parent-key': 'родитель ищется по этому полю: его столбец должен быть key: родительского блока',
    'not-understood': 'не понято',
  },
  emptyMapping: (project, target) => `# yaml-language-server: $schema=./.perenos/mapping-1.schema.json
# Что здесь может стоять, говорит perenos help mapping; черновик по вашим файлам делает perenos mapping suggest.
perenos: 1
locale: ru
project: ${project}
target: {type: ${target}}

sources:
  people: {file: in/Контакты.xlsx, key: Код}

load:
  people:
    entity: contact
    from: people
    key: Код
    fields:
      full_name: {from: ФИО, do: [collapse_spaces, person_name], required: true}
      phones: [{from: Телефон, do: [phone], on_error: keep}]
      emails: [{from: Почта, do: [email], on_error: keep}]
`,
  topics: 'Темы справки',
  help: {
    mapping: `Файл сопоставления (perenos.yaml) говорит, какие столбцы становятся какими полями.

perenos: 1
project: romashka
sources:
  people: {file: in/Контакты.xlsx, sheet: Контакты, key: Код}
load:
  people:
    entity: contact            # company, contact, lead, deal, activity, note, product, user
    from: people
    key: Код                   # код в старой системе: не должен меняться от выгрузки к выгрузке
    where: 'row["Удалён"] != "да"'
    fields:
      full_name: {from: ФИО, do: [collapse_spaces, person_name], required: true}
      phones: [{from: Телефон, type: work, do: [phone], on_error: keep}]
      company: {ref: companies, by: Код компании, on_missing: stub}

on_error: reject (по умолчанию), drop, keep (исходный текст уходит в комментарий), default.
on_missing: reject, null, stub, defer.
class: none, name, phone, email, address, birth_date, doc_number, inn_person, free_text — как скрывать поле, если не как обычно.

В sources: можно сказать, какой должна быть выгрузка; отличия станут находками, а при freeze ничего не загрузится (код выхода 5):
  people: {file: in/Контакты.xlsx, columns: {Код: text, Оборот: money}, contract: {columns: warn, types: freeze}}
columns: freeze, warn, ignore — о новых и пропавших столбцах; по умолчанию останавливает пропажа нужного столбца, остальное —
предупреждения. types: freeze (по умолчанию), warn. Типы: text, number, integer, money, date, datetime, bool, phone, email, url, inn, kpp,
ogrn. Без columns: договорённость — это headers.json (perenos check --save-headers headers.json).
perenos mapping suggest делает черновик, perenos check находит ошибки, perenos help functions перечисляет, что бывает в do:.`,
    expressions: `В where:, when:, expr: и count_where: стоят выражения CEL. Им видны
  row["Столбец"]  ячейка как текст, пустая — ""    cell(row, "Столбец")  то же, но "" и тогда, когда столбца нет
  value           после from: и do:                src, const.x, rownum, file
и функции num, money, date, now, digits, lower, upper, title, trim, cut, split, join, join_nonempty, first, last,
coalesce, blank, word, rx, rx_replace, rx_extract, contains_any, lookup, inn_ok, phone_ok, email_ok, hash, days_between, translit.

where: 'row["Тип"] == "клиент" && num(row["Оборот"]) > 0'
expr: 'join_nonempty(", ", [row["Город"], row["Улица"]])'`,
    privacy: `С машины ничего не уходит, кроме обращений к настроенной вами цели. Телеметрии нет.
Персональные данные в отчётах и выводе скрываются: --mask none|partial|full (partial в терминале, full при CI).
Планы, отклонённые строки и прежние значения хранятся открыто в .perenos/ (права 0700, git их не видит).
Секреты читаются из файлов (--token-file, PERENOS_<СОЕДИНЕНИЕ>_TOKEN_FILE), из окружения или с клавиатуры, но не из значений
флагов и не из сопоставления; из всего, что программа печатает, они вычеркнуты. Хранилище ключей системы не используется.`,
    environment: `PERENOS_LANG, PERENOS_COLOR, PERENOS_MASK, PERENOS_LIMIT, PERENOS_QUIET,
PERENOS_VERBOSE, PERENOS_JSON, PERENOS_INPUT, PERENOS_EVENTS   то же, что флаги с этими именами
PERENOS_PROJECT   папка проекта
PERENOS_<СОЕДИНЕНИЕ>_TOKEN_FILE   файл с секретом соединения; PERENOS_<СОЕДИНЕНИЕ>_TOKEN — сам секрет, для CI
PERENOS_CA_FILE, PERENOS_TLS_PIN   то же, что --ca-file и --tls-pin
HTTPS_PROXY, NO_PROXY   прокси, http://пользователь:пароль@прокси:порт, и серверы, к которым он не нужен; этому компьютеру он не нужен никогда
NO_COLOR          без цвета          FORCE_COLOR   цвет и не в терминале
CI                без вопросов и перерисовки, с полной маскировкой
LC_ALL, LC_MESSAGES, LANG   язык, если он не задан иначе

Флаг сильнее переменной, переменная — perenos.local.yaml, тот — раздела cli: в perenos.yaml, он — личного
~/.config/perenos/config.yaml. Откуда взято каждое значение, показывает perenos config show --origin.`,
  },
  kinds: {
    user: 'сотрудники',
    product: 'товары',
    company: 'компании',
    contact: 'контакты',
    lead: 'лиды',
    deal: 'сделки',
    activity: 'дела',
    note: 'заметки',
  },
};
