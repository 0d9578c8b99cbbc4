import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { workdir } from '../workdir.ts';
import { perenos } from './perenos.ts';

const mapping = `perenos: 1
project: totals
locale: ru
target: {type: sqlite, limits: {max_reject_share: 50%}}
sources: {deals: {file: deals.csv}}
report:
  totals:
    - deal.custom.margin
    - {entity: deal, sum: amount, by: [custom.region]}
    - {entity: deal, by: [stage]}
    - probability
checks: [{name: маржа, total: {entity: deal, sum: custom.margin, by: [custom.region]}}]
load:
  deals:
    entity: deal
    from: deals
    key: n
    fields:
      title: n
      stage: stage
      amount: {from: sum, do: [money]}
      probability: {from: p, do: [num], on_error: reject}
      custom:
        margin: {from: margin, do: [num], class: none}
        region: {from: region, class: none}
`;
const table = `n;stage;sum;p;margin;region
1;Новая;100,10 руб.;10;0,1;Юг
2;Новая;200,20 руб.;20,5;0,2;Юг
3;В работе;300,30 $;;-5;Север
4;В работе;0,01 руб.;100;;
5;В работе;1 000;двадцать;1;Юг
`;

function totalsOf(file: string) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    totals: { field: string; by: { value: string }[]; currency: string }[];
  };
  return report.totals.map(({ by, ...total }) => ({ ...total, by: by.map(({ value }) => value).join(' / ') }));
}

test('totals that a mapping asks for are exact, from the file to the loaded database', () => {
  const { folder, path, write } = workdir();
  write('map.yaml', mapping);
  write('deals.csv', table);
  const run = ['run', '--mapping', 'map.yaml', '--to', 'crm.db', '--report', 'report.html'];
  const { code } = perenos(folder, ...run);
  expect(code).toBe(1);
  const totals = totalsOf(path('report.json'));
  const sum = (field: string, by: string, currency = '') =>
    totals.find((one) => one.field === field && one.by === by && one.currency === currency);
  const even = (count: number, amount: string) => ({
    source: { count, sum: amount },
    gone: { count: 0, sum: '0' },
    plan: { count, sum: amount },
    target: { count, sum: amount },
    diff: '0',
  });
  // The fifth row was rejected while it was read: it is in no sum.
  expect(sum('custom.margin', '')).toMatchObject(even(4, '-4.7'));
  expect(sum('amount', 'Юг', 'RUB')).toMatchObject(even(2, '300.30'));
  expect(sum('amount', 'Север', 'USD')).toMatchObject(even(1, '300.30'));
  expect(sum('amount', '', 'RUB')).toMatchObject(even(1, '0.01'));
  expect(sum('', 'В работе')).toMatchObject(even(2, '0'));
  expect(sum('probability', '')).toMatchObject(even(4, '130.5'));
  // The usual total stays.
  expect(sum('amount', 'Новая', 'RUB')).toMatchObject(even(2, '300.30'));
  const page = readFileSync(path('report.html'), 'utf8');
  expect(page).toContain('<data value="-4.7"');
  const report = JSON.parse(readFileSync(path('report.json'), 'utf8'));
  expect(report.checks[0].totals).toEqual([
    { by: [''], currency: '', count: 1, sum: '0' },
    { by: ['Север'], currency: '', count: 1, sum: '-5' },
    { by: ['Юг'], currency: '', count: 2, sum: '0.3' },
  ]);
});

test('what the new system refused is missing from its sums, and the summary says so', () => {
  const { folder, path, write } = workdir();
  write('map.yaml', mapping);
  write('deals.csv', table.split('\n').slice(0, 3).join('\n'));
  expect(perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'crm.db').code).toBe(0);
  const database = openDatabase(path('crm.db'));
  database.exec(
    `CREATE TRIGGER refuse BEFORE INSERT ON deal WHEN NEW.title = '3' BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  database.close();
  write('deals.csv', table.split('\n').slice(0, 5).join('\n'));
  const { out, code } = perenos(folder, 'run', '--mapping', 'map.yaml', '--to', 'crm.db');
  expect(code).toBe(1);
  const text = out.replaceAll(/\s+/gu, ' ');
  expect(text).toContain('planned -4.7 (4); loaded 0.3 (3)');
  expect(text).toContain('planned $300.30 (1); loaded $0.00 (0)');
});
