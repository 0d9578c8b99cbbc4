import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { sqliteProject, type Project } from '../loading/program.ts';
import { shellWords } from './shell-words.ts';

/** Runs a line and expects its exit code; the failpoint, if any, stops or breaks the program there. */
async function expectCode(project: Project, wanted: number, line: string, failpoint = ''): Promise<string> {
  const { code, out, err } = await project.run(shellWords(line), failpoint);
  expect(code, `perenos ${line}\n${err}${out}`).toBe(wanted);
  return err + out;
}

async function loaded(project: Project): Promise<void> {
  await expectCode(project, 0, 'plan -o plan.pplan');
  await expectCode(project, 0, 'apply plan.pplan --yes');
}

test('9: verify says which records are not what was loaded', async () => {
  const project = sqliteProject(4, 12);
  await loaded(project);
  await expectCode(project, 0, 'verify');
  const crm = openDatabase(project.path('crm.db'));
  crm.exec("UPDATE contact SET full_name = 'Другой Человек'");
  crm.close();
  for (const line of ['verify', 'verify --all', 'verify --json', 'verify --plan plan.pplan'])
    await expectCode(project, 9, line);
});

test.each(['plan-verified', 'run-started', 'kind-done'])(
  '70: a defect at "%s" names a crash file, and the same command goes on after it',
  async (moment) => {
    const project = sqliteProject(5, 12);
    await expectCode(project, 0, 'plan -o plan.pplan');
    expect(await expectCode(project, 70, 'apply plan.pplan --yes', `${moment}:1:throw`)).toMatch(/cli\.crash/);
    await expectCode(project, 0, 'apply plan.pplan --yes');
  },
);
