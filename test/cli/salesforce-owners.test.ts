import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBitrix24Emulator } from '../../src/emulators/bitrix24.ts';
import type { Report } from '../../src/model/report.ts';
import { hasty, project } from '../loading/program.ts';
import { runFiles } from '../run-files.ts';
import { csv, nobody, sid } from '../salesforce-reading.ts';
import { workdir } from '../workdir.ts';
import { zip } from '../zip.ts';
import { shellWords } from './shell-words.ts';

const name = 'WE_00D5g000000AbcdEAC_1.ZIP';

/** Accounts of somebody known by his address, of one known by his name alone, of a queue, of somebody who is not in the export. */
function weeklyExport(): Buffer {
  const user = ['Id', 'FirstName', 'LastName', 'Email', 'Username', 'IsActive', 'UserType'];
  const files = {
    'User.csv': csv(
      user,
      [sid('005', 1), 'Денис', 'Орлов', 'orlov@rehearsal.example', 'orlov@old.example', '1', 'Standard'],
      [sid('005', 2), 'Ольга', 'Репина', 'olga@gone.example', 'olga@gone.example', '0', 'Standard'],
      [sid('005', 3), 'Анна', 'Ушла', 'anna@gone.example', 'anna@gone.example', '0', 'Standard'],
    ),
    'Group.csv': csv(['Id', 'Name', 'Type'], [sid('00G', 1), 'Очередь продаж', 'Queue']),
    'Account.csv': csv(
      ['Id', 'IsDeleted', 'Name', 'OwnerId', 'Description'],
      [sid('001', 1), '0', 'ООО Альфа', sid('005', 1), ''],
      [sid('001', 2), '0', 'ООО Бета', sid('005', 2), ''],
      [sid('001', 3), '0', 'ООО Гамма', sid('00G', 1), 'Важный'],
      [sid('001', 4), '0', 'ООО Дельта', sid('005', 9), ''],
      [sid('001', 5), '0', 'ООО Ничья', nobody, ''],
      [sid('001', 6), '0', 'ООО Эпсилон', sid('005', 3), ''],
    ),
  };
  return zip(Object.entries(files).map(([file, data]) => ({ name: file, data })));
}

const mapping = (owners: string, target = ''): string => `perenos: 1
extends: salesforce
project: owners
locale: ru
${target}${owners === '' ? '' : `owners: ${owners}\n`}load: {}
`;

