import type { recordIssues } from '../../model/issues/record.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const types: Readonly<Record<string, string>> = {
  text: 'текст',
  string: 'текст',
  number: 'число',
  integer: 'целое число',
  boolean: 'да или нет',
  list: 'список',
  date: 'дата',
  object: 'составное значение',
};
const failures: Readonly<Record<string, string>> = {
  'not-a-number': 'это не число',
  'not-a-date': 'это не дата',
  'map-unknown': 'значения нет в таблице',
  'no-such-group': 'в образце нет такой группы',
  'negative-length': 'длина меньше нуля',
  no_such_key: 'нет такого столбца',
  division_by_zero: 'деление на ноль',
  modulo_by_zero: 'деление на ноль',
  index_out_of_range: 'в списке нет элемента с таким номером',
  index_out_of_bounds: 'в списке нет элемента с таким номером',
  no_such_overload: 'значение не того вида',
  int_conversion_error: 'это не целое число',
  double_conversion_error: 'это не число',
};

export const record: WordingsOf<typeof recordIssues> = {
  'record.required': {
    title: 'нет обязательного значения',
    message: ({ field }) => `не заполнено «${field}»`,
    cause: 'Ячейка пуста или значение отброшено.',
    fix: 'Заполните ячейку или задайте default.',
    example: 'строка 14: столбец «Название» пуст, а name задано required: true',
  },
  'record.key-empty': {
    title: 'нет ключа записи',
    message: ({ columns }) => `пуст ключ записи (${columns})`,
    cause: 'Без кода записи её нельзя узнать при повторной загрузке.',
    fix: 'Заполните код или выберите другой столбец в key.',
    example: 'key: Код, а в строке 14 он пуст',
  },
  'record.too-long': {
    title: 'слишком длинное значение',
    message: ({ length, max }) => `длина ${length}, допустимо ${max}`,
    cause: 'В ячейку попал лишний текст или поле короче, чем нужно.',
    fix: 'Сократите значение или добавьте do: [{cut: {max: …, at: word}}].',
    example: 'название из 400 знаков при пределе 255 → do: [{cut: {max: 255, at: word}}]',
  },
  'record.wrong-type': {
    title: 'значение другого вида',
    message: ({ expected, found }) => `нужно: ${types[expected] ?? expected}, а это ${types[found] ?? found}`,
    cause: 'Значение не преобразовано.',
    fix: 'Добавьте функцию в do: num, date, bool, first или другую.',
    example: 'amount: {from: Сумма} → amount: {from: Сумма, do: [num]}',
  },
  'record.not-in-list': {
    title: 'значение не из списка',
    message: ({ value, allowed }) => `«${value}» не бывает; возможно: ${allowed}`,
    cause: 'Поле принимает только значения из списка.',
    fix: 'Задайте таблицу значений: map.',
    example: 'sex: «муж» → map: sexes, где муж: male',
  },
  'record.wrong-format': {
    title: 'неверный формат',
    message: ({ expected }) => `значение не подходит по форме: ${expected}`,
    cause: 'Значение записано иначе или это не то значение.',
    fix: 'Исправьте значение или добавьте подходящую функцию в do (date, phone, email, inn).',
    example: '05.03.2026 без do: [date] → 2026-03-05',
  },
  'record.out-of-range': {
    title: 'число вне пределов',
    message: ({ value, min, max }) =>
      `${value}: допустимо ${min === '' ? '' : `от ${min} `}${max === '' ? '' : `до ${max}`}`,
    cause: 'Опечатка или другая единица измерения.',
    fix: 'Исправьте значение.',
    example: 'вероятность 150 при пределах от 0 до 100',
  },
  'record.map-unknown': {
    title: 'значения нет в таблице',
    message: ({ map, value }) => `значения «${value}» нет в таблице «${map}»`,
    cause: 'В источнике появилось значение, для которого соответствие не задано.',
    fix: 'Допишите строку в таблицу или задайте on_unknown.',
    example: 'в новой выгрузке появился этап «На паузе», в maps его нет',
  },
  'record.expression': {
    title: 'выражение не вычислилось',
    message: ({ reason }) => `выражение не вычислить: ${failures[reason] ?? reason}`,
    cause: 'Значение этой строки не подходит выражению.',
    fix: 'Исправьте значение или учтите этот случай в выражении.',
    example: 'num(row["Сумма"]), а в ячейке «уточнить»',
  },
  'record.incomplete': {
    title: 'запись неполна',
    message: ({ part }) => `у элемента списка нет «${part}»`,
    cause: 'Остальные его части заполнены, а эта пуста.',
    fix: 'Заполните ячейку.',
    example: 'позиция сделки: количество 2, цена 500, а название пусто',
  },
  'record.join-several': {
    title: 'присоединилось несколько строк',
    message: ({ alias, count }) => `к строке присоединяется строк: ${count} («${alias}»)`,
    cause: 'Ключ присоединяемой таблицы повторяется.',
    fix: 'Уберите повторы или задайте take: first либо all.',
    example: 'код города 77 стоит в двух строках cities.csv',
  },
  'record.several-values': {
    title: 'несколько значений, взято первое',
    message: ({ taken, left }) => `взято «${taken}», не вошло: ${left}`,
    cause: 'Поле хранит одно значение, а столбцов или значений несколько.',
    fix: 'Выберите нужное или перенесите остальные в comment либо custom.',
    example: 'столбцы «Город» и «Город доставки»: взято «Москва», не вошло «Тверь»',
  },
  'record.kept-in-comment': {
    title: 'текст сохранён в комментарии',
    message: ({ text }) => `в комментарий записано: ${text}`,
    cause: 'Значение не подошло своему полю, а терять его нельзя (on_error: keep).',
    fix: 'Проверьте запись.',
    example: 'телефон «уточнить у секретаря» → строка в комментарии',
  },
};
