import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { workdir } from '../workdir.ts';

const mapping = `perenos: 1
project: people
target: {type: sqlite, limits: {max_reject_share: 100%}}
sources:
  people: {file: people.csv, key: Код}
maps:
  jobs: {values: {дир: директор}, on_unknown: reject}
load:
  people:
    entity: contact
    from: people
    key: Код
    fields:
      full_name: {from: ФИО, required: true}
      phones: [{from: Телефон, do: [phone], on_error: reject}]
      emails: [{from: Почта, do: [email], on_error: reject}]
      position: {from: Должность, map: jobs, on_error: reject}
`;

const people = `Код;ФИО;Телефон;Почта;Должность
1;Иванов Иван;+79161234567;;дир
2;;+79161234568;two@firma.ru;дир
3;Петров Пётр;12;three@firma.ru;дир
4;Сидоров Семён;+79161234569;плохая почта;дир
5;Кошкин Олег;+79161234570;five@firma.ru;завхоз
6;=1+1;+79161234571;не почта;дир
`;

type Edit = (sheet: ExcelJS.Worksheet, at: (number: string, heading: string) => ExcelJS.Cell) => void;

let exported = '';

beforeAll(() => {
  exported = mkdtempSync(join(tmpdir(), 'perenos-rejects-'));
  writeFileSync(join(exported, 'people.csv'), people);
  writeFileSync(join(exported, 'perenos.yaml'), mapping);
  expect(perenosJson(exported, 'plan').document.summary.funnel[0]).toMatchObject({ read: 6, rejected: 5 });
  perenosJson(exported, 'rejects', 'export', '-o', 'r.xlsx');
});

afterAll(() => rmSync(exported, { recursive: true, force: true }));

/** A project of its own with a plan and the workbook of its rejected rows. */
function project() {
  const work = workdir();
  cpSync(exported, work.folder, { recursive: true });
  return work;
}

/** Opens the exported workbook, lets a test edit it, and saves it under another name. */
async function edited(folder: string, edit: Edit): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, 'r.xlsx'));
  const sheet = book.worksheets[1];
  if (sheet === undefined) throw new Error('no data sheet');
  edit(sheet, (number, heading) => cellOf(sheet, number, heading));
  await book.xlsx.writeFile(join(folder, 'back.xlsx'));
}

function cellOf(sheet: ExcelJS.Worksheet, number: string, heading: string): ExcelJS.Cell {
  let column = 0;
  sheet.getRow(1).eachCell((cell, at) => {
    if (cell.text === heading) column = at;
  });
  let found: ExcelJS.Cell | undefined;
  sheet.eachRow((row) => {
    if (row.getCell(1).text === number) found = row.getCell(column);
  });
  if (column === 0 || found === undefined) throw new Error(`no cell ${number} ${heading}`);
  return found;
}

