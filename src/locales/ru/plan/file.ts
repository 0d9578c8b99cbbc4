import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

/** Of plan files: damaged, changed, out of date. */
export const planFile = {
  'plan.not-a-plan': {
    title: 'это не план',
    message: ({ file }) => `«${file}» — не файл плана`,
    cause: 'Указан файл другого вида.',
    fix: 'Составьте план: perenos plan -o файл.pplan.',
    example: 'perenos apply plan.xlsx → perenos apply plan.pplan',
  },
  'plan.not-a-report': {
    title: 'это не отчёт',
    message: ({ file }) => `в «${file}» нет отчёта, который эта версия умеет читать`,
    cause: 'Указан файл другого вида или отчёт другой версии perenos.',
    fix: 'Укажите report.json, файл плана или запуск; отчёт старой версии составьте заново.',
    example: 'perenos report diff report.json clients.json: второй файл — не отчёт',
  },
  'plan.format': {
    title: 'план другой версии',
    message: ({ file, found, known }) =>
      `«${file}» составлен более ${found < known ? 'старой' : 'новой'} версией perenos (формат ${found}, эта версия читает ${known})`,
    cause: 'План составлен другой версией perenos.',
    fix: 'Составьте план заново.',
    example: 'plan.pplan составлен прошлой версией: perenos plan -o plan.pplan составит его заново',
  },
  'plan.sums': {
    title: 'суммы не сходятся',
    message: ({ kind, left, right, sum }) => `${kind}: ${sum} — слева ${left}, справа ${right}`,
    cause: 'Это ошибка perenos: запись потерялась или удвоилась при обработке. Ничего не загружено.',
    fix: 'Сообщите об ошибке и приложите report.json.',
    example: 'прочитано 100 строк, а принятых, отклонённых и отобранных вместе 99',
  },
  'plan.stale-lineage': {
    title: 'план другого проекта',
    message: ({ file }) => `план «${file}» составлен для другого проекта`,
    cause: 'Папка .perenos не та, для которой составлен план.',
    fix: 'Запустите из папки того проекта или составьте план заново.',
    example: 'план составлен в D:\\перенос, а apply запущен в D:\\перенос-копия с новой папкой .perenos',
  },
  'plan.stale-serial': {
    title: 'план устарел',
    message: ({ file, now, planned }) => `план «${file}» составлен при состоянии ${planned}, сейчас ${now}`,
    cause: 'После составления плана в цель уже что-то загружали.',
    fix: 'Составьте план заново.',
    example: 'утром составлены два плана; первый загружен, второй после этого не примется',
  },
  'plan.stale-target': {
    title: 'план для другой цели',
    message: ({ now, planned }) => `план составлен для ${planned}, а подключена ${now}`,
    cause: 'Указана другая цель.',
    fix: 'Подключите ту же цель или составьте план заново.',
    example: 'план для test.romashka.example, а подключён romashka.example',
  },
  'plan.stale-schema': {
    title: 'цель изменилась',
    message: ({ target }) => `поля, стадии или пользователи цели ${target} изменились после составления плана`,
    cause: 'Кто-то менял настройки целевой системы.',
    fix: 'Составьте план заново.',
    example: 'после плана на портале переименовали этап «В работе»',
  },
  'plan.stale-age': {
    title: 'план слишком старый',
    message: ({ allowed, hours }) => `плану ${hours} ч, допустимо ${allowed} ч`,
    cause: 'Данные в цели и в источниках могли измениться.',
    fix: 'Составьте план заново.',
    example: 'план составлен в пятницу, загрузка — в понедельник',
  },
  'plan.stale-hash': {
    title: 'не тот план',
    message: ({ expected, found }) => `ожидался план ${expected}, а это ${found}`,
    cause: 'Подписан другой план.',
    fix: 'Загрузите подписанный план или подпишите этот.',
    example: 'perenos apply plan.pplan --expect-hash 3fa1…, а у файла 77c0…',
  },
  'plan.changed-bytes': {
    title: 'план изменён',
    message: ({ file }) => `содержимое плана «${file}» не соответствует его контрольной сумме`,
    cause: 'Файл повреждён или изменён после составления.',
    fix: 'Составьте план заново.',
    example: 'plan.pplan открыли и сохранили в другой программе',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
