import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { workdir } from '../workdir.ts';
import { edited, imported, mapping, overrides, people, rejectedProject, shown } from './returned-book.ts';

const { project } = rejectedProject();

describe('a workbook of rejected rows that comes back', () => {
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
  test('comes back as .ods with its edits and nothing else', async () => {
    const { folder, path } = project();
    await edited(folder, (_, at) => void (at('2', 'ФИО').value = 'Новый Человек'));
    const profile = `-env:UserInstallation=file://${path('profile')}`;
    const saved = path('saved');
    execFileSync(office ?? '', [profile, '--headless', '--convert-to', 'ods', '--outdir', saved, path('back.xlsx')]);
    const { document } = perenosJson(folder, 'rejects', 'import', join('saved', 'back.ods'));
    expect(document.summary).toMatchObject({ accepted: 1, conflicts: 0 });
    expect(overrides(folder).map(shown)).toEqual(['2 ФИО=Новый Человек']);
  });
});
