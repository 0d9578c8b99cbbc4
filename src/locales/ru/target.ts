import type { targetIssues } from '../../model/issues/target.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const target: WordingsOf<typeof targetIssues> = {
  'target.unknown': {
    title: 'неизвестная цель',
    message: ({ known, name }) => `цели «${name}» нет; есть: ${known}`,
    cause: 'Имя цели написано с ошибкой.',
    fix: 'Укажите одно из перечисленных имён.',
  },
  'target.not-ours': {
    title: 'чужая база',
    message: ({ place }) => `«${place}» — база другой программы`,
    cause: 'Файл уже существует и создан не perenos.',
    fix: 'Укажите другое имя файла: perenos не пишет в чужие базы.',
  },
  'target.foreign': {
    title: 'другая база',
    message: ({ place }) => `план сделан для другой базы, а не для «${place}»`,
    cause: 'Файл базы заменён или указан другой.',
    fix: 'Верните ту базу или составьте план заново.',
  },
  'target.rejected': {
    title: 'цель отказала',
    message: ({ reason }) => `цель не приняла запись: ${reason}`,
    cause: 'Запись нарушает правило целевой системы.',
    fix: 'Исправьте исходные данные и запустите перенос снова: уйдёт только эта запись.',
  },
  'target.record-gone': {
    title: 'записи в цели уже нет',
    message: ({ id }) => `записи ${id}, которую нужно обновить, в цели нет`,
    cause: 'Её удалили после прошлой загрузки.',
    fix: 'Если запись нужна, удалите её из журнала командой state rebuild и загрузите снова.',
  },
  'target.field-unsupported': {
    title: 'поле некуда записать',
    message: ({ field }) => `в цели нет места для поля ${field}`,
    cause: 'Целевая система не хранит такие данные.',
    fix: 'Сопоставьте поле с пользовательским полем цели или согласитесь, что оно останется в старой системе.',
  },
};
