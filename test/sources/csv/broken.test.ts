import { describe, expect, it } from 'vitest';
import type { InputLimits } from '../../../src/input.ts';
import { csv } from '../../../src/sources/csv.ts';
import { bytesInput } from '../../bytes-input.ts';
import { collectRows, type Collected } from '../../collect-rows.ts';

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

describe('quotes that break the rules', () => {
  it('inside a cell are kept as text and noticed', async () => {
    const { rows, issues } = await read('a;b\nООО "Ромашка";1\n5" труба;2\n"Лютик" АО;3\n');
    expect(rows.map((row) => row.cells)).toEqual([
      ['ООО "Ромашка"', '1'],
      ['5" труба', '2'],
      ['"Лютик" АО', '3'],
    ]);
    expect(issues.map(({ code, origin, value }) => [code, origin.line, value])).toEqual([
      ['csv.stray-quote', 2, 'ООО "Ромашка"'],
      ['csv.stray-quote', 3, '5" труба'],
      ['csv.stray-quote', 4, '"Лютик" АО'],
    ]);
  });

  it('do not swallow the rows below', async () => {
    const { rows, issues } = await read('id;name;city\n1;"Ромашка;Тверь\n2;Лютик;Клин\n3;"Пион";Ржев\n4;Ирис;Тула\n');
    expect(rows.map(({ line, cells: row }) => [line, ...row])).toEqual([
      [2, '1', '"Ромашка', 'Тверь'],
      [3, '2', 'Лютик', 'Клин'],
      [4, '3', 'Пион', 'Ржев'],
      [5, '4', 'Ирис', 'Тула'],
    ]);
    expect(issues).toMatchObject([
      { code: 'csv.missing-quote', origin: { line: 2 }, column: 'name', value: '"Ромашка' },
    ]);
  });

  it('do not swallow the rest of the file', async () => {
    const rest = Array.from({ length: 20_000 }, (_, index) => `${index};Лютик;Клин\n`).join('');
    const { rows, issues } = await read(`id;name;city\n1;"Ромашка;Тверь\n${rest}`);
    expect(rows).toHaveLength(20_001);
    expect(issues.map(({ code }) => code)).toEqual(['csv.missing-quote']);
  });

  it('leave a cell with a line break whole when only a quote inside is not doubled', async () => {
    const { rows } = await read('id,note\n1,"он сказал\n"да" и ушёл"\n2,x\n');
    expect(rows.map(({ line, cells: row }) => [line, ...row])).toEqual([
      [2, '1', '"он сказал\n"да" и ушёл"'],
      [4, '2', 'x'],
    ]);
  });

  it('that close each other over whole rows are noticed', async () => {
    expect(await codes('a,b,c\n1,"x,2\n3,4,5\n6,7,8\n9,y",0\n')).toEqual(['csv.swallowed-lines@2']);
  });

  it('stop the reading when a cell is open at the end of the file', async () => {
    await expect(read('a,b\n1,2\n3,"конец файла здесь')).rejects.toMatchObject({
      code: 'csv.unclosed-quote',
      exitCode: 3,
      args: { file: 'in.csv', line: 3 },
      place: { line: 3 },
    });
  });

  it('are text everywhere when quoting is switched off', async () => {
    expect(await cells('a;b\n"x;y"\n', { quote: 'none' })).toEqual([['"x', 'y"']]);
  });

  it('may be escaped otherwise, when that is said', async () => {
    expect(await cells('a,b\n"x \\"y\\"",2\n', { escape: '\\' })).toEqual([['x "y"', '2']]);
  });

  it('after delimiters and spaces are quotes where the whole file has them so', async () => {
    const { rows, issues } = await read('name, city, note\n"a", "b, c", "d"\n"e", "f", "g\n""h"""\n"i", "j", "k"\n');
    expect(rows.map(({ line, cells: row }) => [line, ...row])).toEqual([
      [2, 'a', 'b, c', 'd'],
      [3, 'e', 'f', 'g\n"h"'],
      [5, 'i', 'j', 'k'],
    ]);
    expect(issues).toEqual([]);
  });

  it('stop the reading of other dialects, with the line', async () => {
    await expect(read('a||b\n1||2\n"x" y||3\n', { delimiter: '||' })).rejects.toMatchObject({
      code: 'csv.broken',
      args: { line: 3 },
    });
    await expect(read('a||b\n1||2\n"x||3\n', { delimiter: '||' })).rejects.toMatchObject({
      code: 'csv.unclosed-quote',
      args: { line: 3 },
    });
  });
});

describe('hostile and broken files', () => {
  it('with zero bytes are refused, with the line', async () => {
    await expect(read('a,b\n1,2\n3,\0\0\0\n')).rejects.toMatchObject({ code: 'csv.zero-byte', args: { line: 3 } });
  });

  it.each(['\n\r\n\n', '\uFEFF', '\uFEFF\n'])('that hold nothing, as %j, are called empty', async (content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'input.empty', exitCode: 3 });
  });

  it.each([
    ['a cell', 'a,b\n1,2\n"xxxxxxxxxxxxxxxxxxxxx",3\n', { fieldBytes: 20 }, 'fieldBytes'],
    ['a cell in two-byte letters', 'a,b\n1,2\nжжжжжжжжжжж,3\n', { fieldBytes: 20 }, 'fieldBytes'],
    ['a row', 'a,b,c\n1,2,3\nxxxxx,yyyyyyyy,zzzzzzzz\n', { rowBytes: 20 }, 'rowBytes'],
    ['a number of columns', 'a,b\n1,2\n1,2,3,4,5\n', { columns: 4 }, 'columns'],
  ])('over the limit of %s are refused, with the line', async (_name, content, limits, limit) => {
    await expect(read(content, {}, limits)).rejects.toMatchObject({
      code: 'input.limit',
      args: { limit },
      place: { line: 3 },
    });
  });

  it('within the limits to the byte are read', async () => {
    const { rows } = await read('a,b\nжжжжжжжжжж,3\n', {}, { fieldBytes: 20 });
    expect(rows).toHaveLength(1);
  });
});
