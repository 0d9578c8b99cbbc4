import type { checkIssues } from '../../model/issues/check.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

export const check: WordingsOf<typeof checkIssues> = {
  'check.snapshot': {
    title: 'снимок не читается',
    message: ({ file, reason }) => `«${file}» не читается: ${reason}`,
    cause: 'Файл снимка цели или заголовков повреждён, исправлен вручную с ошибкой или сделан более новой версией.',
    fix: 'Сделайте снимок заново и положите его рядом с сопоставлением.',
  },
  'check.no-target-schema': {
    title: 'нет снимка цели',
    message: ({ file }) => `поля, стадии и сотрудники цели не проверены: нет «${file}»`,
    cause: 'Уровень 4 сверяет сопоставление со снимком цели, который хранят рядом с ним.',
    fix: 'Положите снимок рядом с сопоставлением или укажите его: --target-schema файл.',
  },
  'check.target-type': {
    title: 'снимок другой цели',
    message: ({ found, wanted }) => `сопоставление для «${wanted}», а снимок сделан с «${found}»`,
    cause: 'Снимок взят из другого проекта.',
    fix: 'Укажите снимок нужной цели.',
    example: 'target: {type: bitrix24}',
  },
  'check.target-portal': {
    title: 'снимок другого портала',
    message: ({ found, wanted }) => `сопоставление для портала «${wanted}», а снимок сделан с «${found}»`,
    cause: 'Снимок взят с тестового портала или из другого проекта.',
    fix: 'Сделайте снимок этого портала или исправьте target.portal.',
  },
  'check.target-field': {
    title: 'поля нет в цели',
    message: ({ field, kind }) => `у «${kind}» в цели нет поля «${field}»`,
    cause: 'Поле переименовали, удалили или его имя написано с ошибкой.',
    fix: 'Исправьте имя или разрешите создать поле: create: true.',
    example: 'custom_fields: {company.code_1c: {target: UF_CRM_CODE_1C, create: true}}',
  },
  'check.field-read-only': {
    title: 'поле только для чтения',
    message: ({ field }) => `поле «${field}» цель заполняет сама, записать в него нельзя`,
    cause: 'Это вычисляемое или служебное поле.',
    fix: 'Выберите другое поле.',
  },
  'check.field-type': {
    title: 'тип поля другой',
    message: ({ field, found, wanted }) => `поле «${field}» в цели имеет тип ${found}, а не ${wanted}`,
    cause: 'Поле завели с другим типом, чем описано в сопоставлении.',
    fix: 'Исправьте type или заведите новое поле.',
  },
  'check.pipeline': {
    title: 'нет такой воронки',
    message: ({ pipeline }) => `воронки «${pipeline}» в цели нет`,
    cause: 'Воронку переименовали, или имя написано с ошибкой.',
    fix: 'Напишите имя воронки так, как его показывает CRM.',
  },
  'check.stage': {
    title: 'нет такой стадии',
    message: ({ pipeline, stage }) => `стадии «${stage}» нет в воронке «${pipeline}»`,
    cause: 'Стадию переименовали, она из другой воронки, или имя написано с ошибкой.',
    fix: 'Напишите имя или код стадии так, как его показывает CRM.',
    example: 'values: {Отгружен: WON}',
  },
  'check.user': {
    title: 'нет такого сотрудника',
    message: ({ user }) => `сотрудника «${user}» в цели нет`,
    cause: 'Адрес или имя написаны с ошибкой, или сотрудника ещё не пригласили.',
    fix: 'Исправьте соответствие или добавьте сотрудника в CRM.',
  },
  'check.user-dismissed': {
    title: 'сотрудник уволен',
    message: ({ user }) => `сотрудник «${user}» в цели не активен`,
    cause: 'Записи получили бы ответственного, который их не увидит.',
    fix: 'Назначьте другого или задайте dismissed: default.',
  },
  'check.option': {
    title: 'нет такого значения списка',
    message: ({ field, option }) => `у поля «${field}» нет значения «${option}»`,
    cause: 'Значение списка переименовали, или оно написано с ошибкой.',
    fix: 'Исправьте значение или разрешите создавать новые: create_options: always.',
  },
  'check.no-tests': {
    title: 'нет проверочных строк',
    message: ({ folder }) => `в «${folder}» нет ни одного файла .yaml с проверочными строками`,
    cause: 'Уровень 5 прогоняет через сопоставление строки, для которых записан ожидаемый результат.',
    fix: 'Положите туда файл с row: и expect: или укажите папку: --tests папка.',
    example:
      '- {name: телефон, block: people, row: {Телефон: 8 916 123-45-67}, expect: {phones: [{value: "+79161234567"}]}}',
  },
  'check.test-shape': {
    title: 'проверочная строка записана неверно',
    message: ({ name, rule }) => `«${name}» должно быть: ${rule}`,
    cause: 'В файле проверочных строк ошибка.',
    fix: 'Каждая проверка состоит из name, block, row и expect; можно добавить joined и issues.',
  },
  'check.test-block': {
    title: 'проверка неизвестного блока',
    message: ({ block }) => `блока «${block}» в сопоставлении нет`,
    cause: 'Блок переименовали, или имя написано с ошибкой.',
    fix: 'Укажите один из блоков раздела load.',
  },
  'check.test-column': {
    title: 'в проверочной строке лишний столбец',
    message: ({ block, column }) => `столбец «${column}» блок «${block}» не читает`,
    cause: 'Имя столбца написано с ошибкой, и проверка проверяла бы не то.',
    fix: 'Напишите столбец так, как он назван в сопоставлении.',
  },
  'check.test-value': {
    title: 'проверка не сошлась',
    message: ({ actual, expected, field, test }) => `${test}: ${field} = ${actual}, ожидалось ${expected}`,
    cause: 'Сопоставление даёт не то, что записано в expect.',
    fix: 'Исправьте сопоставление, а если изменилось ожидание — expect.',
  },
  'check.test-outcome': {
    title: 'строка обработана не так',
    message: ({ actual, expected, test }) => `${test}: получилось «${actual}», ожидалось «${expected}»`,
    cause: 'Строка отклонена, отобрана или принята не так, как записано в expect.',
    fix: 'Исправьте сопоставление, а если изменилось ожидание — expect.',
  },
};
