import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { InputLimits } from '../../src/input.ts';
import { csv } from '../../src/sources/csv.ts';
import { bytesInput } from '../bytes-input.ts';
import { collector, collectRows, type Collected } from '../collect-rows.ts';

type Content = string | Buffer;

function read(content: Content, options: unknown = {}, limits: Partial<InputLimits> = {}): Promise<Collected> {
  return collectRows(csv, bytesInput('in.csv', Buffer.from(content as string), limits), options);
}

async function cells(content: Content, options: unknown = {}): Promise<unknown> {
  const { rows } = await read(content, options);
  return rows.map((row) => row.cells);
}

async function codes(content: Content, options: unknown = {}): Promise<unknown> {
  const { issues } = await read(content, options);
  return issues.map(({ code, origin }) => `${code}@${origin.line}`);
}

describe('cells', () => {
  it('are text as it stands, whatever it looks like', async () => {
    expect(await cells('id,inn,phone,flag\n0012,0165500001,+79001234567, TRUE \n')).toEqual([
      ['0012', '0165500001', '+79001234567', ' TRUE '],
    ]);
  });

  it('are empty text when nothing is in them', async () => {
    expect(await cells('a,b,c\n1,,""\n')).toEqual([['1', '', '']]);
  });

  it('hold delimiters, quotes and line breaks when quoted', async () => {
    expect(await cells('a;b\n"x;""y"";z";"one\r\ntwo\nthree"\n')).toEqual([['x;"y";z', 'one\r\ntwo\nthree']]);
  });

  it('lose the apostrophe that keeps a spreadsheet from computing them, and only that one', async () => {
    const { rows, facts } = await read("a,b,c,d\n'+7900,'=1+1,''-x,'89031112233\n'@x,O'Neil,'＝1,'\n");
    expect(rows.map((row) => row.cells)).toEqual([
      ['+7900', '=1+1', "''-x", "'89031112233"],
      ['@x', "O'Neil", '＝1', "'"],
    ]);
    expect(facts.get('formula-escapes')).toBe(4);
  });

  it('keep the character � and say that it was in the file', async () => {
    expect(await codes('a,b\nИван\uFFFD,1\nПётр,2\n')).toEqual(['input.lost-characters@2']);
  });
});

describe('line ends', () => {
  it.each([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CR LF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4\r'],
    ['mixed', 'a,b\n1,2\r\n3,4\r'],
    ['none after the last row', 'a,b\n1,2\n3,4'],
  ])('%s are understood', async (_name, content) => {
    const { rows, issues } = await read(content);
    expect(rows.map(({ line, cells: row }) => [line, ...row])).toEqual([
      [2, '1', '2'],
      [3, '3', '4'],
    ]);
    expect(issues).toEqual([]);
  });

  it('count lines right after line breaks inside cells', async () => {
    const { rows } = await read('a,b\r\n"1\r\n\r\n2",x\n"3\r4",y\r\n5,z\n\n6,"w\n"\n7,q');
    expect(rows.map((row) => row.line)).toEqual([2, 5, 7, 9, 11]);
  });
});

describe('encodings', () => {
  const text = 'Имя;Город\nИванов Пётр;г. Москва\n';

  it.each(['utf-8', 'windows-1251', 'cp866', 'koi8-r', 'utf-16le', 'utf-16be'])(
    '%s is found by the bytes',
    async (encoding) => {
      const { rows, facts } = await read(iconv.encode(text, encoding));
      expect(rows[0]?.cells).toEqual(['Иванов Пётр', 'г. Москва']);
      expect(facts.get('encoding')).toBe(encoding);
    },
  );

  it.each(['utf-8', 'utf-16le', 'utf-16be'])(
    'a byte order mark of %s is no part of the first heading',
    async (encoding) => {
      const { rows } = await read(iconv.encode(text, encoding, { addBOM: true }));
      expect(rows[0]?.table.columns).toEqual(['Имя', 'Город']);
    },
  );

  it('can be named where the bytes do not tell', async () => {
    const content = iconv.encode('a;b\nИНН;1\n', 'koi8-r');
    await expect(read(content)).rejects.toMatchObject({ code: 'input.encoding-unknown', exitCode: 3 });
    expect(await cells(content, { encoding: 'KOI8-R' })).toEqual([['ИНН', '1']]);
  });

  it('have to be known by name', async () => {
    await expect(read(text, { encoding: 'klingon' })).rejects.toMatchObject({ code: 'input.encoding-unsupported' });
  });

  it('are decided by the first other bytes when a file starts with much ASCII', async () => {
    const ascii = `name;city\n${'Smith;London\n'.repeat(40_000)}`;
    const { rows, facts } = await read(
      Buffer.concat([Buffer.from(ascii), iconv.encode('Иванов;Москва\n', 'windows-1251')]),
    );
    expect(rows.at(-1)).toMatchObject({ line: 40_002, cells: ['Иванов', 'Москва'] });
    expect(facts.get('encoding')).toBe('windows-1251');
  });

  it('that change inside a file are noticed with their lines', async () => {
    const utf8 = Buffer.from(`Имя;Город\n${'Пётр;Тверь\n'.repeat(30_000)}`);
    const { rows, issues } = await read(Buffer.concat([utf8, iconv.encode('Иванов;Москва\n', 'windows-1251')]));
    expect(rows).toHaveLength(30_001);
    expect(issues.map(({ code, origin, column }) => [code, origin.line, column])).toEqual([
      ['input.encoding-damage', 30_002, 'Имя'],
      ['input.encoding-damage', 30_002, 'Город'],
    ]);
  });

  it('do not include UTF-32', async () => {
    const content = Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]);
    await expect(read(content)).rejects.toMatchObject({ code: 'input.encoding-unsupported' });
  });
});

