import { read as readXlsx, utils, write } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/model/row.ts';
import { excel } from '../../../src/sources/excel.ts';
import { bytesInput } from '../../bytes-input.ts';
import { collectRows } from '../../collect-rows.ts';

// Control characters are not XML; `_x0041_` is an escape; texts of white space only are no values.
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((value) => /\S/.test(value) && !/[\p{Cc}\ufffe\uffff]|_x/u.test(value));
const number = fc.oneof(
  fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
    .map((value) => (Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(15)) + 0)),
);
// From 1901 on: in the two months before March 1900 libraries differ by a day.
const date = fc
  .integer({ min: -25_000, max: 70_000 })
  .chain((day) => fc.integer({ min: 0, max: 86_399 }).map((second) => new Date((day * 86_400 + second) * 1000)));
const cell = fc.oneof(text, number, fc.boolean(), date, fc.constant(null));
const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 });
const header = ['Имя', 'b', 'c'];

/** What is left of a row: no empty cells at the end. */
function trimmed(cells: readonly Cell[]): Cell[] {
  const copy = cells.map((value) => (Object.is(value, -0) ? 0 : value));
  while (copy.length > 0 && copy.at(-1) === null) copy.pop();
  return copy;
}

async function rowsOf(content: Buffer): Promise<Cell[][]> {
  const { rows } = await collectRows(excel, bytesInput('a.xlsx', content), { header_row: 1, summary_rows: 'keep' });
  return rows.map(({ cells }) => trimmed(cells));
}

const expected = (rows: readonly (readonly Cell[])[]): Cell[][] =>
  rows.map(trimmed).filter((cells) => cells.length > 0);

describe('whatever is written is read back', () => {
  it('from exceljs, shared strings or not', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const book = new ExcelJS.Workbook();
        const sheet = book.addWorksheet('Лист');
        sheet.addRow(header);
        for (const cells of rows) {
          const row = sheet.addRow([]);
          for (const [at, value] of cells.entries()) {
            row.getCell(at + 1).value = value;
            if (value instanceof Date) row.getCell(at + 1).numFmt = 'dd.mm.yyyy hh:mm:ss';
          }
        }
        expect(await rowsOf(Buffer.from(await book.xlsx.writeBuffer()))).toEqual(expected(rows));
      }),
      { numRuns: 60 },
    );
  });

  it.each(['xlsx', 'biff8', 'xlsb'] as const)(
    'from another library as %s, and that library agrees',
    async (bookType) => {
      const plain = fc.array(
        fc.array(fc.oneof(text, number, fc.boolean(), fc.constant(null)), { minLength: 3, maxLength: 3 }),
        { minLength: 1, maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(plain, async (rows) => {
          const book = utils.book_new();
          utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...rows]), 'S');
          const content = write(book, { bookType, type: 'buffer' }) as Buffer;
          const judge = readXlsx(content, { type: 'buffer' }).Sheets['S']!;
          const judged = utils
            .sheet_to_json<Cell[]>(judge, { header: 1, defval: null, raw: true, blankrows: false })
            .slice(1);
          const read = await rowsOf(content);
          expect(read).toEqual(judged.map(trimmed).filter((cells) => cells.length > 0));
          expect(read).toEqual(expected(rows));
        }),
        { numRuns: 60 },
      );
    },
  );
});
