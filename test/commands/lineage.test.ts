import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCommand } from '../run-command.ts';
import { workdir } from '../workdir.ts';

const people = [
  'Код;ФИО;Телефон;Почта;Должность',
  '1;Громов Пётр Ильич;+7 916 123-45-67;;директор',
  '2;Громов Пётр Ильич;+7 916 123-45-67;p.gromov@firm-a.ru;',
  '3;Лисицына Ольга Юрьевна;;olga@firm-b.ru;бухгалтер',
];

const colleagues = [
  'Код;ФИО;Телефон;Почта;Компания',
  '3;Лисицына Ольга Юрьевна;;olga@firm-b.ru;ООО «Триумф»',
  '4;Котова Анна Сергеевна;+7 916 222-33-44;;«Парус» ООО',
  '1;Громов Пётр Ильич;+7 916 123-45-67;;Триумф, ООО',
  '2;Громов Пётр Ильич;+7 916 123-45-67;p.gromov@firm-a.ru;ООО "Парус"',
];

async function lineageOfPeople() {
  const { folder, path, write } = workdir();
  write('people.csv', `${people.join('\n')}\n`);
  const made = await runCommand(['run', path('people.csv'), '--to', path('crm.db'), '--project', folder]);
  expect(made.exitCode).toBe(0);
  const { summary } = await runCommand(['lineage', '-o', path('lineage'), '--project', folder]);
  const lines = (name: string) => linesOf(path(`lineage/${name}`));
  const objects = (name: string) => lines(name).map((line) => JSON.parse(line) as Record<string, unknown>);
  return { path, summary, lines, objects };
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}

describe('the lineage of a plan', () => {
  test('says which record became which, who decided it, and where each value comes from', async () => {
    const { lines, objects } = await lineageOfPeople();
    const [heading, ...rows] = lines('crosswalk.csv').map((line) => line.split(','));
    const column = (name: string) => heading?.indexOf(name) ?? -1;
    const cells = rows.map((row) =>
      ['key', 'line', 'golden_key', 'cluster_size', 'decided_by'].map((name) => row[column(name)]),
    );
    expect(cells).toEqual([
      ['1', '2', '1', '2', 'auto'],
      ['2', '3', '1', '2', 'auto'],
      ['3', '4', '3', '1', ''],
    ]);
    const golden = objects('golden.jsonl');
    expect(golden.map(({ key, action }) => [key, action])).toEqual([
      ['1', 'create'],
      ['3', 'create'],
    ]);
    expect(new Set(rows.map((row) => row[column('golden_id')]))).toEqual(
      new Set(golden.map(({ golden_id: id }) => id)),
    );
    const values = objects('provenance.jsonl');
    const from = (field: string) => values.filter((one) => one['field'] === field).map(({ key }) => key);
    expect([from('position'), from('emails'), from('phones')]).toEqual([['1'], ['2'], ['1']]);
    expect(values.find(({ field }) => field === 'position')).toMatchObject({ kind: 'contact', value: 'директор' });
    expect(objects('edges.jsonl')).toMatchObject([
      { kind: 'contact', left: { key: '1' }, right: { key: '2' }, decision: 'auto', rule: 'score' },
    ]);
  });

  test('credits a relation to its record also where it points to the same company by another name', async () => {
    const { folder, path, write } = workdir();
    write('people.csv', `${colleagues.join('\n')}\n`);
    await runCommand(['run', path('people.csv'), '--to', path('crm.db'), '--project', folder]);
    await runCommand(['lineage', '-o', path('lineage'), '--project', folder]);
    const objects = linesOf(path('lineage/provenance.jsonl')).map(
      (line) => JSON.parse(line) as Record<string, unknown>,
    );
    const companies = objects.filter(({ field }) => field === 'companies');
    const pointsTo = companies.map(({ key, value }) => [key, (value as { ref: { key: string } }).ref.key] as const);
    expect(Object.fromEntries(pointsTo)).toEqual({ 1: 'ООО «Триумф»', 2: '«Парус» ООО' });
  });

  test('is the same when the list is read again, with the ids of the target', async () => {
    const { folder, path, write } = workdir();
    write('people.csv', `${people.join('\n')}\n`);
    const lineageOf = async (name: string) => {
      await runCommand(['run', path('people.csv'), '--to', path('crm.db'), '--project', folder]);
      await runCommand(['lineage', '-o', path(name), '--project', folder]);
      const golden = linesOf(path(`${name}/golden.jsonl`)).map((line) => JSON.parse(line) as Record<string, unknown>);
      return {
        edges: linesOf(path(`${name}/edges.jsonl`)),
        golden: golden.map((one) => [one['key'], one['golden_id'], one['action']]),
      };
    };
    const first = await lineageOf('first');
    const second = await lineageOf('second');
    expect(second.edges).toEqual(first.edges);
    expect(second.golden).toEqual([
      ['1', 'target:1', 'unchanged'],
      ['3', 'target:2', 'unchanged'],
    ]);
  });

  test('lists the part that a person set apart as a record of its own, and says where it stood', async () => {
    const { folder, path, write } = workdir();
    write('people.csv', `${people.join('\n')}\n`);
    const load = ['run', path('people.csv'), '--to', path('crm.db'), '--project', folder];
    await runCommand(load);
    await runCommand(['split', 'people:1', '--project', folder]);
    await runCommand(load);
    await runCommand(['lineage', '-o', path('lineage'), '--project', folder]);
    const golden = linesOf(path('lineage/golden.jsonl')).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(golden.map(({ action }) => action)).toEqual(expect.arrayContaining(['skip']));
    const [heading, ...rows] = linesOf(path('lineage/crosswalk.csv')).map((line) => line.split(','));
    const column = (name: string) => rows.map((row) => row[heading?.indexOf(name) ?? -1]);
    expect(column('golden_id').toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual(
      golden.map(({ golden_id: id }) => String(id)).toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(column('earlier_golden_id').filter((id) => id !== '')).toEqual(['target:1']);
  });

  test('lies in files that only their owner reads', async () => {
    const { path, summary } = await lineageOfPeople();
    const names = ['golden.jsonl', 'crosswalk.csv', 'provenance.jsonl', 'edges.jsonl'];
    expect(summary).toMatchObject({ files: names.map((name) => path(`lineage/${name}`)) });
    for (const name of names) expect(statSync(path(`lineage/${name}`)).mode & 0o077, name).toBe(0);
  });
});
