import { utils, write, type BookType, type WorkBook } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { excel } from '../../../src/sources/excel.ts';
import { bytesInput, diskInput } from '../../bytes-input.ts';
import { collectRows } from '../../collect-rows.ts';
import { codesOf, tablesOf } from '../../row-view.ts';
import { zip } from '../../zip.ts';

function sampleBook(): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ['Список клиентов'],
    ['Имя', 'Создан', 'ИНН', 'Доля', 'Активен', 'Телефон', 'Сумма'],
    ['Ромашка', 45366, 277012345, 0.15, true, 79161234567, 12500.5],
    ['Ёжик', 45366.5, 7700000009, 1, false, '+7 900', null],
  ]);
  for (const row of [3, 4]) {
    sheet[`B${row}`].z = 'dd.mm.yyyy hh:mm';
    sheet[`C${row}`].z = '0000000000';
    sheet[`D${row}`].z = '0%';
  }
  sheet['G4'] = { t: 'e', v: 42 };
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 6 } }];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Клиенты');
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['a', 'b'],
      ['x', 'y'],
    ]),
    'Скрытый',
  );
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return book;
}

const saved = (bookType: BookType): Buffer => write(sampleBook(), { bookType, type: 'buffer' }) as Buffer;
const columns = ['Имя', 'Создан', 'ИНН', 'Доля', 'Активен', 'Телефон', 'Сумма'];
const at = (text: string): Date => new Date(`${text}Z`);

describe('workbooks of other kinds', () => {
  it.each([
    ['xls', 'biff8', 'Excel 97-2003 workbook'],
    ['xlsb', 'xlsb', 'Excel binary workbook'],
    ['xlsx', 'xlsx', 'Excel workbook'],
    ['xls', 'xlml', 'Excel 2003 XML spreadsheet'],
  ] as const)('.%s (%s) gives the same rows as any other', async (extension, bookType, kind) => {
    const input = await diskInput(`клиенты.${extension}`, saved(bookType));
    expect(await excel.detect(input)).toEqual({ confidence: 0.95, kind });
    const reading = await collectRows(excel, input);
    expect(tablesOf(reading)).toEqual({
      Клиенты: {
        columns,
        rows: [
          ['Ромашка', at('2024-03-15T00:00:00'), '0277012345', 0.15, true, 79161234567, 12500.5],
          ['Ёжик', at('2024-03-15T12:00:00'), '7700000009', 1, false, '+7 900'],
        ],
      },
    });
    expect(codesOf(reading)).toMatchObject({ 'excel.error-value': 1, 'excel.percent': 1 });
    expect(reading.issues.find(({ code }) => code === 'excel.error-value')).toMatchObject({
      args: { cell: 'G4', error: '#N/A' },
      column: 'Сумма',
    });
    expect(reading.rows.map(({ line }) => line)).toEqual([3, 4]);
    if (bookType !== 'xlml') expect(codesOf(reading)['excel.hidden-sheet']).toBe(1);
  });

  it('an .xls of Excel 5 in code page 1251 is decoded', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([
      ['QQQ', 'ID'],
      ['WWWW', 5],
    ]);
    utils.book_append_sheet(book, sheet, 'S');
    const content = write(book, { bookType: 'biff5', type: 'buffer' }) as Buffer;
    // The library writes such workbooks in ASCII only: the letters and the code page (record 0x42) are put in here.
    Buffer.from('c8ecff', 'hex').copy(content, content.indexOf('QQQ'));
    Buffer.from('d0eee7e0', 'hex').copy(content, content.indexOf('WWWW'));
    content.writeUInt16LE(1251, content.indexOf(Buffer.from('42000200', 'hex')) + 4);
    const reading = await collectRows(excel, await diskInput('старый.xls', content));
    expect(tablesOf(reading)['S']).toEqual({ columns: ['Имя', 'ID'], rows: [['Роза', 5]] });
  });

  it('an .xls of the 1904 system has its dates four years later', async () => {
    const book = sampleBook();
    book.Workbook = { ...book.Workbook, WBProps: { date1904: true } };
    const reading = await collectRows(
      excel,
      await diskInput('mac.xls', write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer),
    );
    expect(reading.rows[0]?.cells[1]).toEqual(at('2028-03-16T00:00:00'));
  });

  it('a damaged .xls is refused by name', async () => {
    const content = Buffer.concat([saved('biff8').subarray(0, 600), Buffer.alloc(3000, 7)]);
    await expect(collectRows(excel, bytesInput('a.xls', content))).rejects.toMatchObject({
      code: expect.stringMatching(/^excel\.|^input\./),
    });
  });

  it('a file of Word is no workbook', async () => {
    const content = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('WordDocument', 'utf16le'),
    ]);
    expect(await excel.detect(bytesInput('письмо.xls', content))).toBeUndefined();
  });

  it('a workbook with a password is refused as such', async () => {
    const content = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(2000),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(2000),
    ]);
    const input = bytesInput('тайна.xlsx', content);
    expect(await excel.detect(input)).toMatchObject({ refusal: { code: 'excel.encrypted' } });
    await expect(collectRows(excel, input)).rejects.toMatchObject({
      code: 'excel.encrypted',
      args: { file: 'тайна.xlsx' },
    });
  });
});

