import { expect, test } from 'vitest';
import type { Cell, Row } from '../../src/model/row.ts';
import { groupRows } from '../../src/pipeline/group-rows.ts';

const columns = ['ID', 'Название', 'Товар', 'Реквизит: ИНН'];
const grouping = { by: 'ID', lists: ['Товар', 'Реквизит*'] };

async function grouped(lines: readonly (readonly Cell[])[], cut = lines.length, head = columns) {
  const table = { file: 'a.csv', name: '', columns: head };
  const rows = lines.map((cells, at): Row => ({ table, line: at + 2, cells }));
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for (let at = 0; at < rows.length; at += cut) yield rows.slice(at, at + cut);
  }
  const made: Row[] = [];
  for await (const batch of groupRows(batches(), grouping)) made.push(...batch);
  return made.map(({ line, cells }) => [line, ...cells]);
}

const lines = [
  ['1', 'А', 'x', '77'],
  ['1', 'А', 'x', null],
  ['', '', null, '78'],
  ['2', 'Б', 'y', null],
  ['1', 'А', 'z', null],
];

test.each([1, 2, 3, 100])(
  'neighbours of one number, and rows without one, are one record; batches of %i',
  async (cut) => {
    expect(await grouped(lines, cut)).toEqual([
      [2, '1', 'А', ['x', 'x', null], ['77', null, '78']],
      [5, '2', 'Б', 'y', null],
      [6, '1', 'А', 'z', null],
    ]);
  },
);

test('values that differ within a record are all kept', async () => {
  expect(
    await grouped([
      ['1', 'А'],
      ['1', 'Б'],
      ['1', 'А'],
    ]),
  ).toEqual([[2, '1', ['А', 'Б']]]);
});

test('a first row without a number stands by itself, and so do all rows of a table without the column', async () => {
  expect(
    await grouped([
      ['', 'А'],
      ['1', 'Б'],
    ]),
  ).toEqual([
    [2, '', 'А'],
    [3, '1', 'Б'],
  ]);
  const made = await grouped(
    [
      ['1', 'А'],
      ['1', 'А'],
    ],
    2,
    ['Код', 'Название'],
  );
  expect(made).toHaveLength(2);
});
