import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell, Row } from '../../src/model/row.ts';
import { eachRow, RowColumns } from '../../src/pipeline/row-columns.ts';
import { RecordBytes } from '../../src/store/record-bytes.ts';

const table = { file: 'a.csv', name: '', columns: ['a', 'b'] };
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'Ёлкин 😀', '\uD800'),
  fc.constant(null),
  fc.double(),
  fc.boolean(),
  fc.date({ noInvalidDate: true }),
);
const cell: fc.Arbitrary<Cell> = fc.oneof({ weight: 9, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
const row = fc.record({ line: fc.integer({ min: 1, max: 2_000_000 }), cells: fc.array(cell, { maxLength: 6 }) });

test('rows come out as they went in, whatever their cells hold', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const columns = new RowColumns(new RecordBytes(16));
      for (const one of rows) columns.add({ table, ...one });
      expect(columns.length).toBe(rows.length);
      const found: Row[] = [];
      eachRow(structuredClone(columns.take()), table, (one) => found.push(one));
      expect(found).toEqual(rows.map((one) => ({ table, ...one })));
    }),
    { seed: 20261122, numRuns: 200 },
  );
});

test('many wide rows need more room than there was', () => {
  const columns = new RowColumns(new RecordBytes(16));
  const cells = Array.from({ length: 300 }, (_, at) => `ячейка ${at}`);
  for (let line = 1; line <= 400; line += 1) columns.add({ table, line, cells });
  let rows = 0;
  eachRow(columns.take(), table, (one) => {
    rows += 1;
    expect(one).toEqual({ table, line: rows, cells });
  });
  expect(rows).toBe(400);
});
