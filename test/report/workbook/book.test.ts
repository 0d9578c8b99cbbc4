import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { bytesInput } from '../../bytes-input.ts';
import { openArchive, readWhole } from '../../../src/archive.ts';
import { bookBytes, sheetName } from '../../../src/report/workbook/book.ts';
import { bookText, type BookSheet, columnLetters } from '../../../src/report/workbook/sheet.ts';
import { openXlsx } from '../../../src/sources/excel/xlsx.ts';

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%', "'"];
const bodies = ['1+1', "cmd|' /C calc'!A0", 'HYPERLINK("http://a.b","x")', 'SUM(A1:A9)'];
const payloads = starts.flatMap((start) => bodies.map((body) => start + body));
const odd = ['_x0041_', '<b>&amp;"\'', 'два\r\nряда', '\u0000\u0007нуль', '\ud800', '😀', ' края ', 'x'.repeat(40_000)];

function book(texts: readonly string[], more: Partial<BookSheet> = {}): Buffer {
  const sheet: BookSheet = {
    name: 'Лист',
    widths: [20],
    rows: texts.map((text) => [{ text, style: 'editable' as const }]),
    ...more,
  };
  return Buffer.concat([...bookBytes([sheet])]);
}

describe('a workbook', () => {
  test('holds every text as text: nothing a spreadsheet would evaluate, and it reads back equal', async () => {
    const bytes = book([...payloads, ...odd]);
    const { entries } = await openArchive(bytesInput('a.xlsx', bytes));
    const part = entries.find(({ name }) => name === 'xl/worksheets/sheet1.xml');
    const xml = part === undefined ? '' : (await readWhole(part.input)).toString();
    expect(xml).not.toMatch(/<f[ >]/);
    expect(xml.match(/<c /g)).toHaveLength(payloads.length + odd.length);
    expect(xml.match(/<c [^>]*t="inlineStr"/g)).toHaveLength(payloads.length + odd.length);
    const read: unknown[] = [];
    const [sheet] = (await openXlsx(bytesInput('a.xlsx', bytes))).sheets;
    for await (const rows of sheet?.rows() ?? []) read.push(...rows.map(({ cells }) => cells[0]));
    expect(read).toEqual([...payloads, ...odd].map(bookText));
  });

  test('is read by another reader, with every cell in text format', async () => {
    const other = new ExcelJS.Workbook();
    await other.xlsx.load(book(payloads) as unknown as ArrayBuffer);
    const cells = payloads.map((_, at) => other.worksheets[0]?.getRow(at + 1).getCell(1));
    expect(cells.map((cell) => cell?.text)).toEqual(payloads.map(bookText));
    expect(new Set(cells.map((cell) => cell?.numFmt))).toEqual(new Set(['@']));
    expect(cells.every((cell) => cell?.type === ExcelJS.ValueType.String)).toBe(true);
  });

  test('has the parts of a sheet in the order of the schema', async () => {
    const choices = [{ range: 'A2:A3', list: '"да,нет"', strict: true }];
    const bytes = book(['a', 'b', 'c'], {
      filter: 'A1:A3',
      isProtected: true,
      choices,
      frozen: { rows: 1, columns: 1 },
    });
    const { entries } = await openArchive(bytesInput('a.xlsx', bytes));
    const part = entries.find(({ name }) => name === 'xl/worksheets/sheet1.xml');
    const xml = part === undefined ? '' : (await readWhole(part.input)).toString();
    const order = [
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'sheetProtection',
      'autoFilter',
      'dataValidations',
      'pageMargins',
      'pageSetup',
    ];
    const places = order.map((name) => xml.indexOf(`<${name}`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('of the same rows is the same bytes', () => {
    expect(book(payloads).equals(book(payloads))).toBe(true);
  });
});

test('columns are lettered as spreadsheets letter them', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

test('sheet names are made fit and told apart', () => {
  const taken = new Set<string>();
  const long = 'Контакты из очень длинного файла с именем';
  expect([sheetName('a/b:c', taken), sheetName(long, taken), sheetName(long, taken), sheetName("''", taken)]).toEqual([
    'a b c',
    'Контакты из очень длинного файл',
    'Контакты из очень длинного  (2)',
    'Sheet',
  ]);
});
