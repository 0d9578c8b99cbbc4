import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { perenosJson } from '../cli/perenos.ts';
import { workdir } from '../workdir.ts';

const people = 'Код;ФИО;Почта;Отдел\n1;Иванов Иван;не почта;Кошкина Анна\n2;Петров Пётр;a@firma.ru;дир\n';

function planned(classOfEmails: string, classOfPosition: string) {
  const work = workdir();
  writeFileSync(work.path('people.csv'), people);
  writeFileSync(
    work.path('perenos.yaml'),
    `perenos: 1
project: people
target: {type: sqlite, limits: {max_reject_share: 100%}}
sources: {people: {file: people.csv}}
maps: {jobs: {values: {дир: директор}, on_unknown: reject}}
load:
  people:
    entity: contact
    from: people
    key: Код
    fields:
      full_name: ФИО
      emails: [{from: Почта, do: [email], on_error: reject${classOfEmails}}]
      position: {from: Отдел, map: jobs, on_error: reject${classOfPosition}}
`,
  );
  perenosJson(work.folder, 'plan', '--report', 'report.html', '--mask', 'partial');
  return work;
}

function samples(folder: string): Readonly<Record<string, string | null | undefined>> {
  const { issues } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  return Object.fromEntries(issues.map(({ field, samples: found }) => [field ?? '', found[0]?.value]));
}

async function workbookText(folder: string): Promise<string> {
  perenosJson(folder, 'rejects', 'export', '-o', 'r.xlsx', '--no-values');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(folder, 'r.xlsx'));
  const texts: string[] = [];
  for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  return texts.join('\n');
}

describe('the class that a mapping gives a field', () => {
  test('is the one of the model where nothing is written', () => {
    expect(samples(planned('', '').folder)).toMatchObject({ emails: 'не почта', position: 'Кошкина Анна' });
  });

  test('decides how the report masks its values', () => {
    const found = samples(planned(', class: free_text', ', class: name').folder);
    expect(found).toMatchObject({ emails: 'н*** п***', position: 'К*** А***' });
  });

  test('decides what a workbook without values quotes', async () => {
    const open = await workbookText(planned('', '').folder);
    const closed = await workbookText(planned(', class: none', ', class: name').folder);
    expect(open).toContain('Кошкина');
    expect(closed).not.toContain('Кошкина');
    expect(open).not.toContain('Иванов');
  });
});