async function run(owners: string) {
  const { write } = workdir();
  write(name, weeklyExport());
  const made = await runFiles([], '--mapping', write('perenos.yaml', mapping(owners)));
  const { report_json: file = '' } = made.result.files ?? {};
  return { ...made, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
}

const owned =
  'SELECT c.name, u.full_name AS owner FROM company c LEFT JOIN user u ON u.id = c.owner_id ORDER BY c.name';

describe('owners of Salesforce records', () => {
  it('stop a plan by a mapping that does not say what becomes of those nobody knows, and are listed', async () => {
    const { result, report, codes } = await run('');
    expect(result.exitCode).toBe(5);
    expect(report.verdict.reasons.map(({ code }) => code)).toContain('plan.owners-undecided');
    expect(report.maps.find(({ map }) => map === 'owners')?.entries.map(({ value, count }) => [value, count])).toEqual([
      ['Анна Ушла', 1],
      ['Денис Орлов', 1],
      ['Ольга Репина', 1],
    ]);
    expect(report.unmapped).toEqual([
      { map: 'owners', value: sid('005', 9), count: 1 },
      { map: 'owners', value: 'Очередь продаж', count: 1 },
    ]);
    expect(codes).not.toHaveProperty('plan.owners-replaced');
  });

  it.each([
    ['{on_unknown: empty}', null, 'Важный'],
    ['{on_unknown: keep}', null, 'Важный\nowner: Очередь продаж'],
    ['{on_unknown: default, default: ANNA@gone.example}', 'Анна Ушла', 'Важный'],
    ['{on_unknown: default, default: boss@romashka.ru}', 'boss@romashka.ru', 'Важный'],
  ])('go where %s says', async (policy, heir, comment) => {
    const { result, codes, rows } = await run(policy);
    expect(result.exitCode).toBe(0);
    expect(codes['plan.owners-replaced']).toBe(1);
    expect(codes).not.toHaveProperty('plan.parent-dropped');
    expect(rows(owned)).toEqual([
      { name: 'ООО Альфа', owner: 'Денис Орлов' },
      { name: 'ООО Бета', owner: 'Ольга Репина' },
      { name: 'ООО Гамма', owner: heir },
      { name: 'ООО Дельта', owner: heir },
      { name: 'ООО Ничья', owner: null },
      { name: 'ООО Эпсилон', owner: 'Анна Ушла' },
    ]);
    expect(rows("SELECT comment FROM company WHERE name = 'ООО Гамма'")).toEqual([{ comment }]);
  });

  it('stop a plan that is told to stop; a default without a name is a mistake of the mapping', async () => {
    const { result } = await run('{on_unknown: stop}');
    expect(result.exitCode).toBe(5);
    await expect(run('{on_unknown: default}')).rejects.toMatchObject({
      problems: [{ code: 'mapping.default-missing', args: { field: 'owners' } }],
    });
  });

  it('need no word in a run without a mapping, which loads people too: the others are left out and listed', async () => {
    const { write } = workdir();
    const { result, codes } = await runFiles([write(name, weeklyExport())]);
    expect(result.exitCode).toBe(0);
    expect(codes['plan.owners-replaced']).toBe(1);
  });

  it('are looked for among the people of a portal by address, then by name', async () => {
    const emulator = await createBitrix24Emulator({ plan: 'box', costFactor: 0, seed: 1, state: 'demo' });
    onTestFinished(() => emulator.close());
    const target = `target: {type: bitrix24, options: ${hasty}}\n`;
    const portal = project({ 'perenos.yaml': mapping('', target) }, emulator.webhook);
    writeFileSync(portal.path(name), weeklyExport());
    const plan = async (owners: string) => {
      writeFileSync(portal.path('perenos.yaml'), mapping(owners, target));
      const { code, err } = await portal.run(shellWords('plan -o plan.pplan --json --mask none --report r.html'));
      expect([0, 5], err).toContain(code);
      return { code, report: JSON.parse(readFileSync(portal.path('r.json'), 'utf8')) as Report };
    };
    const undecided = await plan('');
    expect(undecided.code).toBe(5);
    expect(undecided.report.verdict.reasons.map(({ code: reason }) => reason)).toContain('plan.owners-undecided');
    expect(undecided.report.unmapped.map(({ value }) => value)).toEqual([sid('005', 9), 'Анна Ушла', 'Очередь продаж']);
    const stranger = await plan('{on_unknown: default, default: nobody@rehearsal.example}');
    expect(stranger.code).toBe(5);
    expect(stranger.report.verdict.reasons.map(({ code: reason }) => reason)).toContain('plan.owners-default-unknown');
    const dismissed = await plan('{on_unknown: default, default: chizhov@rehearsal.example}');
    expect(dismissed.code).toBe(5);
    expect(dismissed.report.verdict.reasons.map(({ code: reason }) => reason)).toContain(
      'plan.owners-default-dismissed',
    );
    const decided = await plan('{on_unknown: default, default: guseva@rehearsal.example}');
    expect(decided.code).toBe(0);
    const { code } = await portal.run(shellWords('apply plan.pplan --yes'));
    expect(code).toBe(0);
  });

  it('who are there but dismissed are nobody to give records to, and that is said', async () => {
    const emulator = await createBitrix24Emulator({ plan: 'box', costFactor: 0, seed: 1, state: 'demo' });
    onTestFinished(() => emulator.close());
    const target = `target: {type: bitrix24, options: ${hasty}}\n`;
    const files = { 'perenos.yaml': mapping('{on_unknown: default, default: orlov@rehearsal.example}', target) };
    const portal = project(files, emulator.webhook);
    const users = csv(
      ['Id', 'FirstName', 'LastName', 'Email', 'Username', 'IsActive', 'UserType'],
      [sid('005', 1), 'Роман', 'Чижов', 'chizhov@rehearsal.example', 'chizhov@old.example', '1', 'Standard'],
      [sid('005', 2), 'Светлана', 'Гусева', 'guseva@rehearsal.example', 'guseva@old.example', '1', 'Standard'],
    );
    const accounts = csv(
      ['Id', 'IsDeleted', 'Name', 'OwnerId'],
      [sid('001', 1), '0', 'ООО Альфа', sid('005', 1)],
      [sid('001', 2), '0', 'ООО Бета', sid('005', 2)],
    );
    const parts = { 'User.csv': users, 'Account.csv': accounts };
    writeFileSync(portal.path(name), zip(Object.entries(parts).map(([file, data]) => ({ name: file, data }))));
    const made = await portal.run(shellWords('plan -o plan.pplan --json --mask none --lang en --report r.html'));
    expect(made.code, made.err).toBe(0);
    const report = JSON.parse(readFileSync(portal.path('r.json'), 'utf8')) as Report;
    expect(report.unmapped).toEqual([{ map: 'owners', value: 'Роман Чижов', count: 1, dismissed: true }]);
    expect(readFileSync(portal.path('r.html'), 'utf8')).toContain('there, but dismissed');
    expect(report.maps.find(({ map }) => map === 'owners')?.entries).toMatchObject([{ count: 1 }]);
    const replaced = report.issues.find(({ code }) => code === 'plan.owners-replaced');
    expect(replaced?.samples[0]?.args).toMatchObject({ owners: 1, dismissed: 'Роман Чижов: 1' });
    expect((await portal.run(shellWords('apply plan.pplan --yes'))).code).toBe(0);
    const owners = [...emulator.state.items.company.all()].map(({ values }) => [
      values['TITLE'],
      values['ASSIGNED_BY_ID'],
    ]);
    expect(owners.slice(-2)).toEqual([
      ['ООО Альфа', 2],
      ['ООО Бета', 3],
    ]);
  });
});
