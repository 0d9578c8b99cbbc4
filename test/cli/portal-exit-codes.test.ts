import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { portalProject, type Project } from '../loading/program.ts';
import { shellWords } from './shell-words.ts';

/** Runs a line and expects its exit code; the failpoint, if any, stops or breaks the program there. */
async function expectCode(project: Project, wanted: number, line: string, failpoint = ''): Promise<string> {
  const { code, out, err } = await project.run(shellWords(line), failpoint);
  expect(code, `perenos ${line}\n${err}${out}`).toBe(wanted);
  return err + out;
}

test('4: a portal that only answers 503 ends what asks it, after the time that was given', async () => {
  const project = await portalProject(1, 6);
  await expectCode(project, 0, 'plan -o plan.pplan');
  project.emulator.faults.set([{ probability: 1, kind: '503' }]);
  for (const line of ['apply plan.pplan --yes', 'plan -o other.pplan', 'target doctor']) {
    expect(await expectCode(project, 4, `${line} --max-wait 1s`)).toMatch(/target\.unreachable/);
  }
});

test('7: a webhook the portal does not know, or of another portal, is refused', async () => {
  const project = await portalProject(2, 6);
  const { webhook } = project.emulator;
  writeFileSync(project.path('webhook.secret'), webhook.replace(/\/rest\/(\d+)\/[^/]+/, '/rest/$1/wrongwrongwrong1'));
  for (const line of ['target doctor', 'plan -o plan.pplan', 'target schema -o schema.json', 'target prepare --yes'])
    expect(await expectCode(project, 7, line)).toMatch(/target\.denied|INVALID_CREDENTIALS/);
});

test('8: operations of which nobody knows what became of them are listed until the run goes on', async () => {
  const project = await portalProject(3, 6);
  await expectCode(project, 0, 'plan -o plan.pplan');
  const { code } = await project.run(shellWords('apply plan.pplan --yes'), 'before-result:1:kill');
  expect(code).not.toBe(0);
  for (const line of ['ops list', 'ops list --json', 'ops list --lang ru']) await expectCode(project, 8, line);
  await expectCode(project, 0, 'resume --yes');
  await expectCode(project, 0, 'ops list');
});
