import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { perenosJson } from '../cli/perenos.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { writeFileSync } from 'node:fs';
import { imported, mapping, overrides, people, shown } from './returned-book.ts';

const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import openpyxl']).status === 0);
const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));

/** Prints the lists of a workbook as `sheet|first cell|values`, whether they stand in the rule or on a sheet of their own. */
const script = `
import openpyxl, sys
wb = openpyxl.load_workbook(sys.argv[1])
for ws in wb.worksheets:
    for rule in ws.data_validations.dataValidation:
        formula = rule.formula1
        if formula.startswith('"'):
            values = formula.strip('"').split(',')
        else:
            name, cells = formula.replace('$', '').rsplit('!', 1)
            found = wb[name.strip("'")][cells]
            values = [cell.value for row in (found if isinstance(found, tuple) else ((found,),)) for cell in row]
        print('|'.join([ws.title, str(rule.sqref).split(':')[0], rule.type, ';'.join(values)]))
`;

const lists = (folder: string, file: string): readonly string[] =>
  execFileSync(python ?? '', ['-c', script, file], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n')
    .toSorted();

describe.skipIf(python === undefined)('the lists to choose from (skipped where Python has no openpyxl)', () => {
  const folder = temporaryFolder('perenos-lists-');
  const wanted = [
    'Contacts people.csv|G2|list|fixed;load as it is;do not load',
    'Contacts people.csv|M2|list|male;female',
    'Value maps|E2|list|директор',
  ];

  beforeAll(() => {
    const table = people
      .split('\n')
      .map((line, at) => (line === '' ? '' : `${line};${at === 0 ? 'Пол' : at === 2 ? 'оба' : 'm'}`));
    writeFileSync(join(folder, 'people.csv'), table.join('\n'));
    writeFileSync(join(folder, 'perenos.yaml'), `${mapping}      sex: {from: Пол, on_error: reject}\n`);
    perenosJson(folder, 'plan');
    perenosJson(folder, 'rejects', 'export', '-o', 'r.xlsx');
  });

  test('are there with their values, for decisions, for fields of few values and for value maps', () => {
    expect(lists(folder, 'r.xlsx')).toEqual(wanted.toSorted());
  });

  test.skipIf(office === undefined)(
    'are still there after LibreOffice has saved the workbook, and what is chosen comes back',
    () => {
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      execFileSync(
        office ?? '',
        [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', 'saved', 'r.xlsx'],
        { cwd: folder },
      );
      expect(lists(folder, join('saved', 'r.xlsx'))).toEqual(wanted.toSorted());
      const choose = `
import openpyxl
wb = openpyxl.load_workbook('saved/r.xlsx')
ws = wb['Contacts people.csv']
for row in ws.iter_rows(min_row=2):
    if row[0].value == '3': row[6].value = 'do not load'
wb['Value maps']['E2'].value = 'директор'
wb.save('back.xlsx')`;
      execFileSync(python ?? '', ['-c', choose], { cwd: folder });
      expect(imported(folder).document.summary).toMatchObject({ accepted: 2, conflicts: 0 });
      expect(overrides(folder).map(shown).toSorted()).toEqual(['3 skip', 'завхоз jobs=директор']);
    },
  );
});
