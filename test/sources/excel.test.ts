import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { excel } from '../../src/sources/excel.ts';
import { bytesInput, diskInput } from '../bytes-input.ts';
import { type Collected, collector, collectRows } from '../collect-rows.ts';
import { codesOf, tablesOf } from '../row-view.ts';
import { textRow, workbook, type WorkbookXml, workbookParts } from '../workbook.ts';
import { zip } from '../zip.ts';

const read = (book: WorkbookXml, options: unknown = {}): Promise<Collected> =>
  collectRows(excel, bytesInput('book.xlsx', workbook(book)), options);
const sheet = (rows: string, rest: Partial<WorkbookXml['sheets'][0]> = {}): WorkbookXml => ({
  sheets: [{ name: 'Лист1', rows, ...rest }],
});
const header = textRow(1, ['Имя', 'Значение', 'Город']);
const cellsOf = async (book: WorkbookXml, options?: unknown) =>
  (await read(book, options)).rows.map(({ cells }) => cells);
const refusal = (code: string, args: object = {}) =>
  expect.objectContaining({ code, args: expect.objectContaining(args) });

describe('excel', () => {
  it('reads a workbook written by an ordinary library: types, lines, facts', async () => {
    const book = new ExcelJS.Workbook();
    const list = book.addWorksheet('Клиенты');
    list.addRow(['Компания', 'Создан', 'Сумма', 'Активен', 'Сайт', 'Доля']);
    const row = list.addRow(['ООО «Ромашка»', new Date(Date.UTC(2024, 2, 15)), 12500.5, true, null, 0.15]);
    row.getCell(2).numFmt = 'dd.mm.yyyy';
    row.getCell(5).value = { text: 'сайт', hyperlink: 'https://example.com' };
    row.getCell(6).numFmt = '0%';
    list.addRow([]);
    list.addRow([
      { richText: [{ text: 'ИП ' }, { text: 'Иванов', font: { bold: true } }] },
      null,
      { formula: '1+2', result: 3 },
    ]);
    const input = await diskInput('клиенты.xlsx', Buffer.from(await book.xlsx.writeBuffer()));
    const reading = await collectRows(excel, input);
    expect(tablesOf(reading)).toEqual({
      Клиенты: {
        columns: ['Компания', 'Создан', 'Сумма', 'Активен', 'Сайт', 'Доля'],
        rows: [
          ['ООО «Ромашка»', new Date('2024-03-15T00:00:00Z'), 12500.5, true, 'сайт', 0.15],
          ['ИП Иванов', null, 3],
        ],
      },
    });
    expect(reading.rows.map(({ line, table }) => [line, table.file])).toEqual([
      [2, 'клиенты.xlsx'],
      [4, 'клиенты.xlsx'],
    ]);
    expect(codesOf(reading)).toEqual({ 'excel.percent': 1 });
    expect(reading.facts.get('format')).toBe('Excel workbook');
    expect(reading.facts.get('sheets')).toBe('Клиенты');
    expect(await excel.detect(input)).toEqual({ confidence: 0.95, kind: 'Excel workbook' });
  });

  it('places cells without a reference after one another, and rows without a number below one another', async () => {
    const rows =
      '<row><c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>B</t></is></c><c t="inlineStr"><is><t>C</t></is></c></row>' +
      '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="9"><c r="C9"><v>9</v></c></row><row><c><v>10</v></c></row>';
    const reading = await read(sheet(rows));
    expect(reading.rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, [1, null, 3]],
      [9, [null, null, 9]],
      [10, [10]],
    ]);
  });

  it('reads shared strings: rich text joined, phonetic runs left out, spaces kept, escapes decoded', async () => {
    const strings = [
      '<t>Имя</t>',
      '<t>Текст</t>',
      '<r><rPr><b/></rPr><t xml:space="preserve">ООО </t></r><r><t>Роза</t></r>',
      '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
      '<t xml:space="preserve">  два пробела </t>',
      '<t>строка 1_x000D_\nстрока 2 _x005F_x000D_ &amp; &#171;ёлка&#187;</t>',
      '<t/>',
      '<t><![CDATA[a<b]]></t>',
    ];
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>${[2, 3, 4, 5, 6, 7]
      .map(
        (index) =>
          `<row r="${index}"><c r="A${index}" t="inlineStr"><is><t>№</t></is></c><c r="B${index}" t="s"><v>${index}</v></c></row>`,
      )
      .join('')}`;
    expect((await cellsOf({ ...sheet(rows), strings })).map((cells) => cells[1])).toEqual([
      'ООО Роза',
      '東京',
      '  два пробела ',
      'строка 1\nстрока 2 _x000D_ & «ёлка»',
      undefined,
      'a<b',
    ]);
  });

  it('finds parts whatever the case of their names, with backslashes, and with absolute or relative targets', async () => {
    const book: WorkbookXml = {
      ...sheet(`${header}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>5</v></c></row>`),
      strings: ['<t>Ромашка</t>'],
    };
    for (const odd of [
      { partName: (name: string) => name.replace('sharedStrings', 'SharedStrings') },
      { partName: (name: string) => name.replaceAll('/', '\\') },
      { partName: (name: string) => name.toUpperCase() },
      { target: (name: string) => `/xl/${name}` },
      { target: (name: string) => `../xl/./${name}` },
      { target: (name: string) => name.replaceAll('/', '\\') },
      { strict: true },
    ]) {
      expect(await cellsOf({ ...book, ...odd })).toEqual([['Ромашка', 5]]);
    }
  });

  it('reads elements with a namespace prefix', async () => {
    const parts = workbookParts(sheet(`${header}<row r="2"><c r="A2"><v>5</v></c></row>`)).map((part) =>
      String(part.name).includes('worksheets/sheet') || part.name === 'xl/workbook.xml'
        ? {
            ...part,
            data: String(part.data)
              .replaceAll(/<(\/?)([a-zA-Z]+)(?=[\s/>])/g, '<$1x:$2')
              .replace('xmlns=', 'xmlns:x='),
          }
        : part,
    );
    const reading = await collectRows(excel, bytesInput('x.xlsx', zip(parts)));
    expect(reading.rows.map(({ cells }) => cells)).toEqual([[5]]);
  });

  it('keeps every column when headings repeat', async () => {
    const rows = textRow(1, ['Имя', 'Телефон', 'Телефон']) + textRow(2, ['Анна', '1-1', '2-2']);
    expect(tablesOf(await read(sheet(rows)))).toEqual({
      Лист1: { columns: ['Имя', 'Телефон', 'Телефон'], rows: [['Анна', '1-1', '2-2']] },
    });
  });

  it('gives error values as empty cells with an issue that names the cell', async () => {
    const reading = await read(
      sheet(
        `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>Анна</t></is></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`,
      ),
    );
    expect(reading.rows[0]?.cells).toEqual(['Анна']);
    expect(reading.issues).toEqual([
      expect.objectContaining({
        code: 'excel.error-value',
        severity: 'warning',
        column: 'Значение',
        args: { cell: 'B2', error: '#DIV/0!' },
        origin: { line: 2, table: expect.objectContaining({ name: 'Лист1', file: 'book.xlsx' }) },
      }),
    ]);
  });

  it('takes the last result of a formula, and says when there is none', async () => {
    const rows =
      `${header}<row r="2"><c r="A2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B2"><f>1+2</f><v>3</v></c><c r="C2" t="str"><f>""</f><v></v></c></row>` +
      '<row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c><c r="B3"><f>SUM(A1)</f></c><c r="C3"><f t="shared" si="0"/><v/></c></row>';
    const reading = await read(sheet(rows));
    expect(reading.rows.map(({ cells }) => cells)).toEqual([['ab', 3], ['x']]);
    expect(reading.issues.map(({ code, args }) => [code, args])).toEqual([
      ['excel.formula-without-value', { cell: 'B3' }],
      ['excel.formula-without-value', { cell: 'C3' }],
    ]);
  });

  it('says when a cell refers to a text that is not there, and never gives the index instead', async () => {
    const reading = await read({
      ...sheet(`${header}<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>99</v></c></row>`),
      strings: ['<t>a</t>'],
    });
    expect(reading.rows[0]?.cells).toEqual([1]);
    expect(reading.issues).toEqual([
      expect.objectContaining({ code: 'excel.bad-reference', args: { cell: 'B2', index: '99' } }),
    ]);
  });

  it('takes the address of a link when the cell is empty, and says when the text hides another', async () => {
    const rows =
      `${header}<row r="2"><c r="A2" t="inlineStr"><is><t>Анна</t></is></c><c r="B2"/><c r="C2" t="inlineStr"><is><t>написать</t></is></c></row>` +
      '<row r="3"><c r="A3" t="inlineStr"><is><t>a@example.com</t></is></c></row>';
    const after =
      '<hyperlinks><hyperlink ref="B2" r:id="rId1"/><hyperlink ref="C2" r:id="rId2"/><hyperlink ref="A3" r:id="rId2"/><hyperlink ref="A2" r:id="rId3"/></hyperlinks>';
    const links = { rId1: 'tel:+74950000001', rId2: 'mailto:A@example.com?subject=x', rId3: 'https://example.com' };
    const reading = await read(sheet(rows, { after, links }));
    expect(reading.rows.map(({ cells }) => cells)).toEqual([['Анна', '+74950000001', 'написать'], ['a@example.com']]);
    expect(reading.issues.map(({ code, args }) => [code, args])).toEqual([
      ['excel.link-target', { cell: 'C2', target: 'A@example.com' }],
    ]);
  });

  it('gives the value of merged cells once, at their top left', async () => {
    const rows = header + textRow(2, ['Анна', null, 'Москва']) + textRow(3, ['Пётр', 'x', null]);
    const reading = await cellsOf(
      sheet(rows, { after: '<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="A2:B2"/></mergeCells>' }),
    );
    expect(reading).toEqual([
      ['Анна', null, 'Москва'],
      ['Пётр', 'x'],
    ]);
  });

  it('gives rows in batches of at most 500, and sooner when their texts are long', async () => {
    const rows = header + Array.from({ length: 1201 }, (_, at) => textRow(at + 2, [`n${at}`, 'v'])).join('');
    const sizes = async (book: WorkbookXml): Promise<number[]> => {
      const found: number[] = [];
      const input = bytesInput('book.xlsx', workbook(book));
      for await (const batch of excel.read(input, {}, collector().context)) found.push(batch.length);
      return found;
    };
    expect(await sizes(sheet(rows))).toEqual([500, 500, 201]);
    const long =
      header + Array.from({ length: 300 }, (_, at) => textRow(at + 2, [`n${at}`, 'v'.repeat(30_000)])).join('');
    const batches = await sizes(sheet(long));
    expect(batches.length).toBeGreaterThan(1);
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(300);
  });
});

describe.skipIf(!existsSync('/proc/self/fd'))('the file (skipped where open files cannot be listed)', () => {
  const isOpen = (): boolean =>
    readdirSync('/proc/self/fd').some((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`).endsWith('/большой.xlsx');
      } catch {
        return false;
      }
    });
  const rows =
    header + Array.from({ length: 30_000 }, (_, at) => textRow(at + 2, [`n${at}`, `v${at * 7919}`, 'c'])).join('');
  const { context } = collector();

  it('is closed when the reading ends after the first batch, or at a heading that is not there', async () => {
    const input = await diskInput('большой.xlsx', workbook(sheet(rows)));
    for await (const batch of excel.read(input, {}, context)) {
      expect(batch).toHaveLength(500);
      expect(isOpen()).toBe(true);
      break;
    }
    await expect.poll(isOpen).toBe(false);
    const book = workbook(
      sheet(rows.replace(header, `${header}<row r="3"/>`).replace('<row r="3"><c', '<row r="30002"><c')),
    );
    const gap = await diskInput('большой.xlsx', book);
    await expect(collectRows(excel, gap, { header_row: 3 })).rejects.toEqual(refusal('excel.header-missing'));
    await expect.poll(isOpen).toBe(false);
  });
});