function overrides(folder: string): readonly Record<string, unknown>[] {
  const file = join(folder, '.perenos', 'overrides.ndjson');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const imported = (folder: string, ...more: string[]) => perenosJson(folder, 'rejects', 'import', 'back.xlsx', ...more);

/** One edit, what is said of it, and the corrections kept: `source_key column=new_value`. */
const scenarios: readonly (readonly [string, Edit, readonly string[], readonly string[]])[] = [
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
    (_, at) => void (at('2', 'ФИО').value = { formula: 'X1', result: { error: '#REF!' }, date1904: false }),
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

const shown = (line: Record<string, unknown>): string => {
  const { source_key: key, column, decision, new_value: value } = line;
  if (decision === 'skip') return `${String(key)} skip`;
  return decision === 'as-is'
    ? `${String(key)} ${String(column)} as-is`
    : `${String(key)} ${String(column)}=${String(value)}`;
};

describe('a workbook of rejected rows that comes back', () => {
  test.each(scenarios)('with %s says and keeps just that', async (_name, edit, kept, problems) => {
    const { folder } = project();
    await edited(folder, edit);
    const { document } = imported(folder);
    expect(document.issues.map(({ code }) => code)).toEqual(problems);
    expect(overrides(folder).map(shown)).toEqual(kept);
    imported(folder);
    expect(overrides(folder).map(shown)).toEqual(kept);
  });

  test('changes the next plan, which says what was fixed by hand, and the sums still add up', async () => {
    const { folder, write } = project();
    await edited(folder, (_, at) => {
      at('2', 'ФИО').value = 'Новый Человек';
      at('3', 'Decision').value = 'do not load';
      at('4', 'Decision').value = 'load as it is';
      at('6', 'Почта').value = 'six@firma.ru';
    });
    const before = perenosJson(folder, 'rejects', 'import', 'back.xlsx', '-n');
    expect(before.document.summary).toMatchObject({ accepted: 4, dry_run: true });
    expect(overrides(folder)).toEqual([]);
    imported(folder);
    const { document } = perenosJson(folder, 'plan');
    expect(document.summary.funnel[0]).toMatchObject({ read: 6, filtered: 1, rejected: 1, planned: 4, adds_up: true });
    const codes = Object.fromEntries(document.issues.map(({ code, count }) => [code, count]));
    expect(codes).toMatchObject({ 'workbook.fixed-by-hand': 1, 'workbook.loaded-as-is': 1, 'workbook.not-loaded': 1 });
    write('people.csv', people.replace('плохая почта', 'новая плохая почта'));
    const changed = perenosJson(folder, 'plan').document;
    expect(changed.issues.map(({ code }) => code)).toContain('workbook.override-stale');
    expect(changed.summary.funnel[0]).toMatchObject({ rejected: 2, adds_up: true });
  });

  test('gives a value map the entry it missed', async () => {
    const { folder } = project();
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'r.xlsx'));
    const sheet = book.getWorksheet('Value maps');
    expect(sheet?.getRow(2).getCell(3).text).toBe('завхоз');
    if (sheet !== undefined) sheet.getRow(2).getCell(5).value = 'заведующий хозяйством';
    await book.xlsx.writeFile(join(folder, 'back.xlsx'));
    expect(imported(folder).document.summary).toMatchObject({ accepted: 1 });
    expect(perenosJson(folder, 'plan').document.summary.funnel[0]).toMatchObject({ rejected: 4, planned: 2 });
  });

  test('is refused where the source has changed since', async () => {
    const { folder, write } = project();
    await edited(folder, (_, at) => void (at('3', 'Телефон').value = '+79161230000'));
    write('people.csv', people.replace(';12;', ';13;'));
    perenosJson(folder, 'plan');
    const { code, document } = imported(folder);
    expect([code, document.issues.map((issue) => issue.code)]).toEqual([1, ['workbook.source-changed']]);
    expect(overrides(folder)).toEqual([]);
  });

  test('is refused in another project, and when it is another file', () => {
    const { folder } = project();
    const other = workdir();
    other.write('people.csv', people);
    other.write('perenos.yaml', mapping.replace('project: people', 'project: others'));
    perenosJson(other.folder, 'plan');
    const refused = perenosJson(other.folder, 'rejects', 'import', join(folder, 'r.xlsx'));
    expect([refused.code, refused.document.issues[0]?.code]).toEqual([2, 'workbook.other-project']);
    const foreign = perenosJson(folder, 'rejects', 'import', 'people.csv');
    expect([foreign.code, foreign.document.issues[0]?.code]).toEqual([3, 'workbook.not-ours']);
  });
});

const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import openpyxl']).status === 0);

describe.skipIf(python === undefined)('a workbook edited by openpyxl (skipped where Python has no openpyxl)', () => {
  const run = (folder: string, code: string) =>
    execFileSync(
      python ?? '',
      [
        '-c',
        `import openpyxl\nwb = openpyxl.load_workbook('r.xlsx')\nws = wb.worksheets[1]\n${code}\nwb.save('back.xlsx')`,
      ],
      {
        cwd: folder,
      },
    );

  test('comes back untouched as no corrections', () => {
    const { folder } = project();
    run(folder, '');
    expect(imported(folder).document.summary).toMatchObject({ accepted: 0, conflicts: 0 });
  });

  test('comes back sorted, with its edits', () => {
    const { folder } = project();
    run(
      folder,
      `rows = [[c.value for c in r] for r in ws.iter_rows(min_row=2)]
head = [c.value for c in ws[1]]
for row in rows:
    if row[0] == '2': row[head.index('ФИО')] = 'Новый Человек'
    if row[0] == '3': row[head.index('Телефон')] = 89161230000
for at, row in enumerate(sorted(rows, key=lambda r: r[3], reverse=True), 2):
    for place, value in enumerate(row, 1): ws.cell(at, place).value = value`,
    );
    const { document } = imported(folder);
    expect(document.summary).toMatchObject({ accepted: 2, still_wrong: 0, conflicts: 1 });
    // Rewriting the name =1+1 has made a formula of it, which is told and not taken.
    expect(document.issues.map(({ code }) => code)).toEqual(['workbook.cell-error']);
    expect(overrides(folder).map(shown).toSorted()).toEqual(['2 ФИО=Новый Человек', '3 Телефон=89161230000']);
  });
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));

describe.skipIf(office === undefined)('a workbook saved by LibreOffice (skipped where it is not installed)', () => {
  test.each(['xlsx', 'ods'])('comes back as .%s with its edits and nothing else', async (format) => {
    const { folder, path } = project();
    await edited(folder, (_, at) => void (at('2', 'ФИО').value = 'Новый Человек'));
    const profile = `-env:UserInstallation=file://${path('profile')}`;
    const saved = path('saved');
    execFileSync(office ?? '', [profile, '--headless', '--convert-to', format, '--outdir', saved, path('back.xlsx')]);
    const { document } = perenosJson(folder, 'rejects', 'import', join('saved', `back.${format}`));
    expect(document.summary).toMatchObject({ accepted: 1, conflicts: 0 });
    expect(overrides(folder).map(shown)).toEqual(['2 ФИО=Новый Человек']);
  });
});