describe('delimiters', () => {
  it.each([',', ';', '\t', '|'])('%j is found', async (delimiter) => {
    const { facts } = await read(`a${delimiter}b\n1${delimiter}2\n`);
    expect(facts.get('delimiter')).toBe(delimiter);
  });

  it.each([
    ['^', 'a^b\n1^2\n'],
    ['\\t', 'a\tb\n1\t2\n'],
    ['||', 'a||b\n1||2\n'],
    ['CARET', 'a^b\n1^2\n'],
  ])('%j can be named', async (delimiter, content) => {
    expect(await cells(content, { delimiter })).toEqual([['1', '2']]);
  });

  it('are taken from the line that Excel reads, which is no row', async () => {
    const { rows, facts } = await read('sep=;\r\na;b,c\r\n1;2\r\n');
    expect(rows).toMatchObject([{ line: 3, cells: ['1', '2'], table: { columns: ['a', 'b,c'] } }]);
    expect(facts.get('delimiter')).toBe(';');
  });

  it('that cut the lines unevenly are doubted', async () => {
    expect(await codes('a,b,c\n1,2,3\nx\ny\nz\nw,q\n')).toContain('csv.delimiter-unsure@1');
  });
});

describe('the header', () => {
  it('keeps repeated headings and says how many', async () => {
    const { rows, facts } = await read('Label,Label,Label\na,b,c\n');
    expect(rows[0]?.table.columns).toEqual(['Label', 'Label', 'Label']);
    expect(rows[0]?.cells).toEqual(['a', 'b', 'c']);
    expect(facts.get('repeated-headings')).toBe(2);
  });

  it('is found under titles', async () => {
    const { rows, facts, issues } = await read('Список\n"Отбор: все" "группы"\n\nИмя;Телефон;Город\nИван;1;Тверь\n');
    expect(rows).toMatchObject([{ line: 5, table: { columns: ['Имя', 'Телефон', 'Город'] } }]);
    expect(facts.get('header-row')).toBe(4);
    expect(issues).toEqual([]);
    expect(facts.get('titles')).toBe('Список / "Отбор: все" "группы"');
  });

  it('can be named by its line', async () => {
    const { rows } = await read('x;y\nИмя;Город\nИван;Тверь\n', { header_row: 2 });
    expect(rows).toMatchObject([{ line: 3, table: { columns: ['Имя', 'Город'] } }]);
  });

  it('can be missing, when that is said', async () => {
    const { rows } = await read('1;Иван\n2;Пётр\n', { header_row: 0 });
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', 'Иван'],
      ['2', 'Пётр'],
    ]);
    expect(rows[0]?.table.columns).toEqual(['1', '2']);
  });

  it('is known before the first row, for those who look at a few rows only', async () => {
    const { context, facts } = collector();
    const content = Buffer.from('Список\nИмя;Телефон\nИван;1\n');
    for await (const _batch of csv.read(bytesInput('in.csv', content), {}, context)) break;
    expect(Object.fromEntries(facts)).toEqual({ encoding: 'utf-8', delimiter: ';', 'header-row': 2 });
  });

  it('that looks like data is doubted', async () => {
    expect(await codes('1;8 495 123-45-67\n2;8 495 123-45-68\n')).toEqual(['csv.header-unsure@1']);
  });

  it.each([3, 9])('is not looked for elsewhere than in line %i when that is named', async (line) => {
    await expect(read('a;b\n1;2\n\n3;4\n', { header_row: line })).rejects.toMatchObject({
      code: 'csv.header-row',
      args: { line },
    });
  });

  it('that comes again, from files put together, is no row', async () => {
    const { rows, issues } = await read('a,b\n1,2\na,b\n3,4\n');
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
    expect(issues.map(({ code, origin }) => [code, origin.line])).toEqual([['csv.repeated-header', 3]]);
  });

  it('without rows is worth a warning', async () => {
    expect(await codes('a,b\n')).toEqual(['csv.only-headings@1']);
  });
});

