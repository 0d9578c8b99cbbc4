import type ExcelJS from 'exceljs';
import type { Edit } from './returned-book.ts';

/** What was done, the edit, the corrections kept as `source_key column=new_value`, and the codes of what is said of it. */
export type Scenario = readonly [name: string, edit: Edit, kept: readonly string[], problems: readonly string[]];

/** Edits that people make to the cells they are asked to correct, and to the form around them. */
export const scenarios: readonly Scenario[] = [
  ['nothing', () => {}, [], []],
  ['a typed text', (_, at) => void (at('2', 'ФИО').value = 'Новый Человек'), ['2 ФИО=Новый Человек'], []],
  ['a number in a phone cell', (_, at) => void (at('3', 'Телефон').value = 79161230000), ['3 Телефон=79161230000'], []],
  [
    'a number of 20 digits',
    (_, at) => void (at('3', 'Телефон').value = 4.07028109e19),
    [],
    ['workbook.precision-lost'],
  ],
  [
    'rich text',
    (_, at) => void (at('2', 'ФИО').value = { richText: [{ text: 'Но', font: { bold: true } }, { text: 'вый' }] }),
    ['2 ФИО=Новый'],
    [],
  ],
  [
    'a hyperlink',
    (_, at) => void (at('4', 'Почта').value = { text: 'a@firma.ru', hyperlink: 'mailto:other@firma.ru' }),
    ['4 Почта=a@firma.ru'],
    [],
  ],
  [
    'a formula with a result',
    (_, at) => void (at('2', 'ФИО').value = { formula: 'A1&"x"', result: 'Итог Иван', date1904: false }),
    ['2 ФИО=Итог Иван'],
    ['workbook.formula'],
  ],
  [
    'a formula with an error',
    (_, at) => void (at('2', 'ФИО').value = { formula: '1/0', result: { error: '#DIV/0!' }, date1904: false }),
    [],
    ['workbook.cell-error'],
  ],
  ['an error value', (_, at) => void (at('2', 'ФИО').value = { error: '#N/A' }), [], ['workbook.cell-error']],
  [
    'a real date',
    (_, at) => {
      const cell = at('2', 'ФИО');
      cell.numFmt = 'dd.mm.yyyy';
      cell.value = new Date(Date.UTC(2026, 2, 14));
    },
    ['2 ФИО=2026-03-14'],
    [],
  ],
  ['outer spaces only', (_, at) => void (at('3', 'Телефон').value = ' 12 '), [], []],
  ['an emptied cell', (_, at) => void (at('4', 'Почта').value = null), ['4 Почта='], []],
  ['do not load', (_, at) => void (at('3', 'Decision').value = 'do not load'), ['3 skip'], []],
  ['the same in Russian and capitals', (_, at) => void (at('3', 'Decision').value = 'НЕ ЗАГРУЖАТЬ '), ['3 skip'], []],
  ['load as it is', (_, at) => void (at('4', 'Decision').value = 'load as it is'), ['4 Почта as-is'], []],
  ['fixed without an edit', (_, at) => void (at('4', 'Decision').value = 'fixed'), [], ['workbook.nothing-changed']],
  ['a word of their own', (_, at) => void (at('4', 'Decision').value = 'может быть'), [], ['workbook.bad-decision']],
  [
    'a value that is wrong too',
    (_, at) => void (at('3', 'Телефон').value = '13'),
    ['3 Телефон=13'],
    ['workbook.still-wrong'],
  ],
  ['a hidden column', (sheet) => void (sheet.getColumn(9).hidden = true), [], []],
  ['a deleted row', (sheet) => sheet.spliceRows(3, 1), [], []],
  ['a deleted column of originals', (sheet) => sheet.spliceColumns(13, 1), [], []],
  [
    'a new row without a number',
    (sheet) => void sheet.addRow(['', 'people.csv', '99', '', '', '', '', '99', 'Лишний']),
    [],
    ['workbook.row-without-number'],
  ],
  ['an invented number', (sheet) => void sheet.addRow(['777', 'x', '1']), [], ['workbook.unknown-number']],
  ['a row copied as it is', (sheet) => void sheet.addRow(sheet.getRow(2).values as ExcelJS.CellValue[]), [], []],
  [
    'a row copied and edited',
    (sheet, at) => {
      sheet.addRow((sheet.getRow(2).values as ExcelJS.CellValue[]).slice());
      at(sheet.getRow(2).getCell(1).text, 'ФИО').value = 'Копия Копии';
    },
    [],
    ['workbook.number-twice'],
  ],
  [
    'rows in another order, with a row above the headings',
    (sheet, at) => {
      at('2', 'ФИО').value = 'Новый Человек';
      sheet.insertRow(3, sheet.getRow(6).values as ExcelJS.CellValue[]);
      sheet.spliceRows(7, 1);
      sheet.spliceRows(1, 0, []);
    },
    ['2 ФИО=Новый Человек'],
    [],
  ],
  [
    'a renamed sheet',
    (sheet, at) => ((sheet.name = 'Готово'), void (at('2', 'ФИО').value = 'Новый')),
    ['2 ФИО=Новый'],
    [],
  ],
];