const office =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="d" xmlns:calcext="c"';
const text = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const odsTable = (name: string, rows: string, style = 'ta1'): string =>
  `<table:table table:name="${name}" table:style-name="${style}">${rows}</table:table>`;
const odsContent = (tables: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${office}><office:automatic-styles><style:style style:name="ta1" style:family="table"/><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
const ods = (tables: string, manifest = '<m/>'): Buffer =>
  zip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', deflate: false },
    { name: 'content.xml', data: odsContent(tables) },
    { name: 'META-INF/manifest.xml', data: manifest },
  ]);
const number = (type: string, raw: string, shown: string): string =>
  `<table:table-cell office:value-type="${type}" office:value="${raw}"><text:p>${shown}</text:p></table:table-cell>`;

describe('OpenDocument spreadsheets', () => {
  const header = `<table:table-row>${['Имя', 'a', 'b', 'c', 'd', 'e', 'f', 'g'].map(text).join('')}</table:table-row>`;

  it('give every type of cell', async () => {
    const row = `<table:table-row>${text('Анна<text:s text:c="2"/>Б<text:line-break/>В</text:p><text:p>Г')}${number('float', '12500', '12 500')}${number('float', '277012345', '0277012345')}${number('percentage', '0.15', '15%')}<table:table-cell office:value-type="date" office:date-value="2024-03-15"><text:p>15.03.24</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT09H30M15S"><text:p>09:30:15</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ИСТИНА</text:p></table:table-cell><table:table-cell office:value-type="string" calcext:value-type="error" table:formula="of:=1/0"><text:p>#ДЕЛ/0!</text:p></table:table-cell></table:table-row>`;
    const reading = await collectRows(excel, bytesInput('a.ods', ods(odsTable('Лист', header + row))));
    expect(reading.rows[0]?.cells).toEqual([
      'Анна  Б\nВ\nГ',
      12500,
      '0277012345',
      0.15,
      at('2024-03-15T00:00:00'),
      '09:30:15',
      true,
    ]);
    expect(codesOf(reading)).toEqual({ 'excel.error-value': 1, 'excel.percent': 1 });
  });

  it('repeat cells and rows, leave notes out, and number rows as shown', async () => {
    const rows =
      header +
      '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>' +
      `<table:table-row table:number-rows-repeated="2">${text('Анна')}<table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2" office:value-type="string"><office:annotation><text:p>заметка</text:p></office:annotation><text:p>x</text:p></table:table-cell></table:table-row>` +
      '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>';
    const reading = await collectRows(excel, bytesInput('a.ods', ods(odsTable('Лист', rows))));
    expect(reading.rows.map(({ line, cells }) => [line, cells])).toEqual([
      [5, ['Анна', null, null, 'x', 'x']],
      [6, ['Анна', null, null, 'x', 'x']],
    ]);
  });

  it('have sheets of their own, hidden ones left out', async () => {
    const row = `<table:table-row>${text('Анна')}${text('x')}</table:table-row>`;
    const content = ods(
      odsTable('Первый', header + row) +
        odsTable('Скрытый', header + row, 'ta2') +
        odsTable('Третий', header + row + row),
    );
    const reading = await collectRows(excel, bytesInput('a.ods', content));
    expect(Object.entries(tablesOf(reading)).map(([name, { rows }]) => [name, rows.length])).toEqual([
      ['Первый', 1],
      ['Третий', 2],
    ]);
    expect(codesOf(reading)).toEqual({ 'excel.hidden-sheet': 1 });
    const flat = odsContent(odsTable('Первый', header + row))
      .replaceAll('office:document-content', 'office:document')
      .replace(office, `${office} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"`);
    expect((await collectRows(excel, bytesInput('a.fods', Buffer.from(flat)))).rows).toHaveLength(1);
  });

  it('written by an ordinary library give its rows', async () => {
    const reading = await collectRows(excel, await diskInput('клиенты.ods', saved('ods')));
    const [first, second] = reading.rows;
    expect(first?.table.columns).toEqual(columns);
    // It writes no shown text beside the number, so the zero that the format shows is not in the file.
    expect(first?.cells.slice(2)).toEqual([277012345, 0.15, true, 79161234567, 12500.5]);
    expect(second?.cells[0]).toBe('Ёжик');
  });

  it('with a password, or that would unfold without end, are refused', async () => {
    await expect(collectRows(excel, bytesInput('a.ods', ods('', '<manifest:encryption-data/>')))).rejects.toMatchObject(
      {
        code: 'excel.encrypted',
      },
    );
    const wide = `<table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`;
    await expect(collectRows(excel, bytesInput('a.ods', ods(odsTable('Лист', wide))))).rejects.toMatchObject({
      code: 'input.limit',
      args: { limit: 'columns' },
    });
  });
});

