import { expect, test } from 'vitest';
import { textTable } from '../../src/report/text-table.ts';

test('a column of numbers is set right, one with a word in it left', () => {
  const rows = [
    ['number', 'mixed', 'имя'],
    [5, 1, 'Ян'],
    [12_000, 'no', 'Анна'],
  ];
  expect(textTable(rows, (value) => value.toLocaleString('en'))).toEqual([
    'number  mixed  имя',
    '     5  1      Ян',
    '12,000  no     Анна',
  ]);
});

// Work that grows with the square of the rows would not end within the time of a test.
test('a table may have as many rows as a load has operations', () => {
  const rows = Array.from({ length: 200_000 }, (_, at) => [at, 'создание', '']);
  const lines = textTable([['№', 'действие', 'причина'], ...rows], String);
  expect(lines).toHaveLength(200_001);
  expect(lines.at(-1)).toBe('199999  создание');
});
