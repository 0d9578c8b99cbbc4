import type { planIssues } from '../../../model/issues/plan.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const orDismissed = (names: string) => (names === '' ? '' : `, из них там есть, но уволены: ${names}`);

/** Of people whom records belong to. */
export const planOwners = {
  'plan.owners-undecided': {
    title: 'не решено, кому достанутся записи',
    message: ({ dismissed, names, owners, records }) =>
      `ответственных, которых нет в новой системе: ${owners}, их записей: ${records} (${names})${orDismissed(dismissed)}; в сопоставлении нет настройки \`owners.on_unknown\``,
    cause:
      'Записи принадлежат уволенным, очередям или тем, кто в новой системе заведён под другим адресом. Кому они достанутся, решает человек — программа не гадает. Ничего не загружено.',
    fix: 'Добавьте в сопоставление owners: {on_unknown: default, default: boss@example.com} или выберите empty (без ответственного), keep (имя — в комментарий), stop.',
    example: '1243 компании уволенных сотрудников, а раздела owners нет: код выхода 5',
  },
  'plan.owners-uncovered': {
    title: 'ответственных нет в новой системе',
    message: ({ dismissed, names, owners, records }) =>
      `ответственных без пары: ${owners}, их записей: ${records} (${names})${orDismissed(dismissed)}`,
    cause: 'В сопоставлении указано owners: {on_unknown: stop}. Ничего не загружено.',
    fix: 'Заведите этих людей в новой системе или выберите default, empty либо keep.',
    example: 'owners: {on_unknown: stop}, а 40 лидов принадлежат очереди: код выхода 5',
  },
  'plan.owners-default-unknown': {
    title: 'ответственного по умолчанию нет в новой системе',
    message: ({ user }) => `в новой системе нет сотрудника «${user}»`,
    cause: 'Того, кто указан в owners.default, там нет, или таких несколько.',
    fix: 'Укажите e-mail сотрудника, который работает в новой системе.',
    example: 'owners: {on_unknown: default, default: bos@romashka.ru} → boss@romashka.ru',
  },
  'plan.owners-default-dismissed': {
    title: 'ответственный по умолчанию в новой системе уволен',
    message: ({ user }) => `сотрудник «${user}» в новой системе есть, но уволен`,
    cause:
      'Учётная запись того, кто указан в owners.default, там отключена: записи достались бы тому, кто их не увидит.',
    fix: 'Укажите e-mail сотрудника, который работает в новой системе.',
    example: 'owners: {on_unknown: default, default: chizhov@romashka.ru}, а Чижов в портале уволен: код выхода 5',
  },
  'plan.owners-replaced': {
    title: 'ответственные заменены',
    message: ({ dismissed, names, owners, policy, records, user }) => {
      const done: Readonly<Record<string, string>> = {
        default: `их записи достанутся ${user}`,
        keep: 'их записи останутся без ответственного, имя — в комментарии',
      };
      return `ответственных, которых нет в новой системе: ${owners}, их записей: ${records}; ${done[policy] ?? 'их записи останутся без ответственного'} (${names})${orDismissed(dismissed)}`;
    },
    cause: 'Запись принадлежит очереди, ответственный не вошёл в выгрузку, не заведён в новой системе или уволен там.',
    fix: 'Если они должны достаться другому, измените раздел owners.',
    example: 'owners: {on_unknown: default, default: boss@romashka.ru}: 40 лидов очереди достанутся руководителю',
  },
} satisfies Partial<WordingsOf<typeof planIssues>>;
