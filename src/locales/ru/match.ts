import type { matchIssues } from '../../model/issues/match.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const kinds = { company: 'компании', contact: 'контакта' } as const;
const decisions = { same: '«одно и то же»', different: '«разные»' } as const;

export const match: WordingsOf<typeof matchIssues> = {
  'match.shared-value': {
    title: 'общее значение у многих',
    message: ({ field, value, records }) =>
      `«${value}» (${field}) стоит у записей: ${records}; по нему никто не объединён`,
    cause: 'Так выглядит номер коммутатора или общий почтовый ящик: он говорит о месте работы, а не о человеке.',
    fix: 'Ничего делать не нужно. Если это всё-таки один человек, поднимите предел shared в разделе dedupe.',
    example: '+7 495 123-00-00 у сорока сотрудников',
  },
  'match.placeholder': {
    title: 'значение-заглушка',
    message: ({ field, value, records }) => `«${value}» (${field}) похоже на заглушку, записей: ${records}`,
    cause: 'Поле было обязательным, и в него вписали что-нибудь.',
    fix: 'Ничего делать не нужно: при поиске дублей такие значения не учитываются.',
    example: '+7 000 000-00-00, no@mail.ru',
  },
  'match.block-skipped': {
    title: 'слишком частый признак',
    message: ({ key, value, records }) =>
      `признак «${key}» = «${value}» общий у записей: ${records}; по нему одному их не сравнивали`,
    cause: 'Частые имена в большом городе совпадают у многих людей и сами по себе ничего не доказывают.',
    fix: 'Ничего делать не нужно: такие записи сравниваются по более точным признакам. Предел — max_block в разделе dedupe.',
    example: 'имя «Александр» и город «Москва» у 4 000 контактов: сравниваются по телефону, почте, ИНН',
  },
  'match.large-cluster': {
    title: 'большая группа дублей',
    message: ({ kind, name, records }) => `в записи ${kinds[kind]} «${name}» объединено записей: ${records}`,
    cause: 'Человека или фирму заводили много раз, либо разные записи связаны общим значением.',
    fix: 'Посмотрите группу. Лишнее отделяется решением «разные».',
    example: 'контакт «Иванов Иван» из 35 записей: возможно, общий телефон приёмной',
  },
  'match.decision-stale': {
    title: 'решение устарело',
    message: ({ left, right, decision, who }) =>
      `о паре ${left} и ${right} было решено ${decisions[decision]} (${who}), но запись с тех пор изменилась`,
    cause: 'После решения в одной из записей поменялись имя, телефон, почта или реквизиты.',
    fix: 'Ответьте ещё раз: пара снова в списке вопросов.',
    example: 'П-101 и 55 признали одним лицом, а у 55 с тех пор сменились имя и телефон',
  },
  'match.decision-refused': {
    title: 'решения противоречат друг другу',
    message: ({ left, right }) =>
      `${left} и ${right} велено считать одним, но через другие записи они разведены; не объединены`,
    cause: 'По цепочке записи названы одинаковыми, а прямо или из-за разных ИНН — разными. Сильнее слово «разные».',
    fix: 'Проверьте решения о записях этой цепочки и отзовите неверное.',
    example: 'А = Б и Б = В, но А ≠ В: все трое в одну запись не объединяются',
  },
  'match.decision-overruled': {
    title: 'двое решили по-разному',
    message: ({ left, right, who }) =>
      `о паре ${left} и ${right} позже решили иначе, чем ${who}; действует последнее слово`,
    cause: 'Список вопросов разбирали несколько человек.',
    fix: 'Договоритесь и при необходимости запишите решение ещё раз.',
    example: 'Петров ответил «одно лицо», Сидорова позже — «разные»: действует «разные»',
  },
  'match.decisions-unreadable': {
    title: 'файл решений не читается',
    message: ({ file, reason }) => `файл решений «${file}» не читается: ${reason}`,
    cause: 'Нет прав на файл или вместо файла указана папка.',
    fix: 'Проверьте путь и права на чтение.',
    example: '.perenos/decisions.ndjson принадлежит другому пользователю этого компьютера',
  },
  'match.decision-invalid': {
    title: 'ошибка в файле решений',
    message: ({ file, line, reason }) => `«${file}», строка ${line}: это не решение о дублях (${reason})`,
    cause: 'Файл правили вручную или он от другой версии программы.',
    fix: 'Исправьте или удалите эту строку. Каждая строка — отдельный объект JSON.',
    example: '{"left": "П-101"} — нет второй записи и решения',
  },
  'match.unknown-record': {
    title: 'нет такой записи',
    message: ({ name }) => `в плане нет компании или контакта «${name}»`,
    cause: 'Запись названа неверно, отклонена, или она из другого запуска.',
    fix: 'Назовите её как система:код или номером в плане; perenos review list показывает имена.',
    example: 'crm:17',
  },
  'match.not-decisions': {
    title: 'в файле нет решений о дублях',
    message: ({ file }) => `«${file}» — не файл с решениями о дублях`,
    cause: 'Указан другой файл, или из таблицы удалены столбцы с группой и решением.',
    fix: 'Импортируйте файл, который сделала perenos review export, или decisions.json со страницы.',
    example: 'perenos review import clients.xlsx вместо файла, который сделала perenos review export',
  },
  'match.not-a-pair': {
    title: 'это не пара',
    message: ({ left, right }) => `«${left}» и «${right}» нельзя сравнить: это одна запись или записи разных видов`,
    cause: 'Названа дважды одна запись либо компания и контакт.',
    fix: 'Назовите две компании или два контакта.',
    example: 'perenos explain-match excel:П-101 excel:П-101 → perenos explain-match excel:П-101 site:1',
  },
  'match.duckdb-failed': {
    title: 'сбой DuckDB',
    message: ({ reason }) => `поиск дублей с engine: duckdb остановлен: ${reason}`,
    cause: 'Чаще всего на диске с временными файлами кончилось место; ничего не объединено и не записано.',
    fix: 'Освободите место или укажите другую папку в переменной окружения TMPDIR (в Windows — TEMP) и повторите команду.',
    example: 'IO Error: No space left on device',
  },
  'match.duckdb-missing': {
    title: 'DuckDB не установлен',
    message: ({ reason }) => `для engine: duckdb нужен пакет @duckdb/node-api, загрузить его не удалось: ${reason}`,
    cause: 'Пакет необязательный: его пропустили при установке, либо для этой системы его не собирают.',
    fix: 'Установите его (npm install @duckdb/node-api@1.5.6-r.1) или укажите engine: local в разделе dedupe: результат тот же.',
    example: 'engine: duckdb после npm install --omit=optional',
  },
};