describe('sheets', () => {
  const people = header + textRow(2, ['Анна', 'x']);
  const book: WorkbookXml = {
    sheets: [
      { name: 'Пусто', rows: '' },
      { name: 'Люди', rows: people },
      { name: 'Справочник', rows: people, state: 'hidden' },
      { name: 'График', rows: '', type: 'chartsheet' },
      { name: '4', rows: header + textRow(2, ['Пётр', 'y']) },
    ],
  };

  it('reads every visible sheet with data and says what was left out', async () => {
    const reading = await read(book);
    expect(Object.keys(tablesOf(reading)).sort()).toEqual(['4', 'Люди']);
    expect(reading.issues).toEqual([
      expect.objectContaining({ code: 'excel.hidden-sheet', args: { sheet: 'Справочник' } }),
    ]);
  });

  it('reads the sheet that is named, by name before number, hidden or not', async () => {
    const names = async (wanted: string | number) => Object.keys(tablesOf(await read(book, { sheet: wanted })));
    expect(await names('Справочник')).toEqual(['Справочник']);
    expect(await names(' люди ')).toEqual(['Люди']);
    expect(await names(2)).toEqual(['Люди']);
    expect(await names('3')).toEqual(['Справочник']);
    expect(await names('4')).toEqual(['4']);
    await expect(read(book, { sheet: 'Нет' })).rejects.toEqual(
      refusal('excel.sheet-missing', { sheet: 'Нет', sheets: '«Пусто», «Люди», «Справочник», «4»' }),
    );
    await expect(read(book, { sheet: 9 })).rejects.toEqual(refusal('excel.sheet-missing', { sheet: '9' }));
  });

  it('says that a workbook has no rows', async () => {
    expect(codesOf(await read(sheet('')))).toEqual({ 'input.no-rows': 1 });
    expect(codesOf(await read(sheet(header)))).toEqual({ 'input.no-rows': 1 });
  });

  it('reads hidden rows and counts them', async () => {
    const reading = await read(sheet(header + textRow(2, ['Анна', 'x']).replace('<row', '<row hidden="1"')));
    expect(reading.rows).toHaveLength(1);
    expect(reading.issues).toEqual([expect.objectContaining({ code: 'excel.hidden-rows', args: { count: 1 } })]);
  });

  it('refuses options that do not exist', () => {
    expect(() => excel.read(bytesInput('a.xlsx', Buffer.from('x')), { shet: 1 }, {} as never)).toThrow(
      refusal('input.options', { source: 'excel' }),
    );
  });
});
