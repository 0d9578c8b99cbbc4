import type { LoadingTexts, RunbookFacts } from '../loading-texts.ts';

const rules = new Intl.PluralRules('ru');
const counted = (count: number, one: string, few: string, many: string) => {
  const rule = rules.select(count);
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`;
};
const files = (count: number) => counted(count, 'файл', 'файла', 'файлов');

export const loadingTexts: LoadingTexts = {
  verifiedGood: 'Всё проверенное стоит в приёмнике так, как было записано.',
  verifiedBad: 'В приёмнике стоит не то, что было записано.',
  verifyColumns: ['вид', 'записано', 'проверено', 'верно', 'отличается'],
  totalColumns: ['вид', 'поле', 'валюта, воронка, стадия', 'записано', 'найдено'],
  differences: {
    normalised: 'записано иначе',
    truncated: 'обрезано',
    'missing-field': 'не сохранено',
    changed: 'изменено',
    'changed-by-person': 'изменил сотрудник',
    defaulted: 'приёмник поставил своё значение',
    'missing-record': 'записи больше нет',
    'extra-record': 'отклонена, но стоит в приёмнике',
    duplicate: 'есть больше одного раза',
  },
  rollbackPlanned: (file) => `План отката — в файле ${file}. Пока ничего не записано.`,
  preparedStays:
    'Поля и списки, созданные командой target prepare, откат не убирает: они перечислены в журнале проверки, убирают их вручную.',
  rollbackColumns: ['вид', 'удалить', 'вернуть', 'изменены, остаются'],
  forecast: (whole) => `Загрузка займёт около ${whole}; решают лимиты приёмника:`,
  forecastColumns: ['вид', 'операций', 'запросов', 'время', 'ограничивает'],
  boundBy: { requests: 'число запросов в секунду', 'server-time': 'время сервера' },
  lengthOfTime: (seconds) =>
    seconds < 90
      ? `${seconds} с`
      : seconds < 5400
        ? `${Math.round(seconds / 60)} мин`
        : `${(seconds / 3600).toFixed(1).replace('.', ',')} ч`,
  aboutToUndo: (place) => `Сейчас будет отменено в ${place}:`,
  nothingToResume: 'Все запуски завершены: продолжать нечего.',
  opsColumns: ['операция', 'вид', 'запись', 'действие', 'попыток', 'причина'],
  noOps: (run) => `У запуска ${run} таких операций нет.`,
  resolved: (operation) => `Операция ${operation} отмечена, как сказано; продолжит perenos resume.`,
  noDoubled: 'Задвоенных записей не найдено.',
  doubledFound: (count) => `Лишних копий: ${count}:`,
  doubledRemoved: (count) => `Удалено: ${count}.`,
  doubledEdited: 'Изменены после загрузки, поэтому оставлены:',
  rebuilt: (found, records) => `Найдено по меткам: ${found} из ${records} записей.`,
  noAudit: 'Журнала проверки нет: из этой папки ничего не загружали через API.',
  auditWhole: (lines) => `Журнал проверки цел: ${counted(lines, 'строка', 'строки', 'строк')}.`,
  auditBroken: (line, file) => `${file}: строка ${line} не следует из предыдущей: журнал изменяли.`,
  purgeWould: (count) => `Будет удалено: ${files(count)} и прежние значения изменённых записей.`,
  purged: (count, log) => `Удалено: ${files(count)}. Перечень удалённого — в ${log}.`,
  diagnosis: { good: 'хорошо', 'worth-a-look': 'взгляните', bad: 'ПЛОХО' },
  doctorColumns: ['', 'что', 'найдено'],
  nothingToDiagnose: 'Этот приёмник подготовки не требует.',
  schemaWritten: (file, pipelines, users) =>
    `Снимок записан в ${file}: ${counted(pipelines, 'воронка', 'воронки', 'воронок')}, ${counted(users, 'сотрудник', 'сотрудника', 'сотрудников')}.`,
  nothingToPrepare: 'В приёмнике есть всё, что нужно этому файлу соответствий.',
  prepareColumns: ['что', 'вид', 'название', ''],
  preparations: {
    'custom-field': 'своё поле',
    option: 'значение списка',
    stage: 'этап',
    pipeline: 'воронка',
    'marker-field': 'поле для нашей метки',
  },
  prepared: (count) => `Создано в приёмнике: ${count}.`,
  openToAllow: 'Откройте эту ссылку в браузере и разрешите доступ:',
  openAndPaste: 'Откройте эту ссылку в браузере, разрешите доступ и вставьте сюда адрес, на который он вернётся:',
  pasteHere: 'Адрес:',
  allowed: 'Готово: вернитесь в perenos, эту вкладку можно закрыть.',
  loggedIn: (connection) =>
    `Секрет подключения ${connection} хранится в .perenos/secrets, читать его можете только вы.`,
  runbook,
};

function runbook({ mapping, place, totals }: RunbookFacts): string {
  const where = place === undefined ? 'новую CRM' : place;
  return `# Переход на ${where}

1. Заморозьте старую систему: с этого момента в ней никто не меняет клиентов, сделки и задачи.
2. Выгрузите всё ещё раз в папку, которую называет файл соответствий.
3. \`perenos check ${mapping}\` — соответствия по-прежнему подходят к файлам.
4. \`perenos target doctor\` и \`perenos target prepare\` — права, лимиты, недостающие поля.
5. \`perenos plan --mapping ${mapping} -o cutover.pplan\` — прочтите отчёт; исправьте отклонённые строки и постройте план заново.
${totals === '' ? '' : `\n   Операции плана:\n${totals}\n`}
6. Подпись: владелец читает отчёт и подписывает хеш плана.
7. \`perenos apply cutover.pplan --expect-hash ХЕШ\`. Если загрузка остановится, повторите ту же команду: выполненное второй раз не отправляется.
8. \`perenos verify --all\` — прочитать всё обратно и сравнить.
9. \`perenos report -o report.html\` — сохраните страницу с подписью.

До шага 7 ни одна запись не создана и откатывать нечего; \`target prepare\` создаёт только поля и списки. После него
\`perenos rollback -o undo.pplan\` удалит то, что создано и никем не изменено, и вернёт прежние значения. Созданные поля и списки при
этом остаются: они перечислены в журнале проверки \`.perenos/audit.ndjson\`, убирают их вручную. С того момента, как люди начали
работать в новой CRM, возвращаться дороже, чем идти дальше.`;
}
