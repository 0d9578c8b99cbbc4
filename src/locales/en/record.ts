import type { recordIssues } from '../../model/issues/record.ts';
import type { WordingsOf } from '../../model/issue-definition.ts';

const types: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  boolean: 'yes or no',
  object: 'a compound value',
};
const failures: Readonly<Record<string, string>> = {
  'not-a-number': 'not a number',
  'not-a-date': 'not a date',
  'map-unknown': 'the map has no such value',
  'no-such-group': 'the pattern has no such group',
  'negative-length': 'a length below zero',
  no_such_key: 'no such column',
  division_by_zero: 'division by zero',
  modulo_by_zero: 'division by zero',
  index_out_of_range: 'the list has no such item',
  index_out_of_bounds: 'the list has no such item',
  no_such_overload: 'a value of another kind',
  int_conversion_error: 'not a whole number',
  double_conversion_error: 'not a number',
};

export const record: WordingsOf<typeof recordIssues> = {
  'record.required': {
    title: 'required value is missing',
    message: ({ field }) => `"${field}" is empty`,
    cause: 'The cell is empty, or its value was dropped.',
    fix: 'Fill the cell or give a default.',
    example: 'row 14: the column "Title" is empty, and name has required: true',
  },
  'record.key-empty': {
    title: 'record without a key',
    message: ({ columns }) => `the key of the record is empty (${columns})`,
    cause: 'Without its id a record cannot be recognised again.',
    fix: 'Fill in the id or choose another column for key.',
    example: 'key: Code, and row 14 has none',
  },
  'record.too-long': {
    title: 'value too long',
    message: ({ length, max }) => `length ${length}, at most ${max}`,
    cause: 'The cell holds other text too, or the field is short.',
    fix: 'Shorten it or add do: [{cut: {max: …, at: word}}].',
    example: 'a title of 400 characters where 255 are allowed → do: [{cut: {max: 255, at: word}}]',
  },
  'record.wrong-type': {
    title: 'value of another kind',
    message: ({ expected, found }) => `${types[expected] ?? expected} is needed, this is ${types[found] ?? found}`,
    cause: 'The value was not converted.',
    fix: 'Add a function to do: num, date, bool, first or another.',
    example: 'amount: {from: Amount} → amount: {from: Amount, do: [num]}',
  },
  'record.not-in-list': {
    title: 'value not in the list',
    message: ({ value, allowed }) => `"${value}" is not possible; possible: ${allowed}`,
    cause: 'The field takes values of a list only.',
    fix: 'Give a value map: map.',
    example: 'sex: "man" → map: sexes with man: male',
  },
  'record.wrong-format': {
    title: 'wrong format',
    message: ({ expected }) => `the value does not have the form ${expected}`,
    cause: 'It is written differently, or is another kind of value.',
    fix: 'Fix it or add the fitting function to do (date, phone, email, inn).',
    example: '05.03.2026 without do: [date] → 2026-03-05',
  },
  'record.out-of-range': {
    title: 'number out of range',
    message: ({ value, min, max }) =>
      `${value}: allowed ${min === '' ? '' : `from ${min} `}${max === '' ? '' : `to ${max}`}`,
    cause: 'A typo, or another unit.',
    fix: 'Fix the value.',
    example: 'a probability of 150 where 0 to 100 is possible',
  },
  'record.map-unknown': {
    title: 'value not in the map',
    message: ({ map, value }) => `the map "${map}" has no "${value}"`,
    cause: 'The source holds a value without an entry.',
    fix: 'Add the entry or set on_unknown.',
    example: 'a new export has the stage "On hold", which is not under maps',
  },
  'record.user-dismissed': {
    title: 'owner dismissed',
    message: ({ map, user }) => `"${user}" is dismissed in the target, and the map "${map}" says dismissed: reject`,
    cause: 'The account of this person is switched off in the new system.',
    fix: 'Map them to somebody who works there, or set dismissed: default (the owner is taken from default) or keep.',
    example: 'Чижов → chizhov@romashka.example, whose account on the portal is off',
  },
  'record.expression': {
    title: 'expression failed',
    message: ({ reason }) => `the expression cannot be worked out: ${failures[reason] ?? reason}`,
    cause: 'The value of this row does not fit the expression.',
    fix: 'Fix the value or let the expression handle the case.',
    example: 'num(row["Amount"]), and the cell says "ask"',
  },
  'record.incomplete': {
    title: 'incomplete item',
    message: ({ part }) => `an item has no "${part}"`,
    cause: 'Its other parts are filled, this one is empty.',
    fix: 'Fill the cell.',
    example: 'an item of a deal: quantity 2, price 500 and no name',
  },
  'record.join-several': {
    title: 'several rows joined',
    message: ({ alias, count }) => `${count} rows join this one ("${alias}")`,
    cause: 'The key of the joined table repeats.',
    fix: 'Remove the repeats or set take: first or all.',
    example: 'the city code 77 stands in two rows of cities.csv',
  },
  'record.several-values': {
    title: 'several values, the first taken',
    message: ({ taken, left }) => `"${taken}" was taken, left out: ${left}`,
    cause: 'The field holds one value, and there are several.',
    fix: 'Choose one, or map the others to comment or custom.',
    example: 'the columns "City" and "Delivery city": "Moscow" taken, "Tver" left out',
  },
  'record.kept-in-comment': {
    title: 'text kept in the comment',
    message: ({ text }) => `added to the comment: ${text}`,
    cause: 'The value does not fit its field and must not be lost (on_error: keep).',
    fix: 'Look at the record.',
    example: 'phone "ask the secretary" → a line of the comment',
  },
};
