import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../run-command.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { edited, overrides, rejectedProject, shown } from './returned-book.ts';
import { carelessEdits, scenarios } from './returned-edits.ts';

const { project, exported } = rejectedProject();
const all = [...scenarios, ...carelessEdits];
/** LibreOffice is slow: every fifth edit, or each one in `npm run test:office`. */
const step = process.env['PERENOS_OFFICE'] === 'all' ? 1 : 5;
const some = all.filter((_, at) => at % step === 0);

/** Imports the workbook of a project twice; the second time changes nothing. */
async function taken(folder: string) {
  const importing = ['rejects', 'import', join(folder, 'back.xlsx'), '--project', folder];
  const { issues = [] } = await runCommand(importing);
  const kept = overrides(folder).map(shown);
  await runCommand(importing);
  expect(overrides(folder).map(shown)).toEqual(kept);
  // Lines follow the rows of the sheet, which are sorted by code.
  return { kept: kept.toSorted(), codes: issues.map(({ code }) => code).toSorted() };
}

describe('a workbook of rejected rows that comes back', () => {
  test.each(all)('with %s says and keeps just that', async (_name, edit, kept, codes) => {
    const { folder } = project();
    await edited(folder, edit);
    expect(await taken(folder)).toEqual({ kept: kept.toSorted(), codes });
  });
});

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));

describe.skipIf(office === undefined)('the same saved by LibreOffice (skipped where it is not installed)', () => {
  const books = temporaryFolder('perenos-office-');
  const saved = join(books, 'saved');

  beforeAll(async () => {
    mkdirSync(saved);
    const files: string[] = [];
    for (const [at, [, edit]] of some.entries()) {
      const file = join(books, `${at}.xlsx`);
      await edited(exported(), edit, file);
      files.push(file);
    }
    const profile = `-env:UserInstallation=file://${join(books, 'profile')}`;
    // One start for all: it takes longer than a conversion.
    execFileSync(office ?? '', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', saved, ...files]);
  });

  test.each(some.map(([name, , kept, codes], at) => [name, { at, kept, codes }] as const))(
    'with %s says and keeps just that',
    async (_name, { at, kept, codes }) => {
      const { folder, path } = project();
      copyFileSync(join(saved, `${at}.xlsx`), path('back.xlsx'));
      expect(await taken(folder)).toEqual({ kept: kept.toSorted(), codes });
    },
  );
});
