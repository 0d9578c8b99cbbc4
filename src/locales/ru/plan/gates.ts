import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const number = (value: number) => value.toLocaleString('ru');
const percent = (share: number) => share.toLocaleString('ru', { style: 'percent', maximumFractionDigits: 2 });

/** What holds a plan back, and dataset checks. */
export const planGates = {
  'plan.gate-creates': {
    title: 'слишком много созданий',
    message: ({ allowed, count }) => `план создаёт записей: ${count}, допустимо ${allowed}`,
    cause: 'Сработало ограничение limits.max_creates.',
    fix: 'Проверьте, те ли файлы взяты; если да, поднимите ограничение.',
    example: 'limits: {max_creates: 500}, а план создаёт 12 000 контактов: код выхода 5',
  },
  'plan.gate-updates': {
    title: 'слишком много изменений',
    message: ({ allowed, count }) => `план меняет записей: ${count}, допустимо ${allowed}`,
    cause: 'Сработало ограничение limits.max_updates.',
    fix: 'Проверьте план; если всё верно, поднимите ограничение.',
    example: 'limits: {max_updates: 50}, а план меняет 800 сделок: код выхода 5',
  },
  'plan.gate-replaced': {
    title: 'под старыми ключами другие люди',
    message: ({ allowed, count }) =>
      `под прежними ключами теперь другие люди или компании: ${count}, допустимо ${allowed}`,
    cause: 'Ключом взят столбец, который лишь нумерует строки, и список с тех пор пересортировали или дополнили.',
    fix: 'Задайте в файле сопоставления ключ, который не меняется (код из программы, телефон, ИНН), или уберите столбец с номерами строк; если записи и правда заменены, поднимите limits.max_replaced.',
    example:
      'столбец «Номер» — номер строки; в новом списке клиенты идут в другом порядке: код выхода 5, ничего не записано',
  },
  'plan.gate-rejects': {
    title: 'слишком много отклонено',
    message: ({ allowed, count, share }) =>
      `отклонено ${percent(share)} записей (${number(count)}), допустимо ${percent(allowed)}`,
    cause: 'Сработало ограничение limits.max_reject_share. Ничего не загружено.',
    fix: 'Посмотрите perenos rejects show, исправьте данные или поднимите ограничение.',
    example: 'limits: {max_reject_share: 0.01}, а отклонено 40 строк из 1 000: код выхода 5',
  },
  'plan.gate-check': {
    title: 'проверка не пройдена',
    message: ({ allowed, count, name }) => `«${name}»: записей ${count}, допустимо ${allowed}`,
    cause: 'Данные не прошли проверку из раздела checks. Ничего не загружено.',
    fix: 'Исправьте данные или измените порог проверки.',
    example: 'checks: «Сделки без суммы» — 120 при пороге 10: код выхода 5',
  },
  'plan.check-over': {
    title: 'проверка превысила порог',
    message: ({ allowed, count, name }) => `«${name}»: записей ${count}, порог ${allowed}`,
    cause: 'Данные хуже, чем ожидалось.',
    fix: 'Посмотрите эти записи до загрузки.',
    example: 'checks: «Контакты без телефона» — 300 при пороге 200: загрузка возможна',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
