import { expect, it } from 'vitest';
import type { CompiledBlock } from '../../src/mapping/compiled.ts';
import type { Table } from '../../src/model/row.ts';
import { countRow, leftBehind, openTally } from '../../src/pipeline/table-tally.ts';

/** What stays behind of one filled row of four columns when a block reads some of them. */
function left(read: readonly number[], repeats?: Table['repeats']): readonly string[] {
  const columns = ['Телефоны', 'Телефон.Рабочий', 'Телефон.Домашний', 'Город'];
  const table: Table = { file: 'a.xml', name: '', columns, ...(repeats === undefined ? {} : { repeats }) };
  const block = { isOptional: false, bind: () => ({ used: new Set(read) }) } as unknown as CompiledBlock;
  const tally = openTally(table, 1, [{ block, blockId: 1, system: '1c' }]);
  countRow(tally, { table, line: 1, cells: ['1, 2', '1', '2', 'Уфа'] });
  return Object.keys(leftBehind(tally));
}

const repeats = {
  Телефоны: ['Телефон.Рабочий', 'Телефон.Домашний'],
  'Телефон.Рабочий': ['Телефоны'],
  'Телефон.Домашний': ['Телефоны'],
};

it('a column stays behind when nobody reads it', () => {
  expect(left([0, 3])).toEqual(['Телефон.Домашний', 'Телефон.Рабочий']);
});

it('one that only repeats others does not when all of those are read', () => {
  expect(left([1, 2, 3], repeats)).toEqual([]);
  expect(left([0, 3], repeats)).toEqual([]);
  expect(left([1], repeats)).toEqual(['Город', 'Телефон.Домашний', 'Телефоны']);
});
