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

async function lineageOfPeople() {
  const { folder, path, write } = workdir();
  write('people.csv', `${people.join('\n')}\n`);
  const made = await runCommand(['run', path('people.csv'), '--to', path('crm.db'), '--project', folder]);
  expect(made.exitCode).toBe(0);
  const { summary } = await runCommand(['lineage', '-o', path('lineage'), '--project', folder]);
  const lines = (name: string) =>
    readFileSync(path(`lineage/${name}`), 'utf8')
      .trimEnd()
      .split('\n');
  const objects = (name: string) => lines(name).map((line) => JSON.parse(line) as Record<string, unknown>);
  return { path, summary, lines, objects };
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

  test('lies in files that only their owner reads', async () => {
    const { path, summary } = await lineageOfPeople();
    const names = ['golden.jsonl', 'crosswalk.csv', 'provenance.jsonl', 'edges.jsonl'];
    expect(summary).toMatchObject({ files: names.map((name) => path(`lineage/${name}`)) });
    for (const name of names) expect(statSync(path(`lineage/${name}`)).mode & 0o077, name).toBe(0);
  });
});