/** Edits that people make without thinking of the form. */
export const carelessEdits: readonly Scenario[] = [
  [
    'a column made wider and a note',
    (sheet, at) => ((sheet.getColumn(9).width = 60), void (at('2', 'ФИО').note = 'кто это?')),
    [],
    [],
  ],
  [
    'colours and bold letters',
    (_, at) => void (at('3', 'Телефон').font = { bold: true, color: { argb: 'FFFF0000' } }),
    [],
    [],
  ],
  ['a filter taken off', (sheet) => void delete (sheet as { autoFilter?: unknown }).autoFilter, [], []],
  ['panes thawed', (sheet) => void (sheet.views = []), [], []],
  [
    'a hidden row, edited before',
    (sheet, at) => ((at('2', 'ФИО').value = 'Новый'), void (sheet.getRow(2).hidden = true)),
    ['2 ФИО=Новый'],
    [],
  ],
  ['an empty row in between', (sheet) => void sheet.insertRow(3, []), [], []],
  ['three empty rows at the end', (sheet) => void sheet.addRows([[], [], []]), [], []],
  ['columns in another order', (sheet) => swapColumns(sheet, 8, 9), [], []],
  [
    'columns in another order and an edit',
    (sheet, at) => ((at('2', 'ФИО').value = 'Новый'), swapColumns(sheet, 9, 11)),
    ['2 ФИО=Новый'],
    [],
  ],
  ['a column of remarks added', (sheet) => void (sheet.getRow(1).getCell(30).value = 'Мои пометки'), [], []],
  ['remarks in a column without a heading', (sheet) => void (sheet.getRow(2).getCell(31).value = 'спросить'), [], []],
  ['all rows deleted', (sheet) => sheet.spliceRows(2, 10), [], []],
  ['the reason deleted', (sheet) => void (sheet.getRow(2).getCell(5).value = null), [], []],
  [
    'a phone typed as people write it',
    (_, at) => void (at('3', 'Телефон').value = '8 (916) 123-00-00'),
    ['3 Телефон=8 (916) 123-00-00'],
    [],
  ],
  [
    'a phone with a plus',
    (_, at) => void (at('3', 'Телефон').value = '+7 916 123 00 00'),
    ['3 Телефон=+7 916 123 00 00'],
    [],
  ],
  [
    'two phones in a cell',
    (_, at) => void (at('3', 'Телефон').value = '+79161230000, +79161230001'),
    ['3 Телефон=+79161230000, +79161230001'],
    [],
  ],
  ['a line break in a cell', (_, at) => void (at('2', 'ФИО').value = 'Новый\nЧеловек'), ['2 ФИО=Новый\nЧеловек'], []],
  ['quotes and angle brackets', (_, at) => void (at('2', 'ФИО').value = 'Ю "<&>" Я'), ['2 ФИО=Ю "<&>" Я'], []],
  ['an emoji and an accent', (_, at) => void (at('2', 'ФИО').value = 'Zoë 👩‍👩‍👧'), ['2 ФИО=Zoë 👩‍👩‍👧'], []],
  ['text that looks like a formula', (_, at) => void (at('2', 'ФИО').value = "'=1+1"), ["2 ФИО='=1+1"], []],
  [
    'a cell that was right before',
    (_, at) => void (at('3', 'ФИО').value = 'Петров Павел'),
    ['3 ФИО=Петров Павел'],
    ['workbook.still-wrong'],
  ],
  [
    'two cells of one row',
    (_, at) => ((at('3', 'ФИО').value = 'Петров Павел'), void (at('3', 'Телефон').value = '+79161230000')),
    ['3 ФИО=Петров Павел', '3 Телефон=+79161230000'],
    [],
  ],
  [
    'cells of two rows',
    (_, at) => ((at('2', 'ФИО').value = 'Новый'), void (at('3', 'Телефон').value = '+79161230000')),
    ['2 ФИО=Новый', '3 Телефон=+79161230000'],
    [],
  ],
  [
    'the same in English and small letters with spaces',
    (_, at) => void (at('3', 'Decision').value = '  DO NOT LOAD'),
    ['3 skip'],
    [],
  ],
  [
    'fixed, with an edit',
    (_, at) => ((at('2', 'Decision').value = 'fixed'), void (at('2', 'ФИО').value = 'Новый')),
    ['2 ФИО=Новый'],
    [],
  ],
  [
    'do not load, with an edit',
    (_, at) => ((at('2', 'Decision').value = 'do not load'), void (at('2', 'ФИО').value = 'Новый')),
    ['2 skip'],
    [],
  ],
  [
    'all rows decided at once',
    (_, at) => {
      for (const row of ['2', '3', '4']) at(row, 'Decision').value = 'do not load';
    },
    ['2 skip', '3 skip', '4 skip'],
    [],
  ],
  ['a decision in Russian', (_, at) => void (at('4', 'Decision').value = 'загрузить как есть'), ['4 Почта as-is'], []],
  ['a decimal number', (_, at) => void (at('2', 'ФИО').value = 12.5), ['2 ФИО=12.5'], []],
  ['a time', (_, at) => void (at('2', 'ФИО').value = '10:30'), ['2 ФИО=10:30'], []],
  [
    'a column put in front and an edit',
    (sheet, at) => ((at('2', 'ФИО').value = 'Новый'), sheet.spliceColumns(1, 0, [])),
    ['2 ФИО=Новый'],
    [],
  ],
  ['cells of the form merged', (sheet) => sheet.mergeCells('D2:E2'), [], []],
  [
    'a sheet of notes added',
    (sheet) => void sheet.workbook.addWorksheet('Мои заметки').addRow(['спросить у Олега', '2']),
    [],
    [],
  ],
  ['a long text', (_, at) => void (at('2', 'ФИО').value = 'Я'.repeat(200)), [`2 ФИО=${'Я'.repeat(200)}`], []],
  ['an e-mail corrected', (_, at) => void (at('4', 'Почта').value = 'semen@firma.ru'), ['4 Почта=semen@firma.ru'], []],
];

function swapColumns(sheet: ExcelJS.Worksheet, one: number, other: number): void {
  sheet.eachRow((row) => {
    const [left, right] = [row.getCell(one).value, row.getCell(other).value];
    row.getCell(one).value = right;
    row.getCell(other).value = left;
  });
}
