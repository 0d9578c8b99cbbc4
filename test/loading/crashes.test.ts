import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { expectLoadedOnce } from './invariants.ts';
import { filesOf, portalProject, sqliteProject, type Project } from './program.ts';
import { tables } from './rehearsal.ts';
import { workdir } from '../workdir.ts';

const plan = ['plan', '--mapping', 'perenos.yaml', '-o', 'load.pplan', '--quiet'];
const apply = ['apply', 'load.pplan', '--yes', '--quiet'];

/** Moments of a load into a portal, each reached by the start after the one that died at the moment before. */
const moments = [
  'lock-taken',
  'plan-verified',
  'run-started',
  'before-intent',
  'after-intent',
  'before-lookup',
  'after-lookup',
  'request-sent:9',
  'answer-begun:12',
  'before-result',
  'inside-result',
  'audit-appended',
  'inside-commit',
  'after-result',
  'kind-done',
  'before-sweep',
  'before-end',
];

async function diesAt(project: Project, args: readonly string[], moment: string): Promise<void> {
  const [name = '', nth = '1'] = moment.split(':');
  const { signal, err } = await project.run(args, `${name}:${nth}:kill`);
  expect(signal, `${moment} is reached: ${err}`).toBe('SIGKILL');
}

async function ends(project: Project, args: readonly string[]): Promise<void> {
  const { code, err, out } = await project.run(args);
  expect(code, `${err}${out}`).toBe(0);
}

describe('a load that dies at every moment in turn', () => {
  test('leaves a portal with every record once', async () => {
    const files = tables(3, 72);
    const project = await portalProject(3, 72);
    for (const moment of ['plan-rename', 'output-rename']) await diesAt(project, plan, moment);
    await ends(project, plan);
    for (const moment of moments) await diesAt(project, apply, moment);
    await ends(project, apply);
    expectLoadedOnce(project.emulator.state, project.places, files);
  });

  test('goes on after an error at any of them, which leaves through all that tidies up', async () => {
    const files = tables(4, 24);
    const project = await portalProject(4, 24);
    await ends(project, plan);
    // What is thrown where nobody can catch it ends the program like a kill; what reads an answer takes it for a lost one.
    const caught = moments.filter((name) => !/request|answer/.test(name));
    const thrown = process.env['PERENOS_SEEDS'] === undefined ? caught.filter((_, at) => at % 3 === 1) : caught;
    // Where the program leaves what it says of a defect.
    const { folder } = workdir();
    for (const moment of thrown) {
      const { code, err } = await project.start(apply, { PERENOS_FAILPOINT: `${moment}:1:throw`, TMPDIR: folder })
        .finished;
      expect([code, err.includes('cli.crash')], `${moment}: ${err}`).toEqual([70, true]);
    }
    await ends(project, apply);
    expectLoadedOnce(project.emulator.state, project.places, files);
  });

  test('leaves a database with every record once', async () => {
    const project = sqliteProject(3, 120);
    await ends(project, [...plan, '--to', 'crm.db']);
    for (const moment of moments.filter((name) => !/lookup|request|answer|audit|sweep/.test(name)))
      await diesAt(project, apply, moment);
    await ends(project, apply);
    const database = openDatabase(project.path('crm.db'), { readonly: true });
    const counts = database
      .prepare<unknown[], string>('SELECT kind || count(*) FROM origin GROUP BY kind ORDER BY kind')
      .pluck()
      .all();
    database.close();
    expect(counts).toEqual(['company30', 'contact120', 'deal40']);
    expect(filesOf(project.folder).filter(({ name }) => name.includes('.tmp-'))).toEqual([]);
  });
});
