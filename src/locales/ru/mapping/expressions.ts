import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const syntaxReasons: Readonly<Record<string, string>> = {
  unexpected_token: 'лишний или недостающий знак',
  unexpected_character: 'недопустимая буква; русские имена столбцов пишут row["ИНН"]',
  unterminated_string: 'не закрыта кавычка',
  unterminated_triple_quoted_string: 'не закрыты тройные кавычки',
  expected_token: 'пропущен знак',
  newline_in_string: 'перенос строки внутри кавычек: пишите \\n',
  invalid_escape_sequence: 'неизвестная последовательность после обратной косой черты',
  invalid_number: 'неверное число',
  invalid_integer: 'неверное число',
  reserved_identifier: 'служебное слово на месте имени',
};
const results: Readonly<Record<string, string>> = { bool: 'условие (да или нет)', list: 'список' };
const forbidden: Readonly<Record<string, string>> = {
  matches: 'вместо matches пишите rx(текст, образец)',
  nested: 'вложенность map, filter, all, exists больше двух',
  src: 'src пишут с именем: src["присоединение::столбец"]',
  const: 'const пишут с именем: const.имя',
  lookup: 'имя таблицы в lookup пишут в кавычках',
  rx: 'образец в rx пишут в кавычках или берут из const',
  rx_replace: 'образец в rx_replace пишут в кавычках или берут из const',
  rx_extract: 'образец в rx_extract пишут в кавычках или берут из const',
  split: 'разделитель в split пишут в кавычках или берут из const',
  'row[...]': 'имя столбца пишут в кавычках; для вычисленного имени есть cell(row, имя)',
};

/** Of expressions. */
export const mappingExpressions = {
  'mapping.expression-syntax': {
    title: 'ошибка в выражении',
    message: ({ reason, detail }) => `выражение не разобрать: ${syntaxReasons[reason] ?? detail}`,
    cause: 'Не закрыта кавычка или скобка, пропущен знак; имена столбцов пишут row["ИНН"].',
    fix: 'Исправьте выражение.',
    example: 'row["Сумма"] + " руб."',
  },
  'mapping.expression-type': {
    title: 'типы в выражении не сходятся',
    message: ({ detail }) => `выражение не вычислить: ${detail}`,
    cause: 'Все ячейки — текст: числа и даты получают функциями num() и date().',
    fix: 'Добавьте преобразование: num(row["Сумма"]) + 1.',
    example: 'row["Сумма"] + 1 → num(row["Сумма"]) + 1',
  },
  'mapping.expression-result': {
    title: 'выражение даёт не то',
    message: ({ expected, found }) => `нужно ${results[expected] ?? expected}, а выражение даёт ${found}`,
    cause: 'where и when — условия, explode — список.',
    fix: 'Допишите сравнение, например == "да".',
    example: 'where: row["Активен"] → where: row["Активен"] == "да"',
  },
  'mapping.expression-forbidden': {
    title: 'запрещено в выражениях',
    message: ({ construct }) => `${forbidden[construct] ?? `${construct}: только с именем, написанным в кавычках`}`,
    cause: 'Выражение должно проверяться заранее и вычисляться за предсказуемое время.',
    fix: 'Перепишите выражение.',
    example: 'row["Код"].matches("^П") → rx(row["Код"], "^П")',
  },
  'mapping.unknown-function': {
    title: 'неизвестная функция в выражении',
    message: ({ function: name }) => `функции «${name}» нет`,
    cause: 'Опечатка; имена функций чувствительны к регистру.',
    fix: 'Исправьте имя; список печатает perenos help expressions.',
    example: 'Num(row["Сумма"]) → num(row["Сумма"])',
  },
  'mapping.unknown-name': {
    title: 'неизвестное имя в выражении',
    message: ({ name }) => `имени «${name}» нет`,
    cause: 'Текст пишется в кавычках, столбцы — row["Имя"], постоянные — const.имя.',
    fix: 'Исправьте имя.',
    example: 'amount > 0 → num(row["Сумма"]) > 0',
  },
  'mapping.function-arguments': {
    title: 'неверные аргументы функции',
    message: ({ given, expected }) => `${given}: так не вызывают; возможно: ${expected}`,
    cause: 'Число или вид аргументов не подходит.',
    fix: 'Исправьте вызов.',
    example: 'num() → num(row["Сумма"])',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