describe('Excel 2003 XML', () => {
  const book = (table: string): Buffer =>
    Buffer.from(
      `<?xml version="1.0" encoding="windows-1251"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="z"><NumberFormat ss:Format="00000"/></Style></Styles><Worksheet ss:Name="List"><Table>${table}</Table></Worksheet><Worksheet ss:Name="Off"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>`,
      'latin1',
    );
  const data = (type: string, value: string, attributes = ''): string =>
    `<Cell${attributes}><Data ss:Type="${type}">${value}</Data></Cell>`;

  it('places cells by index and merges, gives every type, skips comments and hidden sheets', async () => {
    const rows =
      `<Row>${['a', 'b', 'c', 'd', 'e', 'f'].map((one) => data('String', one)).join('')}</Row>` +
      `<Row ss:Index="4">${data('String', 'Anna', ' ss:MergeAcross="1"')}${data('Number', '123', ' ss:StyleID="z"')}<Cell ss:Index="5"><Data ss:Type="DateTime">2024-03-15T00:00:00.000</Data><Comment><Data>note</Data></Comment></Cell>${data('Boolean', '1')}</Row>` +
      `<Row>${data('DateTime', '1899-12-31T09:30:00.000')}${data('Number', '45366', ' ss:StyleID="d"')}${data('Error', '#REF!')}<Cell ss:Formula="=1+1"/><Cell ss:HRef="mailto:a@b.example"/></Row>`;
    const reading = await collectRows(excel, bytesInput('a.xls', book(rows)));
    expect(reading.rows.map(({ line, cells }) => [line, cells])).toEqual([
      [4, ['Anna', null, '00123', null, at('2024-03-15T00:00:00'), true]],
      [5, ['09:30', at('2024-03-15T00:00:00'), null, null, 'a@b.example']],
    ]);
    expect(codesOf(reading)).toEqual({
      'excel.error-value': 1,
      'excel.formula-without-value': 1,
      'excel.hidden-sheet': 1,
    });
  });
});
