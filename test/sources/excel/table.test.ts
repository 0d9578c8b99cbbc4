import { describe, expect, it } from 'vitest';
import { excel } from '../../../src/sources/excel.ts';
import { bytesInput } from '../../bytes-input.ts';
import { type Collected, collectRows } from '../../collect-rows.ts';
import { codesOf, tablesOf } from '../../row-view.ts';
import { textRow, workbook } from '../../workbook.ts';

const read = (rows: string, after = '', options: unknown = {}): Promise<Collected> =>
  collectRows(excel, bytesInput('book.xlsx', workbook({ sheets: [{ name: 'TDSheet', rows, after }] })), options);
const table = async (rows: string, after = '', options: unknown = {}) =>
  tablesOf(await read(rows, after, options))['TDSheet'];
const merges = (...refs: string[]): string =>
  `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
const level = (row: string, depth: number): string => row.replace('<row', `<row outlineLevel="${depth}"`);

describe('heading', () => {
  it('is found under a merged title, a filter line and empty rows', async () => {
    const rows =
      textRow(1, ['Список контрагентов']) +
      textRow(3, ['Отбор:', 'Группа']) +
      textRow(5, ['Имя', 'ИНН', 'Город']) +
      textRow(6, ['Анна', '7700000009', 'Москва']);
    const reading = await read(rows, merges('A1:C1', 'B3:C3'));
    expect(tablesOf(reading)['TDSheet']).toEqual({
      columns: ['Имя', 'ИНН', 'Город'],
      rows: [['Анна', '7700000009', 'Москва']],
    });
    expect(reading.facts.get('header-row (TDSheet)')).toBe(5);
  });

  it('is taken from the row named, and missing when that row is empty', async () => {
    const rows = textRow(1, ['a', 'b']) + textRow(2, ['Имя', 'Город']) + textRow(3, ['Анна', 'Москва']);
    expect(await table(rows, '', { header_row: '2' })).toEqual({
      columns: ['Имя', 'Город'],
      rows: [['Анна', 'Москва']],
    });
    await expect(read(rows, '', { header_row: 7 })).rejects.toMatchObject({
      code: 'excel.header-missing',
      args: { sheet: 'TDSheet', row: 7 },
    });
  });

  it('may be absent: columns are then named by their letters', async () => {
    const rows = textRow(1, ['Анна', 'Москва']) + textRow(2, ['Пётр', null, 'x']);
    expect(await table(rows, '', { header_row: 0 })).toEqual({
      columns: ['A', 'B', 'C'],
      rows: [
        ['Анна', 'Москва'],
        ['Пётр', null, 'x'],
      ],
    });
  });

  it('of two merged rows is joined, and the rest of a merged heading is no column', async () => {
    const rows =
      textRow(1, ['Отчёт']) +
      textRow(2, ['Контрагент', null, 'Контакты', null, 'Долг']) +
      textRow(3, [null, null, 'Телефон', 'E-mail']) +
      textRow(4, ['Анна', null, '8-900', 'a@b.example', '5']);
    expect(await table(rows, merges('A1:E1', 'A2:B3', 'C2:D2', 'E2:E3', 'A4:B4'))).toEqual({
      columns: ['Контрагент', 'Контакты / Телефон', 'Контакты / E-mail', 'Долг'],
      rows: [['Анна', '8-900', 'a@b.example', '5']],
    });
  });

  it('of two rows is joined when nothing is merged', async () => {
    const reading = await read(
      textRow(1, ['Название', 'ИНН', 'Контакты']) +
        textRow(2, [null, null, 'Телефон', 'Почта']) +
        textRow(3, ['ООО Ромашка', '7707083893', '84951234567', 'a@b.ru']),
    );
    expect(reading.rows.map(({ line }) => line)).toEqual([3]);
    expect(reading.rows[0]?.table.columns).toEqual(['Название', 'ИНН', 'Контакты / Телефон', 'Контакты / Почта']);
  });

  it('of two rows is joined when only the groups are merged', async () => {
    const rows =
      textRow(1, ['Имя', 'Контакты', null]) +
      textRow(2, [null, 'Телефон', 'Почта']) +
      textRow(3, ['Анна', '8-900', 'a@b.example']);
    expect((await table(rows, merges('B1:C1')))?.columns).toEqual(['Имя', 'Контакты / Телефон', 'Контакты / Почта']);
  });

  it('merged over columns that hold data names all of them', async () => {
    const rows = textRow(1, ['ФИО', null, null, 'Город']) + textRow(2, ['Иванов', 'Иван', 'Ильич', 'Тверь']);
    expect(await table(rows, merges('A1:C1'))).toEqual({
      columns: ['ФИО', 'ФИО', 'ФИО', 'Город'],
      rows: [['Иванов', 'Иван', 'Ильич', 'Тверь']],
    });
  });

  it('is cleaned of line breaks and no-break spaces, and may be a number', async () => {
    const rows =
      `<row r="1"><c r="A1" t="inlineStr"><is><t>Сумма,\n руб.</t></is></c><c r="B1"><v>2023</v></c><c r="C1" t="inlineStr"><is><t> Имя\u00a0лица </t></is></c><c r="D1" t="inlineStr"><is><t>Город</t></is></c></row>` +
      textRow(2, ['1', '2', 'Анна', 'x']);
    expect((await table(rows))?.columns).toEqual(['Сумма, руб.', '2023', 'Имя лица', 'Город']);
  });
});

describe('columns', () => {
  it('without heading and data are left out; with data they are named by letter, with a notice', async () => {
    const rows = textRow(2, [null, 'Имя', null, 'Город']) + textRow(3, [null, 'Анна', null, 'Тверь', 'заметка']);
    const reading = await read(rows);
    expect(tablesOf(reading)['TDSheet']).toEqual({
      columns: ['Имя', 'Город', 'E'],
      rows: [['Анна', 'Тверь', 'заметка']],
    });
    expect(reading.issues).toEqual([expect.objectContaining({ code: 'excel.unnamed-column', args: { column: 'E' } })]);
  });

  it('that fill far down are added at the end', async () => {
    const many = Array.from({ length: 100 }, (_, at) => textRow(at + 2, ['Имя', null, 'Город'])).join('');
    const reading = await read(textRow(1, ['Имя', null, 'Город']) + many + textRow(200, ['Анна', 'поздно', 'Тверь']));
    const [first] = reading.rows;
    expect(first?.table.columns).toEqual(['Имя', 'Город', 'B']);
    expect(reading.rows.at(-1)?.cells).toEqual(['Анна', 'Тверь', 'поздно']);
  });
});

describe('rows of a report that are no records', () => {
  const header = textRow(1, ['Контрагент', 'Город', 'Сумма']);

  it('are set aside with a notice each: totals, groups, footers', async () => {
    const rows =
      header +
      textRow(2, ['Покупатели', null, '13\u00a0750,55']) +
      level(textRow(3, ['Анна', 'Тверь', '10']), 1) +
      level(textRow(4, ['Итого по группе Покупатели', null, '10']), 1) +
      textRow(5, ['Прочие']) +
      level(textRow(6, ['Пётр', null, '-7,00']), 1) +
      textRow(7, ['Всего:', null, '3']) +
      textRow(9, ['Сформировано: 15.03.2024']) +
      textRow(10, ['Иванова И. И.']);
    const reading = await read(rows);
    expect(reading.rows.map(({ line, cells }) => [line, cells[0], cells[3]])).toEqual([
      [3, 'Анна', 'Покупатели'],
      [6, 'Пётр', 'Прочие'],
    ]);
    expect(
      reading.issues.map(({ code, origin, args }) => [code, origin.line, 'label' in args ? args.label : '']),
    ).toEqual([
      ['input.group-row', 2, 'Покупатели'],
      ['input.total-row', 4, 'Итого по группе Покупатели'],
      ['input.group-row', 5, 'Прочие'],
      ['input.total-row', 7, 'Всего:'],
      ['input.footer-row', 9, 'Сформировано: 15.03.2024'],
      ['input.footer-row', 10, 'Иванова И. И.'],
    ]);
  });

  it('include totals with their count in one cell, and no company that only sounds like one', async () => {
    const names = ['Всего: 3', 'Итого клиентов 25', 'Всего записей: 1 200', 'Всего 24 часа', 'Итого-Сервис 7'];
    const reading = await read(header + names.map((name, index) => textRow(index + 2, [name])).join(''));
    expect(reading.rows.map(({ cells }) => cells[0])).toEqual(['Всего 24 часа', 'Итого-Сервис 7']);
    expect(codesOf(reading)).toEqual({ 'input.total-row': 3 });
  });

  it('include the subtotals of Excel below each group', async () => {
    const rows =
      header +
      level(textRow(2, ['Анна', 'Тверь', '10']), 2) +
      level(textRow(3, [null, 'Тверь Итог', '10']), 1) +
      level(textRow(4, ['Пётр', 'Клин', '5']), 2) +
      level(textRow(5, [null, 'Клин Итог', '5']), 1) +
      textRow(6, [null, 'Общий итог', '15']);
    const reading = await read(rows);
    expect(reading.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(codesOf(reading)).toEqual({ 'input.total-row': 3 });
    const flat = await read(header + textRow(2, ['Анна', 'Тверь', '10']) + textRow(3, ['Капитал Итог', null, '10']));
    expect(flat.rows).toHaveLength(2);
  });

  it('include groups that are known by their words alone', async () => {
    const rows =
      header +
      textRow(2, ['Группа: Покупатели']) +
      textRow(3, ['Анна', 'Тверь', '10']) +
      textRow(4, ['Раздел Б']) +
      textRow(5, ['Пётр', 'Клин', '5']);
    const reading = await read(rows);
    expect(reading.rows.map(({ line }) => line)).toEqual([3, 5]);
    expect(codesOf(reading)).toEqual({ 'input.group-row': 2 });
  });

  it('are given as rows when asked for', async () => {
    const rows = header + textRow(2, ['Анна', 'Тверь', '10']) + textRow(3, ['Итого', null, '10']);
    expect((await read(rows, '', { summary_rows: 'keep' })).rows).toHaveLength(2);
  });

  it.each([
    ['a company whose name begins like a total', ['Всего хорошего, ООО', 'Тверь', '5']],
    ['a company called Total with a city', ['Total', 'Париж', '5']],
    ['a parent company with a phone', ['Ромашка', null, '+7 495 000-00-01']],
    ['a parent company with a tax number', ['Ромашка', null, '7700000009']],
  ])('do not include %s', async (_, cells) => {
    const rows = header + textRow(2, cells) + level(textRow(3, ['Филиал', 'Тверь', '1']), 1);
    const reading = await read(rows);
    expect(reading.rows).toHaveLength(2);
    expect(codesOf(reading)).toEqual({});
  });

  it('do not include single cells that are followed by more records', async () => {
    const rows =
      header +
      textRow(2, ['Анна', 'Тверь', '5']) +
      textRow(3, ['Итого', null, '5']) +
      textRow(5, ['Пётр']) +
      textRow(6, ['Ольга', 'Тверь', '5']);
    expect((await read(rows)).rows.map(({ line }) => line)).toEqual([2, 5, 6]);
  });

  it('do not include a last record of one cell after a gap', async () => {
    const reading = await read(header + textRow(2, ['Анна', 'Тверь', '5']) + textRow(5, ['Пётр']));
    expect(reading.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('include a heading that is repeated on every page', async () => {
    const reading = await read(
      header + textRow(2, ['Анна', 'Тверь', '5']) + header.replaceAll('1"', '3"') + textRow(4, ['Пётр', 'Клин', '5']),
    );
    expect(reading.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(codesOf(reading)).toEqual({ 'excel.repeated-header': 1 });
  });
});
