import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { takeLock } from '../../src/store/lock.ts';
import { createProjectFolder, projectFolder } from '../../src/store/project-folder.ts';
import { stateVersion } from '../../src/store/state-schema.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { people, peopleMapping } from './people.ts';
import { environment, perenos, program } from './perenos.ts';
import { shellWords } from './shell-words.ts';

const folder = temporaryFolder('perenos-exit-');

beforeAll(() => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('people.csv', people(20, ';', '\n').csv);
  write('more.csv', people(25, ';', '\n').csv);
  write('one-bad.csv', `${people(150, ';', '\n').csv}bad;;+79161234568;\n`);
  write('half-bad.csv', 'Код;ФИО;Телефон;Почта\n1;Иванов Иван;+79161234567;\n2;;+79161234568;\n');
  write('map.yaml', peopleMapping('people.csv'));
  write('more.yaml', peopleMapping('more.csv'));
  write('one-bad.yaml', peopleMapping('one-bad.csv'));
  write('half-bad.yaml', peopleMapping('half-bad.csv'));
  write('creates.yaml', `${peopleMapping('people.csv')}target: {type: sqlite, limits: {max_creates: 3}}\n`);
  write('warned.yaml', peopleMapping('people.csv').replace('key: Код\n', 'key: auto\n'));
  write('broken.yaml', 'perenos: 1\nsouces: {}\n');
  write('binary.bin', 'PK\u0003\u0004 cut short');
  write('only-headings.csv', 'ФИО;Телефон\n');
  write('broken.jsonl', '{"fio":"Иванов Пётр"}\n{"fio":\n{"fio":"Петров Иван"}\n');
  write('not-a-plan.pplan', 'this is no plan');
  write('not-a-database.db', `not a database${' '.repeat(2000)}`);
  mkdirSync(join(folder, 'is-a-folder'));
  mkdirSync(join(folder, 'folder.csv'));
  const foreign = openDatabase(join(folder, 'foreign.db'));
  foreign.exec('CREATE TABLE other (id INTEGER)');
  foreign.close();
});

const scenarios: readonly (readonly [code: number, line: string])[] = [
  [0, 'run --mapping map.yaml --to a.db'],
  [0, 'run --mapping map.yaml --to a.db'],
  [0, 'check map.yaml'],
  [0, 'check broken.yaml --fail-on never'],
  [0, 'phone "8 916 123-45-67"'],
  [1, 'run --mapping one-bad.yaml --to b.db'],
  [1, 'check warned.yaml --fail-on warning'],
  [1, 'phone 12'],
  [2, 'run people.csv --fail-on maybe'],
  [2, 'check broken.yaml'],
  [2, 'apply absent.pplan extra'],
  [2, 'status -C is-a-folder'],
  [3, 'inspect absent.csv'],
  [3, 'run absent.csv'],
  [3, 'apply absent.pplan --yes'],
  [3, 'run only-headings.csv'],
  [3, 'mapping suggest -s only-headings.csv'],
  [3, 'run broken.jsonl'],
  [5, 'run --mapping half-bad.yaml --to c.db'],
  [5, 'plan --mapping half-bad.yaml --to c.db'],
  [5, 'run --mapping creates.yaml --to c.db'],
  [20, 'plan --mapping more.yaml --to a.db -o more.pplan --detailed-exitcode'],
  [20, 'plan --mapping more.yaml --to new.db -o new.pplan --detailed-exitcode'],
  [20, 'plan --mapping map.yaml --to third.db -o third.pplan --detailed-exitcode'],
  [0, 'plan --mapping map.yaml --to a.db -o old.pplan --detailed-exitcode'],
  [6, 'apply more.pplan --yes --expect-hash 00000000'],
  [0, 'apply more.pplan --yes'],
  [6, 'apply old.pplan --yes'],
  [7, 'run --mapping map.yaml --to foreign.db'],
  [7, 'plan --mapping map.yaml --to foreign.db'],
  [7, 'run people.csv --to foreign.db'],
  [6, 'apply old.pplan --yes'],
  [11, 'mapping schema -o is-a-folder'],
  [11, 'run --mapping map.yaml --to not-a-database.db'],
  [11, 'plan --mapping map.yaml --to a.db -o is-a-folder'],
  [11, 'clean people.csv -o folder.csv'],
];

/** What each code was tried with: three ways at least, apart from those that only one command gives. */
test('every code is reached in several ways', () => {
  const ways = new Map<number, number>();
  for (const [code, line] of scenarios) ways.set(code, (ways.get(code) ?? 0) + (line === '' ? 0 : 1));
  for (const code of [0, 1, 2, 3, 5, 6, 7, 11]) expect(ways.get(code), String(code)).toBeGreaterThanOrEqual(3);
});

describe('exit codes, in the order of a working day', () => {
  test.each(scenarios)('%i: perenos %s', (wanted, line) => {
    const { code, out, err } = perenos(folder, ...shellWords(line));
    expect(code, out + err).toBe(wanted);
  });
});

test('without a terminal a change asks for --yes with 2 and names the flag', () => {
  const { code, err } = perenos(folder, 'apply', 'more.pplan');
  expect(code).toBe(2);
  expect(err).toMatch(/cli\.confirmation-needed/);
  expect(err).toMatch(/--yes/);
});

test.skipIf(process.platform === 'win32').each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a run with %i and a word on how to go on', async (signal, wanted) => {
  writeFileSync(join(folder, 'many.csv'), people(30_000, ';', '\n').csv);
  writeFileSync(join(folder, 'many.yaml'), peopleMapping('many.csv'));
  const child = spawn(process.execPath, [program, 'run', '--mapping', 'many.yaml', '--to', `${signal}.db`], {
    cwd: folder,
    env: environment,
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (err === '') child.kill(signal);
    err += text;
  });
  const code = await new Promise((done) => child.on('close', done));
  expect(code).toBe(wanted);
  expect(err).toMatch(/cli\.interrupted/);
});

describe('a project that another process or another version has', () => {
  const lines = ['run --mapping map.yaml --to l.db', 'plan --mapping map.yaml --to l.db', 'apply more.pplan --yes'];

  test.each(lines)('10: perenos %s, while the project is locked', (line) => {
    const project = projectFolder(folder);
    createProjectFolder(project);
    const release = takeLock(project, { command: 'apply', since: '2026-01-01T00:00:00Z' });
    const { code, out, err } = perenos(folder, ...shellWords(line));
    release();
    expect(code, out + err).toBe(10);
    expect(err).toMatch(/local\.locked/);
  });

  test.each([...lines, 'status'])('2: perenos %s, with the state of a newer version', (line) => {
    const { stateFile } = projectFolder(folder);
    const setVersion = (version: number): void => {
      const state = openDatabase(stateFile);
      state.pragma(`user_version = ${version}`);
      state.close();
    };
    setVersion(stateVersion + 1);
    const { code, out, err } = perenos(folder, ...shellWords(line));
    setVersion(stateVersion);
    expect(code, out + err).toBe(2);
    expect(err).toMatch(/local\.state-newer/);
  });

  test('6: perenos apply, with a plan of an older version', () => {
    const plan = openDatabase(join(folder, 'new.pplan'));
    plan.pragma('user_version = 1');
    plan.close();
    const { code, out, err } = perenos(folder, 'apply', 'new.pplan', '--yes');
    expect(code, out + err).toBe(6);
    expect(err).toMatch(/made by an older perenos/);
  });
});
