import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { workdir } from '../workdir.ts';

export const mapping = `perenos: 1
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

export const people = `Код;ФИО;Телефон;Почта;Должность
1;Иванов Иван;+79161234567;;дир
2;;+79161234568;two@firma.ru;дир
3;Петров Пётр;12;three@firma.ru;дир
4;Сидоров Семён;+79161234569;плохая почта;дир
5;Кошкин Олег;+79161234570;five@firma.ru;завхоз
6;=1+1;+79161234571;не почта;дир
`;

export type Edit = (sheet: ExcelJS.Worksheet, at: (number: string, heading: string) => ExcelJS.Cell) => void;

/** Makes a plan with rejected rows and their workbook once a file; gives a copy of the project for each test, and the folder of the first. */
export function rejectedProject() {
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

  return { project, exported: () => exported };
}

/** Opens the exported workbook, lets a test edit it, and saves it under another name. */
export async function edited(folder: string, edit: Edit, to = join(folder, 'back.xlsx')): Promise<void> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, 'r.xlsx'));
  const sheet = book.worksheets[1];
  if (sheet === undefined) throw new Error('no data sheet');
  edit(sheet, (number, heading) => cellOf(sheet, number, heading));
  await book.xlsx.writeFile(to);
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

export function overrides(folder: string): readonly Record<string, unknown>[] {
  const file = join(folder, '.perenos', 'overrides.ndjson');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export const imported = (folder: string, ...more: string[]) =>
  perenosJson(folder, 'rejects', 'import', 'back.xlsx', ...more);

/** `source_key column=new_value` of a correction. */
export const shown = (line: Record<string, unknown>): string => {
  const { source_key: key, column, decision, new_value: value } = line;
  if (decision === 'skip') return `${String(key)} skip`;
  return decision === 'as-is'
    ? `${String(key)} ${String(column)} as-is`
    : `${String(key)} ${String(column)}=${String(value)}`;
};
