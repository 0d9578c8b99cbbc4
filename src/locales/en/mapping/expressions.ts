import type { mappingIssues } from '../../../model/issues/mapping.ts';
import type { WordingsOf } from '../../../model/issue-definition.ts';

const results: Readonly<Record<string, string>> = { bool: 'a condition (yes or no)', list: 'a list' };
const forbidden: Readonly<Record<string, string>> = {
  matches: 'write rx(text, pattern) instead of matches',
  nested: 'map, filter, all, exists nested more than twice',
  src: 'src is written with a name: src["join::column"]',
  const: 'const is written with a name: const.name',
  lookup: 'the map of lookup is written in quotes',
  rx: 'the pattern of rx is written in quotes or taken from const',
  rx_replace: 'the pattern of rx_replace is written in quotes or taken from const',
  rx_extract: 'the pattern of rx_extract is written in quotes or taken from const',
  split: 'the separator of split is written in quotes or taken from const',
  'row[...]': 'the column is written in quotes; cell(row, name) takes a computed name',
};

/** Of expressions. */
export const mappingExpressions = {
  'mapping.expression-syntax': {
    title: 'expression syntax',
    message: ({ detail }) => `cannot read the expression: ${detail}`,
    cause: 'An open quote or bracket, a missing operator; columns are written row["INN"].',
    fix: 'Fix the expression.',
    example: 'row["Сумма"] + " руб."',
  },
  'mapping.expression-type': {
    title: 'types do not fit',
    message: ({ detail }) => `the expression cannot be worked out: ${detail}`,
    cause: 'Cells are text: num() and date() convert them.',
    fix: 'Convert: num(row["Amount"]) + 1.',
    example: 'row["Amount"] + 1 → num(row["Amount"]) + 1',
  },
  'mapping.expression-result': {
    title: 'wrong result',
    message: ({ expected, found }) => `${results[expected] ?? expected} is needed, the expression gives ${found}`,
    cause: 'where and when are conditions, explode is a list.',
    fix: 'Add a comparison such as == "yes".',
    example: 'where: row["Active"] → where: row["Active"] == "yes"',
  },
  'mapping.expression-forbidden': {
    title: 'not allowed in expressions',
    message: ({ construct }) => `${forbidden[construct] ?? `${construct}: only with a name written out in quotes`}`,
    cause: 'Expressions must be checkable beforehand and take a bounded time.',
    fix: 'Rewrite the expression.',
    example: 'row["Code"].matches("^P") → rx(row["Code"], "^P")',
  },
  'mapping.unknown-function': {
    title: 'unknown function in an expression',
    message: ({ function: name }) => `there is no function "${name}"`,
    cause: 'A typo; names of functions are case-sensitive.',
    fix: 'Fix the name; perenos help expressions lists them.',
    example: 'Num(row["Amount"]) → num(row["Amount"])',
  },
  'mapping.unknown-name': {
    title: 'unknown name in an expression',
    message: ({ name }) => `there is no name "${name}"`,
    cause: 'Text is quoted, columns are row["Name"], constants const.name.',
    fix: 'Fix the name.',
    example: 'amount > 0 → num(row["Amount"]) > 0',
  },
  'mapping.function-arguments': {
    title: 'wrong arguments',
    message: ({ given, expected }) => `${given} cannot be called so; possible: ${expected}`,
    cause: 'The number or kind of the arguments does not fit.',
    fix: 'Fix the call.',
    example: 'num() → num(row["Amount"])',
  },
} satisfies Partial<WordingsOf<typeof mappingIssues>>;