describe('rows of another width', () => {
  it('keep the cells beyond the header in columns without a name', async () => {
    const { rows, issues } = await read('a,b\n1,2\nРомашка, ООО,5\n3,4\n');
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', '2'],
      ['Ромашка', ' ООО', '5'],
      ['3', '4'],
    ]);
    expect(rows[0]?.table.columns).toEqual(['a', 'b', '']);
    expect(issues).toMatchObject([
      { code: 'csv.extra-cells', severity: 'error', value: '5', args: { cells: 3, columns: 2 } },
    ]);
  });

  it('lose empty cells beyond the header', async () => {
    const { rows, issues } = await read('a;b\n1;2;\n3;4;;\n');
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(issues).toEqual([]);
  });

  it('are filled up when cells are missing', async () => {
    const { rows, issues } = await read('a,b,c\n1,2\n3,4,5\n');
    expect(rows.map((row) => row.cells)).toEqual([
      ['1', '2', ''],
      ['3', '4', '5'],
    ]);
    expect(issues).toMatchObject([{ code: 'csv.short-row', origin: { line: 2 }, args: { cells: 2, columns: 3 } }]);
  });

  it('are taken for cut off at the end of a file without a line end', async () => {
    expect(await codes('a,b,c\n1,2,3\n4,5')).toEqual(['csv.short-row@3', 'csv.cut-off@3']);
  });

  it('are skipped and counted when empty', async () => {
    const { rows, facts, issues } = await read('a,b\n\n1,2\n\r\n,\n"",""\n3,4\n\n\n');
    expect(rows.map((row) => row.line)).toEqual([3, 7]);
    expect(facts.get('empty-lines')).toBe(6);
    expect(issues).toEqual([]);
  });
});

describe('options', () => {
  it('that do not exist are refused', async () => {
    await expect(async () => read('a,b\n1,2\n', { headers: 1 })).rejects.toMatchObject({ code: 'input.options' });
  });
});

describe('rows of a report that are no records', () => {
  const report = [
    'Название;ИНН;Телефон',
    'Раздел А',
    'ООО Ромашка;7707083893;84951234567',
    'Группа: Опт;;',
    'ООО Вектор;7707083894;84951234568',
    'Итого;;2',
    '',
    'Сформировано: 15.03.2024',
    'Всего: 2',
  ].join('\n');

  it('are set aside with a notice each, not as short rows', async () => {
    const { rows, issues, facts } = await read(report);
    expect(rows.map(({ line, cells }) => [line, cells[0], cells.at(-1)])).toEqual([
      [3, 'ООО Ромашка', 'Раздел А'],
      [5, 'ООО Вектор', 'Опт'],
    ]);
    expect(rows[0]?.table.columns.at(-1)).toBe('Группа списка');
    expect(issues.map(({ code, origin }) => `${code}@${origin.line}`)).toEqual([
      'input.group-row@2',
      'input.group-row@4',
      'input.total-row@6',
      'input.footer-row@8',
      'input.footer-row@9',
    ]);
    expect(facts.get('set-aside-rows')).toBe(5);
  });

  it('are rows when asked for', async () => {
    expect((await read(report, { summary_rows: 'keep' })).rows).toHaveLength(7);
    expect(await codes(report, { summary_rows: 'keep' })).toContain('csv.short-row@2');
  });

  it('include the groups of a list whose members are indented', async () => {
    const { rows, issues } = await read('Наименование\tИНН\n    Опт\t\n        Лютик\t7707083893\n        Вектор\t\n');
    expect(rows.map(({ line }) => line)).toEqual([3, 4]);
    expect(issues.map(({ code }) => code)).toEqual(['input.group-row']);
    expect(rows.map(({ cells }) => cells[2])).toEqual(['Опт', 'Опт']);
  });

  it('leave their names to the records below them, beside cells beyond the heading', async () => {
    const { rows } = await read('Название;ИНН\nРаздел А;\nООО Ромашка;7707083893;лишнее\nООО Вектор;7707083894\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['ООО Ромашка', '7707083893', 'Раздел А', 'лишнее'],
      ['ООО Вектор', '7707083894', 'Раздел А'],
    ]);
    expect(rows[0]?.table.columns).toEqual(['Название', 'ИНН', 'Группа списка', '']);
  });
});

it('a header of two rows gives joined names, and its second row is no record', async () => {
  const { rows, facts, issues } = await read(
    'Клиенты на 1 мая\nНазвание;ИНН;Контакты;\n;;Телефон;Почта\nООО Ромашка;7707083893;84951234567;a@b.ru\n',
  );
  expect(rows.map(({ line, table, cells }) => [line, table.columns, cells])).toEqual([
    [
      4,
      ['Название', 'ИНН', 'Контакты / Телефон', 'Контакты / Почта'],
      ['ООО Ромашка', '7707083893', '84951234567', 'a@b.ru'],
    ],
  ]);
  expect(facts.get('header-row')).toBe(3);
  expect(issues).toEqual([]);
});
