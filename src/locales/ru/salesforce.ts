import type { salesforceIssues } from '../../model/issues/salesforce.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const salesforce: WordingsOf<typeof salesforceIssues> = {
  'salesforce.part-missing': {
    title: 'не хватает части выгрузки',
    message: ({ org, missing, parts }) =>
      `выгрузка организации ${org} состоит из ${parts} архивов, а этих нет среди указанных: ${missing}`,
    cause:
      'Salesforce делит большую выгрузку на архивы WE_…_1.ZIP, WE_…_2.ZIP и так далее; не все скачаны или указаны.',
    fix: 'Скачайте недостающие архивы и укажите все сразу, например WE_*.ZIP. Через 48 часов Salesforce их удаляет — тогда закажите выгрузку заново.',
    example: 'указаны WE_00D…_1.ZIP и WE_00D…_3.ZIP, не хватает WE_00D…_2.ZIP',
  },
  'salesforce.lost-letters': {
    title: 'буквы потеряны при выгрузке',
    message: ({ object, column, percent }) =>
      `в выгрузке вместо букв стоят вопросительные знаки: ${object}.${column}, ${percent} % слов; восстановить их нельзя`,
    cause:
      'Выгрузка сделана в западноевропейской кодировке (ISO-8859-1): всё, чего в ней нет, включая кириллицу, Salesforce заменил на «?».',
    fix: 'Закажите новую выгрузку: Setup → Data Export → Export File Encoding: Unicode (UTF-8).',
    example: '???????? → Смирнова',
  },
  'salesforce.lost-words': {
    title: 'некоторые слова состоят из вопросительных знаков',
    message: ({ object, column, count }) =>
      `ячеек, где вместо слов стоят вопросительные знаки: ${count}; первая — ${object}.${column}`,
    cause: 'В кодировке выгрузки нет букв, которыми эти слова написаны, и Salesforce заменил их на «?».',
    fix: 'Выгрузите данные заново в Unicode (UTF-8) или впишите эти значения вручную.',
    example: '????????? → 楽天株式会社',
  },
  'salesforce.object-unknown': {
    title: 'неизвестно, какие это записи',
    message: ({ file }) => `по «${file}» не видно, записи какого объекта в нём лежат`,
    cause: 'В файле нет столбца Id, и ни имя файла, ни заголовки не говорят, что это: Account, Contact или другое.',
    fix: 'Назовите объект параметром object источника, например object: Contact.',
    example: 'export.csv с заголовками Field1,Field2 → object: Contact',
  },
  'salesforce.no-data': {
    title: 'нет данных Salesforce',
    message: ({ file }) => `в «${file}» нет ни одного файла с записями Salesforce`,
    cause: 'Указана другая папка или архив, либо выгрузка пуста.',
    fix: 'Укажите папку или архивы, в которых лежат файлы вроде Account.csv и Contact.csv.',
    example: 'архив, в котором лежат только картинки',
  },
  'salesforce.plan-file-missing': {
    title: 'нет файла из плана',
    message: ({ file, name }) => `план «${file}» называет файл ${name}, а его нет`,
    cause: 'Файлы, которые записала sf data export tree, разошлись по разным папкам или переименованы.',
    fix: 'Положите все файлы выгрузки рядом с планом.',
    example: 'Account-Contact-plan.json называет Accounts.json, а рядом лежит только Contacts.json',
  },
  'salesforce.truncated': {
    title: 'выгрузка, похоже, обрезана',
    message: ({ object, rows }) => `${object}: записей ${rows}, и на этом числе выгрузка, похоже, оборвана`,
    cause:
      'Программа sf без особого указания отдаёт не больше 50 000 записей (старые версии для дерева — 1000 или 2000) и лишь предупреждает об этом.',
    fix: 'Сверьте число записей с Salesforce; если их больше, выгрузите командой sf data export bulk или через Data Export.',
    example: 'Contact: ровно 50 000 записей',
  },
  'salesforce.id-repaired': {
    title: 'регистр букв в Id восстановлен',
    message: ({ column, count }) =>
      `${column}: в Id был потерян регистр букв, он восстановлен по контрольным символам; ячеек: ${count}`,
    cause: 'Файл прошёл через программу, которая меняет регистр букв, а в Id Salesforce он значим.',
    fix: 'Делать ничего не нужно: три последних символа Id однозначно говорят, какие буквы заглавные.',
    example: '001X0000002XLCVAA2 → 001x0000002xLCVAA2',
  },
  'salesforce.id-broken': {
    title: 'Id повреждён',
    message: ({ column, count }) =>
      `${column}: контрольные символы Id не сходятся, связи по ним не найдутся; ячеек: ${count}`,
    cause: 'Id набран вручную, обрезан или испорчен другой программой.',
    fix: 'Выгрузите файл заново или исправьте ячейки по исходной записи.',
    example: 'AccountId 001D000000IRFMAIA5 после правки в таблице стал 001d000000irfmaia5',
  },
  'salesforce.repeated-ids': {
    title: 'записи повторяются в частях выгрузки',
    message: ({ object, count }) =>
      `${object}: записей, которые уже были в другой части выгрузки: ${count}; взяты один раз`,
    cause: 'Одна запись попала в два архива или файл лежит в двух местах.',
    fix: 'Делать ничего не нужно, если части сделаны в один день; иначе оставьте одну выгрузку.',
    example: 'Account.csv лежит и в WE_…_1.ZIP, и в WE_…_2.ZIP с общими записями',
  },
  'salesforce.same-file': {
    title: 'такой же файл уже прочитан',
    message: ({ other }) => `файл до байта совпадает с «${other}» и пропущен`,
    cause: 'Файл лежит в двух архивах или в архиве и рядом с ним.',
    fix: 'Делать ничего не нужно.',
    example: 'Contact.csv и «Contact (1).csv»',
  },
  'salesforce.file-skipped': {
    title: 'файл не из Salesforce',
    message: () => 'файл лежит среди выгрузки, но записей Salesforce в нём не видно; он не прочитан',
    cause: 'В папке с выгрузкой лежит посторонний файл, или он пересохранён до неузнаваемости.',
    fix: 'Если в файле нужные записи, укажите его отдельно, с параметрами format и object.',
    example: 'readme.csv среди Account.csv и Contact.csv',
  },
  'salesforce.link-dropped': {
    title: 'связь с объектом, который не переносится',
    message: ({ object, prefix, target, count }) =>
      `${object}: связей с записями ${target === '' ? `с началом Id ${prefix}` : `${target} (${prefix})`}, которые не переносятся: ${count}; сами записи ${object} сохранены`,
    cause:
      'Задачи, события и файлы в Salesforce могут относиться к чему угодно: к обращению, рассылке, своему объекту.',
    fix: 'Если эти записи нужны в новой системе, добавьте для них раздел в описание переноса.',
    example: 'у Task WhatId начинается с 500 — это обращение (Case)',
  },
  'salesforce.owners-inactive': {
    title: 'ответственные, которые больше не работают',
    message: ({ owners, records }) => `записи принадлежат отключённым сотрудникам: ${records}; ${owners}`,
    cause: 'Пользователь Salesforce отключён, а его записи никому не переданы.',
    fix: 'Решите, кому они достанутся: раздел owners сопоставления или карта сотрудников (maps, kind: user).',
    example: '340 записей сотрудника с IsActive = false → maps: впишите, кому они достанутся',
  },
  'salesforce.owners-unknown': {
    title: 'ответственных нет в выгрузке',
    message: ({ owners, records, queues }) =>
      `записей, чьих ответственных нет в выгрузке: ${records} (ответственных ${owners}, из них очередей ${queues}); что с ними будет, решает раздел owners сопоставления`,
    cause: 'Запись принадлежит очереди, а не человеку, или в выгрузку не вошёл User.csv.',
    fix: 'Добавьте User.csv или назначьте ответственного по умолчанию в карте сотрудников.',
    example: 'OwnerId 00G… — это очередь, а не человек',
  },
  'salesforce.body-missing': {
    title: 'содержимого файла нет в выгрузке',
    message: ({ name }) => `запись о файле «${name}» есть, а самого файла в выгрузке нет`,
    cause: 'При выгрузке не включены вложения и файлы, или файл больше допустимого.',
    fix: 'Закажите выгрузку с отметкой «Include images, documents, and attachments» и «Include Salesforce Files».',
    example: 'в ContentVersion.csv есть договор.pdf, а в архиве такого файла нет',
  },
  'salesforce.report-furniture': {
    title: 'строки отчёта, которые не записи',
    message: ({ rows, sample }) => `отложены итоги и подписи отчёта: ${rows}; первые: ${sample}`,
    cause: 'Отчёт Salesforce кончается подписями и содержит строки итогов.',
    fix: 'Делать ничего не нужно; если среди отложенного есть записи, выгрузите отчёт как Details Only.',
    example: 'Grand Totals (340 records) и «Confidential Information - Do Not Distribute» под таблицей',
  },
  'salesforce.report-no-ids': {
    title: 'в отчёте нет Id',
    message: ({ object }) =>
      `в отчёте нет столбца с Id записи ${object}: связать её с другими можно только по названию`,
    cause: 'В отчёт не добавлен столбец вида «Opportunity ID».',
    fix: 'Добавьте в отчёт столбцы с Id записи и её клиента и выгрузите заново; полнее всего — Data Export.',
    example: 'в отчёте есть «Opportunity Name», но нет «Opportunity ID»',
  },
  'salesforce.unresolved-reference': {
    title: 'ссылка никуда не ведёт',
    message: ({ reference }) => `записи ${reference} нет ни в одном файле выгрузки; ссылка оставлена пустой`,
    cause: 'Выгружены не все связанные объекты, или файлы двух выгрузок перемешаны.',
    fix: 'Выгрузите дерево заново вместе с недостающим объектом.',
    example: '@ContactRef7',
  },
  'salesforce.nul-removed': {
    title: 'убраны нулевые символы',
    message: ({ object }) => `${object}: в тексте стояли символы с кодом 0, они убраны`,
    cause: 'Такие символы попадают в Salesforce из старых программ и ничего не значат.',
    fix: 'Делать ничего не нужно.',
    example: 'в Description стоял знак с кодом 0, который ничего не значит',
  },
  'salesforce.null-words': {
    title: 'слово null вместо пустой ячейки',
    message: ({ column, count }) => `${column}: в ячейках стоит слово null: ${count}; оно оставлено как текст`,
    cause: 'Старые версии sf data query писали null там, где в Salesforce пусто.',
    fix: 'Если это так, задайте параметр null_words: empty источника; иначе делать ничего не нужно.',
    example: 'null',
  },
  'salesforce.apostrophe': {
    title: 'убран апостроф перед телефоном',
    message: ({ column, count }) => `${column}: в начале номера стоял апостроф, он убран; ячеек: ${count}`,
    cause: 'Апостроф ставят в таблицах, чтобы номер не посчитался формулой; он остался в данных.',
    fix: 'Делать ничего не нужно.',
    example: "'+79991112233 → +79991112233",
  },
  'salesforce.date-order': {
    title: 'неясно, где день, а где месяц',
    message: ({ column }) => `${column}: ни одна дата столбца не показывает, день в ней стоит первым или месяц`,
    cause: 'Файл пересохранён в таблице или отчёт выгружен с датами по-местному.',
    fix: 'Назовите порядок параметром date источника: day-first или month-first.',
    example: '03/04/2024',
  },
  'salesforce.currency-unknown': {
    title: 'валюта сумм не названа',
    message: ({ object, count }) => `${object}: суммы без валюты: ${count}; взята валюта по умолчанию`,
    cause: 'В организации одна валюта, и Salesforce её не пишет, или файл выгружен без столбца CurrencyIsoCode.',
    fix: 'Назовите валюту организации: defaults.currency в описании переноса.',
    example: 'Amount 1500 без CurrencyIsoCode → defaults: {currency: USD}',
  },
};
