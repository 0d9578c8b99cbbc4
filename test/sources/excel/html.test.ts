import { describe, expect, it } from 'vitest';
import { excel } from '../../../src/sources/excel.ts';
import { bytesInput } from '../../bytes-input.ts';
import { collectRows } from '../../collect-rows.ts';
import { codesOf } from '../../row-view.ts';

const cp1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const point = letter.codePointAt(0)!;
      return point < 0x80 ? point : point === 0x401 ? 0xa8 : point === 0x451 ? 0xb8 : point - 0x410 + 0xc0;
    }),
  );
const page = (rows: string): string =>
  `\uFEFF<meta http-equiv="Content-type" content="text/html;charset=UTF-8" />\n<table border="1">${rows}</table>`;
const read = (content: string | Buffer, options: unknown = {}) =>
  collectRows(excel, bytesInput('CONTACT.xls', Buffer.from(content as string)), options);
const row = (...cells: string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

describe('an .xls that is HTML', () => {
  it('is known by its content and read as text', async () => {
    const content = page(
      `<thead><tr><th>ID</th><th>Имя</th><th>Комментарий</th></tr></thead><tbody>${row('007', 'Анна &quot;А&quot; &amp; Ко', '')}${row('2', 'Пётр', 'x')}</tbody>`,
    );
    expect(await excel.detect(bytesInput('x.dat', Buffer.from(content)))).toEqual({
      confidence: 0.9,
      kind: 'HTML table',
    });
    const reading = await read(content);
    expect(reading.rows[0]?.table.columns).toEqual(['ID', 'Имя', 'Комментарий']);
    expect(reading.rows.map(({ line, cells }) => [line, cells])).toEqual([
      [2, ['007', 'Анна "А" & Ко']],
      [3, ['2', 'Пётр', 'x']],
    ]);
  });

  it('keeps raw text of comments: lone <, BBCode, line breaks; drops known tags; decodes entities once', async () => {
    const comment = '[p]цена <5 и >3<br>строка<BR/>ещё <b class="x">жирно</b> <span>s</span> &amp;lt; <неизвестно>[/p]';
    const reading = await read(page(row('Имя', 'Комментарий') + row('Анна', comment)));
    expect(reading.rows[0]?.cells[1]).toBe('[p]цена <5 и >3\nстрока\nещё жирно s &lt; <неизвестно>[/p]');
  });

  it('reports a row whose cells were broken by tags inside of a text', async () => {
    const reading = await read(
      page(
        row('ID', 'Имя', 'Комментарий') +
          row('1', 'Анна', 'до</td><td>после') +
          row('2', 'Пётр', 'ок') +
          row('3', 'Ольга', 'a</td> хвост'),
      ),
    );
    expect(reading.rows).toHaveLength(3);
    expect(codesOf(reading)).toEqual({ 'excel.shifted-row': 2, 'excel.unnamed-column': 1 });
    const shifted = reading.issues.filter(({ code }) => code === 'excel.shifted-row');
    expect(shifted[1]?.value).toBe('хвост');
    expect(shifted.map(({ code, severity, origin, args }) => [code, severity, origin.line, args])).toEqual([
      ['excel.shifted-row', 'error', 2, { expected: 3, found: 4 }],
      ['excel.shifted-row', 'error', 4, { expected: 3, found: 3 }],
    ]);
  });

  it('counts cells that span columns and rows, as titles and merged data have them', async () => {
    const rows =
      '<tr><td colspan="3">Отчёт</td></tr>' +
      row('Менеджер', 'Имя', 'Город') +
      '<tr><td rowspan=2>Ольга</td><td>Анна</td><td>Тверь</td></tr>' +
      row('Пётр', 'Клин');
    const reading = await read(page(rows));
    expect(reading.rows.map(({ cells }) => cells)).toEqual([
      ['Ольга', 'Анна', 'Тверь'],
      [null, 'Пётр', 'Клин'],
    ]);
    expect(codesOf(reading)).toEqual({});
  });

  it('needs no end tags and minds no case', async () => {
    const reading = await read('<HTML><BODY><TABLE><TR><TD>Имя<TD>Город<TR><TD>Анна<TD>Тверь</TABLE></BODY></HTML>');
    expect(reading.rows.map(({ cells }) => cells)).toEqual([['Анна', 'Тверь']]);
  });

  it('is decoded by its bytes, whatever it declares', async () => {
    const table = `<table>${row('Имя', 'Город')}${row('Анна Ёлкина', 'Великий Новгород, улица Большая Московская')}</table>`;
    const declared = (charset: string): string => `<html><meta charset="${charset}">${table}</html>`;
    for (const content of [
      cp1251(declared('windows-1251')),
      cp1251(declared('utf-8')),
      Buffer.from(declared('windows-1251')),
      Buffer.from(`\uFEFF${table}`, 'utf16le'),
    ]) {
      expect((await read(content)).rows.map(({ cells }) => cells)).toEqual([
        ['Анна Ёлкина', 'Великий Новгород, улица Большая Московская'],
      ]);
    }
  });

  it('drops the layout of files saved by a spreadsheet', async () => {
    const content = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{color:red}</style></head><table>${row('Имя', 'Город')}<tr>\r\n  <td class=xl65>Анна\r\n  Иванова</td>\r\n <td>Тверь</td></tr></table></html>`;
    expect((await read(content)).rows.map(({ cells }) => cells)).toEqual([['Анна Иванова', 'Тверь']]);
  });

  it('that breaks off inside of a row is refused', async () => {
    const whole = page(row('Имя', 'Город') + row('Анна', 'Тверь'));
    await expect(read(whole.slice(0, -20))).rejects.toMatchObject({ code: 'input.truncated' });
  });

  it('that ends between rows is read with a warning', async () => {
    const reading = await read(page(row('Имя', 'Город') + row('Анна', 'Тверь')).replace('</table>', ''));
    expect(reading.rows).toHaveLength(1);
    expect(codesOf(reading)).toEqual({ 'excel.table-unclosed': 1 });
  });

  it('is refused when a cell is over the limit', async () => {
    const content = Buffer.from(page(row('Имя', 'Город') + row('Анна', 'x'.repeat(2_000_000))));
    await expect(read(content)).rejects.toMatchObject({ code: 'input.limit', args: { limit: 'fieldBytes' } });
  });
});

describe('what is no workbook', () => {
  it.each([
    ['a CSV with the name .xls', 'Имя;Город\nАнна;Тверь\n'],
    ['an XML of another kind', '<?xml version="1.0"?><КоммерческаяИнформация/>'],
    ['a page without a table', '<html><body>нет доступа</body></html>'],
    ['an empty file', ''],
  ])('is left to others: %s', async (_, content) => {
    expect(await excel.detect(bytesInput('list.xls', Buffer.from(content)))).toBeUndefined();
  });

  it('is refused when read all the same', async () => {
    await expect(read('Имя;Город\nАнна;Тверь\n')).rejects.toMatchObject({ code: 'excel.not-workbook' });
  });
});
