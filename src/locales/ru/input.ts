import type { inputIssues } from '../../model/issues/input.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const input: WordingsOf<typeof inputIssues> = {
  'input.not-found': {
    title: 'файл не найден',
    message: ({ file }) => `файла «${file}» нет`,
    cause: 'Путь написан с ошибкой или файл лежит в другой папке.',
    fix: 'Проверьте путь; имя с пробелами возьмите в кавычки.',
  },
  'input.directory': {
    title: 'это папка, а не файл',
    message: ({ file }) => `«${file}» — папка, нужен файл`,
    cause: 'Вместо файла указана папка.',
    fix: 'Укажите файл внутри папки или маску, например in/*.csv.',
  },
  'input.no-permission': {
    title: 'нет прав на чтение',
    message: ({ file }) => `нет прав читать «${file}»`,
    cause: 'У пользователя, от имени которого работает perenos, нет прав на этот файл.',
    fix: 'Дайте права на чтение или скопируйте файл в свою папку.',
  },
  'input.unreadable': {
    title: 'файл не читается',
    message: ({ file, reason }) => `«${file}» не удалось прочитать: ${reason}`,
    cause: 'Файл повреждён или занят другой программой.',
    fix: 'Закройте файл в других программах или выгрузите его заново.',
  },
  'input.empty': {
    title: 'файл пуст',
    message: ({ file }) => `в «${file}» нет данных`,
    cause: 'Выгрузка не закончилась или в ней ничего не было.',
    fix: 'Выгрузите данные заново.',
  },
  'input.unknown-format': {
    title: 'формат не распознан',
    message: ({ file }) => `не удалось понять, что за файл «${file}»`,
    cause: 'Содержимое не похоже ни на один из форматов, которые читает perenos.',
    fix: 'Укажите формат флагом --format; список форматов печатает perenos help formats.',
  },
  'input.wrong-format': {
    title: 'файл другого формата',
    message: ({ file, expected, found }) => `«${file}» — не ${expected}, а ${found}`,
    cause: 'Расширение или указанный формат не соответствуют содержимому.',
    fix: 'Уберите указание формата, чтобы он определился по содержимому, или исправьте его.',
  },
  'input.truncated': {
    title: 'файл обрывается',
    message: ({ file, place }) => `«${file}» обрывается: ${place}`,
    cause: 'Файл не докачан или выгрузка прервалась.',
    fix: 'Получите файл заново целиком.',
  },
  'input.limit': {
    title: 'превышен предел',
    message: ({ file, limit, value, allowed }) => `«${file}»: ${limit} — ${value}, допустимо ${allowed}`,
    cause: 'Файл больше, чем бывает у честной выгрузки, или построен так, чтобы исчерпать память.',
    fix: 'Если файл надёжный, поднимите предел флагом --limit имя=значение.',
  },
  'input.encoding-unknown': {
    title: 'кодировка не определена',
    message: ({ file, best, confidence }) =>
      `кодировка «${file}» не определена; ближе всего ${best} (уверенность ${Math.round(confidence * 100)} %)`,
    cause: 'В файле мало текста или он подходит к нескольким кодировкам.',
    fix: 'Укажите кодировку: --encoding windows-1251 или encoding: в файле сопоставления.',
  },
  'input.encoding-unsupported': {
    title: 'кодировка не поддерживается',
    message: ({ encoding }) => `кодировки «${encoding}» perenos не знает`,
    cause: 'Имя кодировки написано с ошибкой или она не поддерживается.',
    fix: 'Возможные: utf-8, utf-16le, utf-16be, windows-1251, cp866, koi8-r, latin1.',
  },
  'input.encoding-damage': {
    title: 'повреждённые символы',
    message: ({ encoding, place }) => `байты не читаются как ${encoding}: ${place}`,
    cause: 'Файл склеен из частей в разных кодировках или повреждён.',
    fix: 'Выгрузите файл заново; если кодировка определена неверно, укажите её.',
  },
  'input.options': {
    title: 'неверный параметр источника',
    message: ({ source, option, reason }) => `источник ${source}, параметр «${option}»: ${reason}`,
    cause: 'Параметра нет или его значение не подходит.',
    fix: 'Исправьте параметр; список печатает perenos help formats.',
  },
  'input.xml': {
    title: 'испорченный XML',
    message: ({ file, line, column, reason }) =>
      `«${file}», строка ${line}, позиция ${column}: не разобрать XML (${reason})`,
    cause: 'Файл обрезан, повреждён или склеен из частей.',
    fix: 'Выгрузите файл заново; правка в текстовом редакторе часто и портит его.',
  },
  'input.xml-doctype': {
    title: 'в XML есть DOCTYPE',
    message: ({ file, line }) => `«${file}», строка ${line}: объявление DOCTYPE`,
    cause: 'Деловые форматы обходятся без DOCTYPE; через него подставляют чужие файлы и исчерпывают память.',
    fix: 'Получите файл из надёжного источника или удалите объявление.',
  },
  'input.no-rows': {
    title: 'нет строк',
    message: ({ file, table }) => (table === '' ? `в «${file}» нет строк` : `в «${file}», «${table}» нет строк`),
    cause: 'Есть заголовок, но нет данных.',
    fix: 'Проверьте, тот ли файл и тот ли лист выбран.',
  },
};
